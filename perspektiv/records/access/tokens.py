"""The secret part of a personal link: random, of 192 bits; only its hash is stored."""

import hashlib
import secrets


def fresh_token() -> str:
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
