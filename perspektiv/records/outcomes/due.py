"""The six-month desk: two questions an exit, work and a follow-on measure, which fall due by themselves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.cases.exits import exit_day, exits_between
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.outcomes.window import Window, window_of

AHEAD = timedelta(weeks=4)
"""So long before the window ends a question is shown already."""
OVERDUE = timedelta(weeks=4)
"""So long after the window's end an open question is overdue."""
LAPSED = timedelta(days=365)
"""So long after the window's end a question that nobody answered stands as unknown: shown, no longer pressing."""
SHORTEST, LONGEST = timedelta(days=181), timedelta(days=184)
"""Of six months."""
FIRST_DAY = date(1900, 1, 1)

About, Answer = FollowUp.About, FollowUp.Answer


class Standing(models.TextChoices):
    """Where a question stands, the most pressing first."""

    OVERDUE = "overdue", _("overdue")
    DUE = "due", _("due")
    AHEAD = "ahead", _("due soon")
    UNKNOWN = "unknown", _("unknown")
    YES = "yes", _("yes")
    NO = "no", _("no")
    REFUSED = "refused", _("no answer wanted")
    LATER = "later", _("not due yet")


PRESSING = (Standing.OVERDUE, Standing.DUE)
SETTLING = frozenset(Standing.values)
"""Answers that say where a question stands, among others."""
RANK = {standing: rank for rank, standing in enumerate(Standing)}


class Fact(NamedTuple):
    """A job start, a measure or an answer, as far as it settles a question or is worth knowing."""

    on: date
    source: str
    answer: str = ""  # of an answer
    insured: bool = True  # of a job start
    kind: str = ""  # of a measure


@dataclass(frozen=True)
class Question:
    about: FollowUp.About
    standing: Standing
    settled_by: Fact | None = None
    known: Fact | None = None  # the latest that does not settle it

    @property
    def pressing(self) -> bool:
        return self.standing in PRESSING

    @property
    def open(self) -> bool:
        """Asked on the desk: due, due soon, or still unknown."""
        return self.standing in (*PRESSING, Standing.AHEAD, Standing.UNKNOWN)

    @property
    def day_missing(self) -> bool:
        """Answered with yes, but no figure counts it without a day."""
        return self.standing is Standing.YES and bool(self.settled_by and self.settled_by.answer)


@dataclass(frozen=True)
class Case:
    """One person after an exit."""

    participant_id: UUID
    window: Window
    job: Question
    measure: Question

    @property
    def questions(self) -> tuple[Question, Question]:
        return self.job, self.measure

    @cached_property
    def standing(self) -> Standing:
        return min((question.standing for question in self.questions), key=RANK.__getitem__)

    @property
    def deadline(self) -> date:
        """From the day after it, what is open is overdue."""
        return self.window.last + OVERDUE

    @property
    def order(self) -> tuple[int, date, UUID]:
        return RANK[self.standing], self.window.last, self.participant_id


def follow_ups(centres: Collection[UUID], day: date) -> list[Case]:
    """Everybody who has left as of a day, the most pressing first. Four statements, however many they are."""
    return _in_order(_cases(centres, day, FIRST_DAY, day))


def open_follow_ups(centres: Collection[UUID], day: date) -> list[Case]:
    """Of these, whoever has a question that is due, overdue or due soon. Reads only exits of which that can be."""
    cases = _cases(centres, day, day - LAPSED - LONGEST, min(day, day + AHEAD - SHORTEST))
    return _in_order(case for case in cases if case.standing in (*PRESSING, Standing.AHEAD))


def _cases(centres: Collection[UUID], day: date, first: date, last: date) -> list[Case]:
    """Those who left from a day to a day. What was before the first settles nothing of theirs."""
    facts = _Facts(centres, since=first)
    exits = exits_between(first, last, day, centres)
    return [_case(participant, window_of(exit), facts, day) for participant, exit in exits.items()]


def _in_order(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: case.order)


def follow_up_of(participant: UUID, centre: UUID, day: date) -> Case | None:
    """The questions of one person, or None while they have not left."""
    facts = _Facts([centre], participant)
    exit = exit_day(participant, day)
    return _case(participant, window_of(exit), facts, day) if exit else None


def desk_centres(user: User) -> set[UUID]:
    """The centres whose follow-ups the user keeps."""
    return user.centres_with(Permission.FOLLOW_UP, Scope.CENTRE)


def count_due(user: User) -> int:
    """People with a question that is due or overdue."""
    day = timezone.localdate()
    return sum(case.standing in PRESSING for case in open_follow_ups(desk_centres(user), day))


class _Facts:
    """What is known of the people of some centres, by person; the earliest first."""

    def __init__(self, centres: Collection[UUID], participant: UUID | None = None, *, since: date = FIRST_DAY) -> None:
        of = {"centre__in": list(centres), **({"participant": participant} if participant else {})}
        self.starts: dict[UUID, list[Fact]] = {}
        self.measures: dict[UUID, list[Fact]] = {}
        self.answers: dict[tuple[UUID, str], list[Fact]] = {}
        starts = JobStart.objects.filter(**of, started_on__gte=since).order_by("started_on")
        for who, on, insured, source in starts.values_list("participant", "started_on", "insured", "source"):
            self.starts.setdefault(who, []).append(Fact(on, source, insured=insured))
        measures = FollowOnMeasure.objects.filter(**of, started_on__gte=since).order_by("started_on")
        for who, on, kind, source in measures.values_list("participant", "started_on", "kind", "source"):
            self.measures.setdefault(who, []).append(Fact(on, source, kind=kind))
        answers = FollowUp.objects.filter(**of, asked_on__gte=since).order_by("asked_on", "created_at")
        for who, about, on, said, source in answers.values_list("participant", "about", "asked_on", "answer", "source"):
            self.answers.setdefault((who, about), []).append(Fact(on, source, answer=said))


def _case(participant: UUID, window: Window, facts: _Facts, day: date) -> Case:
    starts = [fact for fact in facts.starts.get(participant, ()) if fact.insured]
    others = [fact for fact in facts.starts.get(participant, ()) if not fact.insured]
    measures = facts.measures.get(participant, [])
    return Case(
        participant,
        window,
        _question(About.JOB, window, starts, others, facts.answers.get((participant, About.JOB), []), day),
        _question(About.MEASURE, window, measures, [], facts.answers.get((participant, About.MEASURE), []), day),
    )


def _question(
    about: FollowUp.About, window: Window, events: list[Fact], others: list[Fact], answers: list[Fact], day: date
) -> Question:
    """Settled by an event in the window, else by an answer given at or after its end; a refusal holds at any time."""
    if within := [fact for fact in events if fact.on in window]:
        return Question(about, Standing.YES, within[0])
    last = _last_answer(answers, window)
    known = max((*events, *others, *(fact for fact in answers if fact is not last)), key=lambda f: f.on, default=None)
    if last:
        return Question(about, Standing(last.answer), last, known)
    return Question(about, _waiting(window, day), None, known)


def _last_answer(answers: Iterable[Fact], window: Window) -> Fact | None:
    """The latest that counts; what somebody knew is not undone by somebody who does not know."""
    counting = [
        fact
        for fact in answers
        if fact.on >= (window.first if fact.answer == Answer.REFUSED else window.last) and fact.answer in SETTLING
    ]
    telling = [fact for fact in counting if fact.answer != Answer.UNKNOWN]
    return next(reversed(telling or counting), None)  # in order of their days


def _waiting(window: Window, day: date) -> Standing:
    if day < window.last - AHEAD:
        return Standing.LATER
    if day < window.last:
        return Standing.AHEAD
    if day <= window.last + OVERDUE:
        return Standing.DUE
    return Standing.OVERDUE if day <= window.last + LAPSED else Standing.UNKNOWN
