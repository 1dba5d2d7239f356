"""Where people stand on their path, for lists of them. The path lies in a room above: it is reached by the names of
its relations alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.people.models import Care, Participant


class State(TextChoices):
    """The parts of the list of people. They exclude each other; who has never come far is in none."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    LEFT = "left", _("Have left")


P = QuerySet[Participant]


def in_state(people: P, state: str) -> P:
    """Those who stand there today."""
    paths = _related("participations").filter(participant=OuterRef("pk"))
    ways_in = _related("referrals").filter(participant=OuterRef("pk"))
    running = Exists(paths.filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate())))
    waiting = Exists(ways_in.filter(result="open")) | Exists(paths.filter(next_segment__isnull=False))
    if state == State.RUNNING:
        return people.filter(running)
    if state == State.WAITING:
        return people.filter(waiting).exclude(running)
    if state == State.LEFT:
        return people.filter(Exists(paths)).exclude(running).exclude(waiting)
    return people


def cared_for_by(people: P, user: User) -> P:
    """The user's own and those of whom they stand in for; not whose case they opened with a reason."""
    return people.filter(pk__in=Care.objects.current().counselling().held_by(user).values("participant"))


@dataclass
class Standing:
    """Where one person stands today, as a row of a list says it."""

    state: str = ""
    since: date | None = None
    segments: list[Any] = field(default_factory=list)  # the running ones
    counsellors: list[User] = field(default_factory=list)
    way_in: str = ""  # the result of the last way in, of those who never began


def with_standing(people: Iterable[Participant]) -> list[tuple[Participant, Standing]]:
    """Each of a page with where they stand: the same few statements for every length."""
    shown = list(people)
    paths = _of_each(shown, _related("participations").select_related("segment").order_by("started_on"))
    ways_in = _of_each(shown, _related("referrals"))
    cares = Care.objects.current().counselling().filter(participant__in=shown).select_related("user")
    counsellors: dict[UUID, list[User]] = {}
    for care in cares.order_by("since"):
        counsellors.setdefault(care.participant_id, []).append(care.user)
    return [
        (person, _standing(paths[person.pk], ways_in[person.pk], counsellors.get(person.pk, []))) for person in shown
    ]


def _standing(paths: Sequence[Any], ways_in: Sequence[Any], counsellors: list[User]) -> Standing:
    today = timezone.localdate()
    running = [path for path in paths if path.ended_on is None or path.ended_on > today]
    if running:
        return Standing(
            State.RUNNING, min(path.started_on for path in running), [path.segment for path in running], counsellors
        )
    if open_ways := [way for way in ways_in if way.result == "open"]:
        return Standing(State.WAITING, min(way.waiting_since or way.referred_on for way in open_ways), [], counsellors)
    last = max((path.ended_on for path in paths), default=None)
    if any(path.next_segment_id for path in paths):
        return Standing(State.WAITING, last, [], counsellors)
    if paths or not ways_in:
        return Standing(State.LEFT if paths else "", last, [], counsellors)
    way = max(ways_in, key=lambda way: (way.referred_on, way.created_at))
    return Standing("", way.decided_on or way.referred_on, [], counsellors, way.result)


def _related(name: str) -> QuerySet[Any]:
    model = Participant._meta.get_field(name).related_model
    assert isinstance(model, type) and issubclass(model, Model)
    return model._default_manager.all()


def _of_each(people: Sequence[Participant], records: QuerySet[Any]) -> dict[UUID, list[Any]]:
    """The records of each person of a page: one statement."""
    of: dict[UUID, list[Any]] = {person.pk: [] for person in people}
    for record in records.filter(participant__in=people):
        of[record.participant_id].append(record)
    return of
