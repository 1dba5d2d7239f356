"""Codes that let somebody answer once: short enough to type from paper, all alike, only their hash is stored."""

import hashlib
import secrets

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"
"""Without 0, O, 1, I and Q, which look alike on paper."""
LENGTH = 12


def fresh_code() -> str:
    """Twelve letters (59 bits), in groups of four: "K7RM-2WXD-PA4S"."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def code_hash(typed: str) -> str:
    """Of a code as somebody types it: small letters, spaces and dashes do not matter."""
    return hashlib.sha256("".join(letter for letter in typed.upper() if letter.isalnum()).encode()).hexdigest()
