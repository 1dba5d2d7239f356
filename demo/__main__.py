"""Writes ``index.html`` into the folder that ``make demo`` filled: ``python -m demo FOLDER [ADDRESS]``."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

ADDRESS = "http://127.0.0.1:8000/"
"""Where ``make demo`` runs the application."""


@dataclass(frozen=True)
class Part:
    """A part of the page: what was made, by which verb, and where the files of it lie."""

    title: str
    sentence: str
    verb: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A file, relative to the page, and how it is named there."""

    target: str
    title: str
    size: str


PARTS = (
    Part(
        "Bericht",
        "Derselbe Bericht in vier Formen: zum Lesen, zum Drucken, für die Vorlage an den Rat und für Programme.",
        "perspektiv report",
        ("report/*.html", "report/*.pdf", "report/*.docx", "report/*.json"),
    ),
    Part(
        "Tabellen des Berichts",
        "Jede Tabelle des Berichts zum Weiterrechnen, als CSV.",
        "perspektiv report",
        ("report/**/*.csv",),
    ),
    Part(
        "Kennzahlen",
        "Alle Kennzahlen, einige auch nach Segment und Geschlecht. Kleine Zahlen sind geschützt.",
        "perspektiv figures --public",
        ("figures.txt", "figures.json", "segments.csv"),
    ),
    Part(
        "Datenpaket",
        "Die Datensätze, aus denen alles gerechnet ist: eine Datei je Tabelle und ihre Beschreibung.",
        "perspektiv example",
        ("package/*.json", "package/*.csv"),
    ),
)

TITLES = {
    "report.html": "Bericht als Webseite",
    "report.pdf": "Bericht als PDF, barrierefrei nach PDF/UA-1",
    "report.docx": "Bericht als Word-Datei",
    "report.json": "Bericht als JSON",
    "figures.txt": "Kennzahlen als Textseite",
    "figures.json": "Kennzahlen als JSON",
    "segments.csv": "Teilnahmen, vorzeitige Beendigungen und Ausfälle nach Segment und Geschlecht als CSV",
    "datapackage.json": "Beschreibung des Datenpakets",
}


def page(folder: Path, address: str) -> str:
    """The page that links everything there is; what was not made is left out."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    parts = [(part, list(_links(part, folder))) for part in PARTS]
    template = environment.get_template("index.html.j2")
    application = address if (folder / "home" / "perspektiv.sqlite3").exists() else ""
    shown = [(part, links) for part, links in parts if links]
    return template.render(parts=shown, application=application, by_link=_by_link(folder, address))


def _by_link(folder: Path, address: str) -> list[tuple[str, str]]:
    """Pages without an account: of one participant, and of one jobcoach."""
    kept = folder / "home" / "links.txt"
    paths = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    titles = {"p": "Seite einer Teilnehmerin oder eines Teilnehmers", "j": "Seite eines Jobcoachs"}
    return [(titles[path.split("/")[1]], address.rstrip("/") + path) for path in paths]


def _links(part: Part, folder: Path) -> Iterator[Link]:
    for pattern in part.patterns:
        for file in sorted(folder.glob(pattern)):
            target = file.relative_to(folder).as_posix()
            yield Link(target, TITLES.get(file.name, file.name), _size(file))


def _size(file: Path) -> str:
    """The size as people say it: whole kB, from 1 MB on with one decimal."""
    kilobytes = max(1, round(file.stat().st_size / 1000))
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB".replace(".", ",")


if __name__ == "__main__":
    index = Path(sys.argv[1]) / "index.html"
    index.write_text(page(index.parent, sys.argv[2] if len(sys.argv) > 2 else ADDRESS), encoding="utf-8")
    print(index)
