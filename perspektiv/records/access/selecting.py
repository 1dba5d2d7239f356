"""Several records that were chosen in a list: all of them the user's to use so, or none of it happens."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.http import Http404

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Records, User
from perspektiv.records.access.permissions import Permission

M = TypeVar("M", bound=models.Model)
MOST = 200
NONE_CHOSEN = Text("Bitte wählen Sie zuerst etwas aus.", "Please choose something first.")
TOO_MANY = Text("Bitte wählen Sie höchstens {most} auf einmal.", "Please choose at most {most} at once.")


def chosen(records: Records[M], user: User, permission: Permission, ids: Iterable[str]) -> list[M]:
    """The records of these ids, in the order of the query. One foreign id, or one that is none: 404 for all."""
    wanted = {_uuid(id) for id in ids}
    if not wanted:
        raise Refused(NONE_CHOSEN)
    if len(wanted) > MOST:
        raise Refused(TOO_MANY, most=MOST)
    found = list(records.with_permission(user, permission).filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise Http404
    return found


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
