"""Rotation of the field keys: what an older key closed is opened and closed again with the newest.

What is closed with the newest already is left alone, so a rotation that was stopped goes on where it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Cast

from perspektiv.records.access.vault import VaultField, box

BATCH = 500


@dataclass(frozen=True)
class Place:
    """One encrypted field of one model."""

    model: type[models.Model]
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"


def places() -> list[Place]:
    """Every encrypted field of the application."""
    return [
        Place(model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, VaultField)
    ]


def rotate(place: Place) -> int:
    """Closes a field anew in every row that needs it, in batches; a row written meanwhile keeps what was written."""
    raw = models.TextField()
    stored = place.model._base_manager.annotate(stored=Cast(place.field, raw))
    changed = 0
    for batch in _batches(stored.exclude(stored=None).exclude(stored="")):
        with transaction.atomic():
            for pk, token in batch:
                if not _is_newest(token):
                    anew = models.Value(box().rotate(token.encode()).decode(), output_field=raw)
                    changed += stored.filter(pk=pk, stored=token).update(**{place.field: anew})
    return changed


def rotate_second_factors() -> int:
    """The same for the secrets of second factors, which the login library keeps."""
    changed = 0
    for factor in Authenticator.objects.order_by("pk").iterator():
        old = {name: factor.data.get(name) for name in ("secret", "seed") if factor.data.get(name)}
        new = {name: box().rotate(token.encode()).decode() for name, token in old.items() if not _is_newest(token)}
        if new:
            Authenticator.objects.filter(pk=factor.pk).update(data={**factor.data, **new})
            changed += 1
    return changed


def _batches(rows: models.QuerySet[Any]) -> Iterator[list[tuple[Any, str]]]:
    """Keys and stored text, by key, a batch at a time."""
    last: Any = None
    while True:
        after = rows if last is None else rows.filter(pk__gt=last)
        batch = list(after.order_by("pk").values_list("pk", "stored")[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1][0]


def _is_newest(token: str) -> bool:
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True
