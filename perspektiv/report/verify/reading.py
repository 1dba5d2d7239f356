"""A report's file as lines of text with their places; what cannot be read is refused with a sentence."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from perspektiv.errors import Refused
from perspektiv.language import Text

LARGEST = 100 * 1024 * 1024  # bytes; a report is far smaller, and a larger file would only eat memory

_CP1252 = Text(
    "Die Datei ist kein UTF-8; sie wurde als Windows-Text (cp1252) gelesen.",
    "The file is not UTF-8; it was read as Windows text (cp1252).",
)
_JSON = Text(
    "{path} ist JSON, kein Bericht. Eine Liste veröffentlichter Zahlen wird mit den Daten geprüft: bitte zusätzlich "
    "--package DATENPAKET angeben.",
    "{path} is JSON, no report. A list of published figures is checked against the data: please add --package PACKAGE.",
)
_UTF16 = Text("Die Datei wurde als UTF-16 gelesen.", "The file was read as UTF-16.")


@dataclass(frozen=True)
class Place:
    """Where a line stands: its number in the file, from 1, and in a PDF the page on which it is."""

    line: int
    page: int | None = None

    def named(self) -> Text:
        if self.page is not None:
            return Text(f"Seite {self.page}", f"page {self.page}")
        return Text(f"Zeile {self.line}", f"line {self.line}")


@dataclass(frozen=True)
class Line:
    """One line as it stands in the file; cells of a table row are parted by tabs."""

    text: str
    place: Place


@dataclass(frozen=True)
class Source:
    """A report that was read. ``notes`` say what was assumed in reading."""

    lines: tuple[Line, ...]
    notes: tuple[Text, ...] = ()


def read_report(path: Path) -> Source:
    """Read a text or PDF report. Raises Refused for what is missing, too large, neither of the two, or empty."""
    content = _bytes_of(path)
    if content[:1024].lstrip().startswith(b"%PDF") or path.suffix.lower() == ".pdf":
        from perspektiv.report.verify.pdf import read_pdf

        return read_pdf(path)
    return _read_text(path, content)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Refused(
                Text(
                    "{path} ist größer als 100 MB; das ist kein Bericht, der hier geprüft werden kann.",
                    "{path} is larger than 100 MB; that is no report that can be checked here.",
                ),
                path=path,
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(Text("{path} gibt es nicht.", "{path} does not exist."), path=path) from None
    except IsADirectoryError:
        raise Refused(
            Text(
                "{path} ist ein Ordner. Bitte nennen Sie die Datei des Berichts.",
                "{path} is a folder. Please name the report's file.",
            ),
            path=path,
        ) from None
    except OSError as error:
        raise Refused(
            Text("{path} lässt sich nicht lesen: {why}.", "{path} cannot be read: {why}."),
            path=path,
            why=error.strerror or type(error).__name__,
        ) from None


def _read_text(path: Path, content: bytes) -> Source:
    text, notes = _decoded(content)
    if text is None:
        raise Refused(
            Text(
                "{path} ist weder Text noch PDF. Bitte speichern Sie den Bericht als PDF oder als Text (UTF-8).",
                "{path} is neither text nor PDF. Please save the report as PDF or as text (UTF-8).",
            ),
            path=path,
        )
    if path.suffix.lower() == ".json" or text.lstrip().startswith("{"):
        raise Refused(_JSON, path=path)
    if not text.strip():
        raise Refused(Text("{path} enthält keinen Text.", "{path} contains no text."), path=path)
    lines = tuple(Line(line, Place(number)) for number, line in enumerate(text.split("\n"), start=1))
    return Source(lines, notes)


def _decoded(content: bytes) -> tuple[str | None, tuple[Text, ...]]:
    """The text with unified line ends, and what was assumed; None for what is no text."""
    notes: tuple[Text, ...] = ()
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text, notes = content.decode("utf-16", errors="replace"), (_UTF16,)
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, notes = content.decode("cp1252", errors="replace"), (_CP1252,)
    if _is_binary(text):
        return None, ()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"), notes


def _is_binary(text: str) -> bool:
    """Whether the characters cannot be a person's text: control characters, or many that stand for nothing."""
    strange = sum(1 for sign in text if (sign < " " and sign not in "\t\n\r\f\v") or sign in "\x7f\ufffd")
    return "\0" in text or strange > len(text) / 100
