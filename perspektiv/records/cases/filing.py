"""Where the files of participants lie: encrypted, one a document, under a name that says nothing."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from perspektiv.records.access.vault import box

LEFT_OVER_AFTER = timedelta(hours=24)
"""A file that no document knows was left by an interruption, unless somebody is writing it right now."""


def put(file: UUID, content: bytes) -> None:
    """Writes the file whole or not at all: after this returns it survives a loss of power."""
    _write(_place(file), box().encrypt(content))


def get(file: UUID) -> bytes:
    """What was put there."""
    return box().decrypt(_place(file).read_bytes())


def drop(file: UUID) -> None:
    _place(file).unlink(missing_ok=True)


def close_anew() -> int:
    """Closes every file with the newest key; after that the older keys open nothing any more. How many files."""
    kept = list(_kept())
    for path in kept:
        _write(path, box().rotate(path.read_bytes()))
    return len(kept)


def sweep(known: set[UUID]) -> int:
    """Removes what an interruption left: files that no document knows, and those half written. How many."""
    names = {file.hex for file in known}
    oldest = (timezone.now() - LEFT_OVER_AFTER).timestamp()
    left = [
        path
        for path in _folder().iterdir()
        if path.stat().st_mtime < oldest and (path.suffix == ".part" or path.name not in names)
    ]
    for path in left:
        path.unlink()
    return len(left)


def _write(path: Path, closed: bytes) -> None:
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(closed)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _kept() -> Iterator[Path]:
    return (path for path in _folder().iterdir() if path.suffix != ".part")


def _place(file: UUID) -> Path:
    return _folder() / file.hex


def _folder() -> Path:
    folder = Path(settings.DOCUMENTS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
