"""What the address of a page asks for, and the note that a page with people's names was read."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.bookings import FOREIGN
from perspektiv.records.appointments.moments import day_of

M = TypeVar("M", bound=Model)


class IsoDay:
    """A day in an address: 2026-11-24."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        day = day_of(value)
        if day is None:
            raise ValueError(value)
        return day

    def to_url(self, value: date | str) -> str:
        return str(value)


def asked_day(request: HttpRequest, name: str = "day") -> date:
    """The day that the address names, else today."""
    return day_of(request.GET.get(name, "")) or timezone.localdate()


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def named_in(typed: str, offered: Iterable[M]) -> M | None:
    """The record that a form names among those it offers; nothing where it names none, refused where it is no such."""
    if not typed:
        return None
    asked = uuid_of(typed)
    found = next((one for one in offered if one.pk == asked), None)
    if found is None:
        raise Refused(FOREIGN)
    return found


def version_of(fields: QueryDict) -> int:
    """The version that a form showed; 0, which is none, if it says nothing sensible."""
    return sent_number(fields.get("version"))


def note_reading(user: User, permission: Permission, what: str) -> None:
    """A row of the trail for each centre whose people a list shows."""
    seen = user.centres_with(permission, Scope.CENTRE) | user.centres_with(permission, Scope.OWN)
    for centre in Centre.objects.filter(pk__in=seen):
        record(by=user, what=what, subject=centre)
