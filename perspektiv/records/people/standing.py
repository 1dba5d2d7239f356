"""Where people stand on their path, for lists of them. The path lies in a room above: it is reached by the names of
its relations alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, Model, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.models.participant import Participants
from perspektiv.records.people.names import words
from perspektiv.records.people.search import matching


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
    bookable: bool = False  # a participation that runs or ends today, or an open way in


def with_standing(people: Iterable[Participant]) -> list[tuple[Participant, Standing]]:
    """Each of a page with where they stand: the same few statements for every length."""
    shown = list(people)
    ids = [person.pk for person in shown]
    paths = _of_each(ids, _related("participations"), "started_on", "ended_on", "segment_id", "next_segment_id")
    ways_in = _of_each(ids, _related("referrals"), "result", "waiting_since", "referred_on", "decided_on", "created_at")
    segments = _segments(path.segment_id for path in chain.from_iterable(paths.values()) if _runs(path))
    cares = Care.objects.current().counselling().in_charge().filter(participant__in=ids).select_related("user")
    counsellors: dict[UUID, list[User]] = {}
    for care in cares.order_by("since"):
        counsellors.setdefault(care.participant_id, []).append(care.user)
    found = []
    for person in shown:
        standing = _standing(paths[person.pk], segments, ways_in[person.pk], counsellors.get(person.pk, []))
        ends_today = any(path.ended_on == timezone.localdate() for path in paths[person.pk])
        waits = any(way.result == "open" for way in ways_in[person.pk])
        standing.bookable = standing.state == State.RUNNING or ends_today or waits
        found.append((person, standing))
    return found


def bookable_first(people: Participants, text: str, limit: int) -> list[tuple[Participant, Standing]]:
    """Those who match, and for whom something runs or waits first; the others last."""
    shown = [person for person, _bookable in _ranked(people, text, limit)]
    return sorted(with_standing(shown), key=lambda each: not each[1].bookable)


def find_bookable_first(user: User, text: str, limit: int) -> list[tuple[Participant, bool]]:
    """Those whom the user may see and who match, and whether something runs or waits for them. One query."""
    seen = Participant.objects.living().with_permission(user, Permission.SEE_PEOPLE)
    return _ranked(seen, text, limit) if words(text) else []


def _ranked(people: Participants, text: str, limit: int) -> list[tuple[Participant, bool]]:
    found = matching(people, text)
    paths = _related("participations").filter(participant=OuterRef("pk"))
    ways_in = _related("referrals").filter(participant=OuterRef("pk"), result="open")
    open_ones = Exists(paths.filter(Q(ended_on=None) | Q(ended_on__gte=timezone.localdate()))) | Exists(ways_in)
    ranked = found.annotate(open=Case(When(open_ones, then=Value(0)), default=Value(1)))
    return [(person, person.open == 0) for person in ranked.order_by("open", *found.query.order_by)[:limit]]


def _standing(
    paths: Sequence[Any], segments: Mapping[UUID, Any], ways_in: Sequence[Any], counsellors: list[User]
) -> Standing:
    if running := sorted((path for path in paths if _runs(path)), key=lambda path: path.started_on):
        return Standing(
            State.RUNNING, running[0].started_on, [segments[path.segment_id] for path in running], counsellors
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


def _runs(path: Any) -> bool:
    return path.ended_on is None or path.ended_on > timezone.localdate()


def _related(name: str, of: type[Model] = Participant) -> QuerySet[Any]:
    model = of._meta.get_field(name).related_model
    assert isinstance(model, type) and issubclass(model, Model)
    return model._default_manager.all()


def _segments(ids: Iterable[UUID]) -> dict[UUID, Any]:
    return _related("segment", of=_related("participations").model).in_bulk(set(ids))


def _of_each(people: Sequence[UUID], records: QuerySet[Any], *columns: str) -> dict[UUID, list[Any]]:
    """Some columns of the records of each person of a page: one statement."""
    of: dict[UUID, list[Any]] = {person: [] for person in people}
    rows = records.filter(participant__in=people).order_by()
    for row in rows.values_list("participant_id", *columns, named=True):
        of[row.participant_id].append(row)
    return of
