"""Encryption of fields: what only counsellor and participant share is unreadable in the database and its backups."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def box() -> MultiFernet:
    """Closes with the newest key (``settings.FIELD_KEYS[0]``), opens with any."""
    return _box(tuple(settings.FIELD_KEYS))


class VaultField(models.TextField):  # type: ignore[type-arg]
    """Text that is stored encrypted. It cannot be searched or sorted by the database."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return box().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return box().decrypt(value.encode()).decode() if value else value
