"""How many talks of the first contact were due and held, per way in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone

from perspektiv.records.cases.models import Contact, Referral

DUE = {"held", "no_show", "cancelled_by_centre", "cancelled_by_jobcoach"}


@dataclass(frozen=True)
class Talks:
    due: int
    held: int


def talks_of(referrals: Iterable[Referral]) -> dict[UUID, Talks]:
    """As imported where it was; else counted from booked talks and from noted ones of days without a booked one.

    The same few statements for however many ways in.
    """
    ways = list(referrals)
    prefetch_related_objects(ways, "contacts", "appointments")
    return {way.pk: _counted(way) for way in ways}


def _counted(way: Referral) -> Talks:
    if way.talks_due is not None:
        return Talks(way.talks_due, way.talks_held or 0)
    booked: list[Any] = [talk for talk in way.appointments.all() if talk.withdrawn_at is None]
    days = {timezone.localdate(talk.starts_at) for talk in booked}
    noted = [contact for contact in way.contacts.all() if timezone.localdate(contact.at) not in days]
    held = sum(talk.status == "held" for talk in booked)
    held += sum(contact.outcome == Contact.Outcome.TALK_HELD for contact in noted)
    due = sum(talk.status in DUE for talk in booked)
    due += sum(contact.outcome in (Contact.Outcome.TALK_HELD, Contact.Outcome.TALK_MISSED) for contact in noted)
    return Talks(due, held)
