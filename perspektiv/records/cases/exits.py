"""Leaving: when a person has left, as the figures count it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q

from perspektiv.records.cases.models import Participation


def exit_days(participants: Iterable[UUID], as_of: date) -> dict[UUID, date]:
    """The exit day of each who has left as of a day; those still in, between nothing, or never begun are missing.

    Only participations started by then count. One that is still open on that day (no end, or a later end) means that
    the person has not left; otherwise the last day of the latest ended one is the exit.
    """
    started = Participation.objects.filter(participant__in=list(participants), started_on__lte=as_of)
    return _last_days(started.values_list("participant", "ended_on"), as_of)


def exit_day(participant: UUID, as_of: date) -> date | None:
    """The exit day of one person as of a day, or None while they have not left."""
    return exit_days([participant], as_of).get(participant)


def exits_between(first: date, last: date, as_of: date, centres: Iterable[UUID]) -> dict[UUID, date]:
    """Who left in a period (both days included), as of a day, in these centres: participant and exit day."""
    started = Participation.objects.filter(centre__in=list(centres), started_on__lte=as_of)
    still_in = Count("pk", filter=Q(ended_on=None) | Q(ended_on__gt=as_of))
    people = started.order_by().values("participant").annotate(still_in=still_in, left_on=Max("ended_on"))
    return dict(people.filter(still_in=0, left_on__range=(first, last)).values_list("participant", "left_on"))


def _last_days(paths: Iterable[tuple[UUID, date | None]], as_of: date) -> dict[UUID, date]:
    last: dict[UUID, date] = {}
    still_in: set[UUID] = set()
    for participant, ended_on in paths:
        if ended_on is None or ended_on > as_of:
            still_in.add(participant)
        else:
            last[participant] = max(ended_on, last.get(participant, ended_on))
    return {who: day for who, day in last.items() if who not in still_in}
