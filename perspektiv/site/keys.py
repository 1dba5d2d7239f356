"""Keys of an installation: from the environment, else made once and kept in a file that only its owner can read."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def kept_key(home: Path, variable: str, name: str) -> str:
    """One secret: the variable's value, else the file's, else a new one."""
    return os.environ.get(variable) or _kept(home, name, secrets.token_urlsafe(48))


def kept_keys(home: Path, variable: str, name: str) -> list[str]:
    """Keys for the encryption of fields, the newest first, one a line or separated by commas."""
    kept = os.environ.get(variable) or _kept(home, name, Fernet.generate_key().decode())
    return kept.replace(",", "\n").split()


def _kept(home: Path, name: str, fresh: str) -> str:
    folder = home / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh
