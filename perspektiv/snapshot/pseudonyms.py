"""Pseudonyms: stable, and back to nobody without a key that only this room reads."""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.conf import settings

LENGTH = 16
"""Bytes of a pseudonym: two of a hundred million people share one less often than once in 10²² installations."""


class Pseudonyms:
    """Gives every record the same pseudonym in every snapshot of this installation."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[tuple[str, UUID | str], str] = {}

    def of(self, kind: str, id: UUID | str) -> str:
        """The pseudonym of a record or key; ``kind`` is the column that names it, so that no two columns mix."""
        if (kind, id) not in self._known:
            message = f"{kind}:{id}".encode()
            self._known[kind, id] = hmac.digest(self._key, message, "sha256")[:LENGTH].hex()
        return self._known[kind, id]


def kept_pseudonyms() -> Pseudonyms:
    """With the installation's key, which is made when it is first asked for."""
    return Pseudonyms(_kept_key(Path(settings.HOME) / "keys" / "pseudonym.key"))


def _kept_key(file: Path) -> bytes:
    """The key in that file. Whoever comes first makes it, whole or not at all, readable by its owner alone."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(mode="w", encoding="ascii", dir=file.parent) as fresh:
            fresh.write(secrets.token_hex(32))
            fresh.flush()
            os.fsync(fresh.fileno())
            with suppress(FileExistsError):
                os.link(fresh.name, file)
    return bytes.fromhex(file.read_text(encoding="ascii").strip())
