"""Compiled translations: where the sources are newer, or nothing is compiled yet, they are compiled now."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import perspektiv

SOURCES = "LC_MESSAGES/*.po"


def compile_words() -> list[Path]:
    """Compiles what is missing or old; the sources that could not be compiled, because their folder is not ours."""
    failed = []
    for source in _old():
        try:
            _compile(source)
        except OSError:
            failed.append(source)
    return failed


def _old() -> Iterator[Path]:
    for source in sorted(Path(perspektiv.__file__).parent.rglob(SOURCES)):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            yield source


def _compile(source: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], domain=source.stem)
    made = source.with_suffix(".mo.part")
    with made.open("wb") as target:
        write_mo(target, catalogue)
    made.replace(source.with_suffix(".mo"))
