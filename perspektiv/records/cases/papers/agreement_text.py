"""The text of the agreement, in versions: what somebody signed once can always be read again."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from perspektiv.errors import Refused
from perspektiv.language import Text

FOLDER = Path(__file__).parent / "agreement_texts"

UNKNOWN_VERSION = Text("Diese Fassung der Vereinbarung gibt es nicht.", "There is no such version of the agreement.")


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class AgreementText:
    """One version, in plain German. A changed word is a new version: a new file."""

    version: str  # "2026-1"
    title: str
    opening: str
    sections: tuple[Section, ...]


@cache
def versions() -> dict[str, AgreementText]:
    """All that were ever in use, the oldest first."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def newest() -> AgreementText:
    return list(versions().values())[-1]


def version_of(version: str) -> AgreementText:
    if version not in versions():
        raise Refused(UNKNOWN_VERSION)
    return versions()[version]


def _read(path: Path) -> AgreementText:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(Section(one["heading"], tuple(one["paragraphs"])) for one in read["section"])
    return AgreementText(path.stem, read["title"], read["opening"], sections)
