"""Encryption of a backup: a file that only its passphrase opens, and in which no changed or missing bit goes unseen.

First line ``PERSPEKTIV-BACKUP 1``; then 16 bytes of salt and 7 of nonce; then pieces of 1 MiB, each closed with
AES-256-GCM under a key that scrypt makes from the passphrase. The nonce of a piece is prefix, number, and whether it is
the last (the construction STREAM), so that pieces cannot be dropped, swapped or appended.
"""

import os
import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from perspektiv.errors import Refused
from perspektiv.language import Text

MAGIC = b"PERSPEKTIV-BACKUP 1\n"
SALT, PREFIX, TAG = 16, 7, 16
PIECE = 1024 * 1024
SHORTEST = 12
"""Letters of a passphrase."""


class Sealed:
    """Takes bytes and writes them encrypted. Close it at the end: before, the file does not open."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        if len(passphrase) < SHORTEST:
            raise Refused(TOO_SHORT, n=SHORTEST)
        salt, prefix = secrets.token_bytes(SALT), secrets.token_bytes(PREFIX)
        self._target, self._head = target, MAGIC + salt + prefix
        self._box, self._prefix, self._number = _box(passphrase, salt), prefix, 0
        self._waiting = bytearray()
        target.write(self._head)

    def write(self, content: bytes) -> int:
        self._waiting += content
        while len(self._waiting) > PIECE:  # the last piece is known only at the end, so one always waits
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def close(self) -> None:
        self._put(bytes(self._waiting), last=True)
        self._target.flush()
        os.fsync(self._target.fileno())

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._box.encrypt(_nonce(self._prefix, self._number, last=last), piece, self._head))
        self._number += 1


class Opened:
    """Reads what was sealed. Refused for another passphrase, and for a file that is not as it was written."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        head = source.read(len(MAGIC) + SALT + PREFIX)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT + PREFIX:
            raise Refused(NO_BACKUP)
        salt, prefix = head[len(MAGIC) : -PREFIX], head[-PREFIX:]
        self._pieces = _pieces(source, _box(passphrase, salt), head, prefix)
        self._waiting = bytearray()

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._waiting) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._waiting += piece
        size = len(self._waiting) if size < 0 else size
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def drain(self) -> None:
        """Reads to the end, so that the whole file has been checked."""
        for _ in self._pieces:
            pass


def _pieces(source: BinaryIO, box: AESGCM, head: bytes, prefix: bytes) -> Iterator[bytes]:
    number, closed = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield box.decrypt(_nonce(prefix, number, last=not following), closed, head)
        except InvalidTag as failed:
            raise Refused(WRONG_PASSPHRASE if number == 0 else DAMAGED) from failed
        if not following:
            return
        number, closed = number + 1, following


def _box(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


TOO_SHORT = Text(
    "Der Schlüssel der Sicherung braucht mindestens {n} Zeichen.",
    "The backup's passphrase needs at least {n} characters.",
)
NO_BACKUP = Text("Diese Datei ist keine Sicherung von Perspektiv.", "This file is no backup of Perspektiv.")
WRONG_PASSPHRASE = Text(
    "Die Sicherung lässt sich nicht öffnen: Der Schlüssel ist falsch, oder die Datei ist beschädigt.",
    "The backup cannot be opened: the passphrase is wrong, or the file is damaged.",
)
DAMAGED = Text(
    "Die Sicherung ist beschädigt oder unvollständig. Bitte nehmen Sie eine andere.",
    "The backup is damaged or incomplete. Please take another one.",
)
