"""Signals of people: of one file, and what is open in a counsellor's own cases. Few queries, however many people."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.given import given_in
from perspektiv.records.feedback.models import Discussed, Response
from perspektiv.records.feedback.signals import Key, Signal, signals_of
from perspektiv.records.people.models import Participant


def to_discuss(user: User, among: Collection[UUID] | None = None) -> dict[Participant, list[Signal]]:
    """What is open in the user's own cases, or in some of them, by person.

    Nothing of history that was brought in from elsewhere: it was taken up then, or never will be.
    """
    people = Participant.objects.with_permission(user, Permission.SEE_FEEDBACK)
    if among is not None:
        people = people.filter(pk__in=among)
    answered = Response.objects.filter(participation__participant__in=people.order_by().values("pk"), source_key="")
    participations = set(answered.order_by().values_list("participation", flat=True).distinct())
    signals: dict[UUID, list[Signal]] = {}
    for signal in signals_in(participations):
        if signal.open and signal.pressing and not signal.imported:
            signals.setdefault(signal.participant, []).append(signal)
    return {person: signals[person.pk] for person in Participant.objects.filter(pk__in=signals)}


def signals_in(participations: Collection[UUID]) -> list[Signal]:
    """Of some participations, with what was discussed of them."""
    return signals_of(given_in(participations), discussed_in(participations)) if participations else []


def discussed_in(participations: Iterable[UUID]) -> dict[Key, date]:
    marks = Discussed.objects.filter(response__participation__in=participations)
    rows = marks.values_list("response_id", "kind", "about", "on")
    return {(response, kind, about): on for response, kind, about, on in rows}
