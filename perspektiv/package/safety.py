"""What is refused before it is opened: files too large, archives that swell, paths that climb out."""

import shutil
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text

MOST_DESCRIPTOR_BYTES = 16_000_000
MOST_FILE_BYTES = 4_000_000_000
MOST_WORKBOOK_BYTES = 200_000_000
"""A workbook is held in memory while it is read; a table of a workbook has at most 1,048,576 rows."""
MOST_UNPACKED_BYTES = 8_000_000_000
MOST_UNPACKED_WORKBOOK_BYTES = 2_000_000_000
MOST_RATIO = 200
"""Unpacked to packed. Lists of records shrink to a tenth; only a bomb shrinks to a two-hundredth."""
RATIO_MATTERS_FROM = 10_000_000
"""Bytes unpacked; a small file of repetitions is harmless."""
MOST_ENTRIES = 1_000


@contextmanager
def reading(path: Path | str) -> Iterator[None]:
    """Refuse, with a sentence, what the system does not let be read, and damage that shows only late."""
    try:
        yield
    except (OSError, duckdb.Error) as failed:
        raise Refused(UNREADABLE, path=path, why=str(failed).partition("\n")[0]) from failed


def refuse_too_large(file: Path, most: int = MOST_FILE_BYTES) -> None:
    """Look at the size before anything is opened."""
    size = file.stat().st_size
    if size > most:
        raise Refused(TOO_LARGE, file=file.name, size=_gigabytes(size), most=_gigabytes(most))


def inside(folder: Path, path: str) -> Path | None:
    """The regular file that ``path`` names within ``folder``; None if there is none or a link leads outside."""
    file = folder / path
    resolved = file.resolve()
    if not resolved.is_relative_to(folder.resolve()) or not resolved.is_file():
        return None
    return file


def check_archive(file: Path, *, most: int = MOST_UNPACKED_BYTES) -> list[zipfile.ZipInfo]:
    """The entries of a zip that may be unpacked. Only its table of contents is read."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as broken:
        raise Refused(BROKEN_ARCHIVE, file=file.name) from broken
    if len(entries) > MOST_ENTRIES:
        raise Refused(TOO_MANY, file=file.name, n=len(entries), most=MOST_ENTRIES)
    for entry in entries:
        _refuse_entry(file, entry)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(file.stat().st_size, 1)
    if unpacked > most or (unpacked > RATIO_MATTERS_FROM and unpacked > MOST_RATIO * packed):
        raise Refused(BOMB, file=file.name, size=_gigabytes(unpacked))
    return entries


def unpack(file: Path, into: Path) -> Path:
    """Unpack a zip of a package; the folder its files lie in: the top, or the only folder there."""
    entries = [entry for entry in check_archive(file) if not entry.is_dir() and not _is_litter(entry.filename)]
    for entry in entries:
        if entry.filename.lower().endswith((".zip", ".xlsx")):
            raise Refused(NESTED, file=file.name, entry=entry.filename)
    for entry_name, times in Counter(entry.filename for entry in entries).items():
        if times > 1:
            raise Refused(TWICE, file=file.name, entry=entry_name)
    with zipfile.ZipFile(file) as archive:
        for entry in entries:
            _unpack_entry(archive, entry, into, file.name)
    folders = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    if len(folders) == 1 and (into / (only := folders.pop())).is_dir():
        return into / only
    return into


def _refuse_entry(file: Path, entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename)
    climbs = path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in entry.filename
    link = stat.S_ISLNK(entry.external_attr >> 16)
    if climbs or link or not path.parts:
        raise Refused(CLIMBS_OUT, file=file.name, entry=entry.filename)
    if entry.flag_bits & 0x1:
        raise Refused(LOCKED, file=file.name)
    if entry.file_size > MOST_FILE_BYTES:
        raise Refused(
            TOO_LARGE, file=entry.filename, size=_gigabytes(entry.file_size), most=_gigabytes(MOST_FILE_BYTES)
        )


def _unpack_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path, file: str) -> None:
    """``zipfile`` stops at the size that the entry declares and holds its checksum against the bytes."""
    target = into / entry.filename
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as packed, target.open("xb") as unpacked:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as broken:
        raise Refused(BROKEN_ARCHIVE, file=file) from broken


def _is_litter(path: str) -> bool:
    """What operating systems leave in archives."""
    return path.startswith("__MACOSX/") or PurePosixPath(path).name.startswith(".")


def _gigabytes(size: int) -> Text:
    value = f"{size / 1e9:.2f}"
    return Text(value.replace(".", ",") + " GB", value + " GB")


UNREADABLE = Text(
    "{path} lässt sich nicht lesen ({why}). Bitte Pfad, Rechte und Inhalt prüfen.",
    "{path} cannot be read ({why}). Please check path, permissions and content.",
)
TOO_LARGE = Text(
    "{file} ist mit {size} zu groß; höchstens {most} werden gelesen. Bitte das Paket teilen.",
    "{file} is too large with {size}; at most {most} are read. Please divide the package.",
)
BROKEN_ARCHIVE = Text(
    "{file} ist beschädigt und lässt sich nicht entpacken. Bitte neu erzeugen.",
    "{file} is damaged and cannot be unpacked. Please make it again.",
)
TOO_MANY = Text(
    "{file} enthält {n} Einträge; höchstens {most} werden gelesen.",
    "{file} holds {n} entries; at most {most} are read.",
)
BOMB = Text(
    "{file} würde entpackt auf {size} anschwellen und wird nicht geöffnet.",
    "{file} would swell to {size} when unpacked and is not opened.",
)
NESTED = Text(
    "{file} enthält ein weiteres Archiv ({entry}). Bitte die Tabellen selbst hineinlegen.",
    "{file} holds another archive ({entry}). Please put the tables themselves into it.",
)
TWICE = Text(
    "{file} enthält {entry} mehrmals. Bitte jede Datei nur einmal hineinlegen.",
    "{file} holds {entry} more than once. Please put every file into it only once.",
)
CLIMBS_OUT = Text(
    "{file} enthält einen Pfad, der aus dem Paket hinausführt ({entry}), und wird nicht geöffnet.",
    "{file} holds a path that leads out of the package ({entry}) and is not opened.",
)
LOCKED = Text(
    "{file} ist mit einem Kennwort verschlossen. Bitte ohne Kennwort liefern.",
    "{file} is locked with a password. Please deliver it without one.",
)
