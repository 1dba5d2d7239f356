"""The seal of the ballot box: a key a quarter, outside the database and outside every backup, destroyed with its box.

Whoever holds the database, all its backups and the keys of the vault can still not look into a ballot once its box was
opened: the key that sealed it is nowhere any more. The price is that a backup restored on another machine brings the
ballots of the running quarter back sealed for ever.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from secrets import token_hex

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

FOLDER = "box"
"""In the home of the installation; ``perspektiv backup`` takes only folders that it names, never this one."""
NO_TIME = 0
"""A seal of this kind carries the second in which it was made: ours all carry the same."""


def seal(content: bytes, quarter: date) -> str:
    """Closes with the key of the quarter, which is made if this is its first ballot."""
    return Fernet(_key(quarter)).encrypt_at_time(content, NO_TIME).decode()


def unseal(sealed: str) -> bytes | None:
    """None where the key is gone: the ballot came back with a backup, without the key that was never in it."""
    for path in _files():
        with suppress(InvalidToken, FileNotFoundError):
            return Fernet(path.read_bytes()).decrypt(sealed)
    return None


def quarters_with_keys() -> list[date]:
    return [date.fromisoformat(path.stem) for path in _files()]


def destroy(quarter: date) -> None:
    """Overwrites the key and takes it away. What was sealed with it is unreadable from now on, in every copy."""
    path = _folder() / f"{quarter}.key"
    with suppress(FileNotFoundError), path.open("r+b") as file:
        file.write(b"0" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)
    _kept_for_sure(path.parent)


def _key(quarter: date) -> bytes:
    """That of the quarter. Whole or not at all, whoever else makes it at the same moment or loses power."""
    folder = _folder()
    path = folder / f"{quarter}.key"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    fresh = folder / f".{token_hex(8)}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Fernet.generate_key())
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another was quicker: theirs is the key
        os.link(fresh, path)
    fresh.unlink()
    _kept_for_sure(folder)
    return path.read_bytes()


def _files() -> list[Path]:
    """The newest first."""
    return sorted(_folder().glob("*.key"), reverse=True)


def _folder() -> Path:
    folder = Path(settings.HOME) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _kept_for_sure(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
