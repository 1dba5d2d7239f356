"""What has come due by the plan: steps that somebody has reached, found with the same few queries for all people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.models import CollectionRule, Invitation, Step, WhyNot

LOOKS_BACK = timedelta(days=60)
"""What fell due longer ago is neither asked nor counted: whoever asks then asks about something else."""
SETTLED = timedelta(minutes=15)
"""So long a mark rests before somebody is asked about it: until then it may be taken back as a slip."""
OF_TALKS = (Step.AFTER_SESSION, Step.BEFORE_CLOSING, Step.AFTER_CLOSING)
Talk = Appointment.Kind


@dataclass(frozen=True)
class Occasion:
    """One step of one participation that a rule asks about."""

    rule: CollectionRule
    participation: Participation
    key: str
    due_on: date
    appointment: Appointment | None = None
    why_not: str = ""


def occasions(now: datetime) -> list[Occasion]:
    """Those that are due now and of which nothing is written down yet."""
    today = timezone.localdate(now)
    rules = list(_standing(now, today))
    if not rules:
        return []
    since = _begun(rules)
    found = [one for one in _found(rules, now, today) if _step_of(one) >= since[one.rule.line]]
    if not found:
        return []
    earliest = min(one.due_on for one in found)
    written = Invitation.objects.filter(rule__line__in=since, due_on__gte=earliest).values_list("centre", "occasion")
    known, by_hand = set(written), _asked_by_hand(found)
    return [
        one
        for one in found
        if (one.participation.centre_id, one.key) not in known
        and (one.appointment and one.appointment.pk, one.rule.instrument_id) not in by_hand
    ]


def _asked_by_hand(found: Iterable[Occasion]) -> set[tuple[UUID | None, UUID]]:
    """Talks about which a counsellor showed the questionnaire there and then: by appointment and questionnaire."""
    talks = {one.appointment.pk for one in found if one.appointment}
    shown = Invitation.objects.filter(rule=None, appointment__in=talks)
    return set(shown.values_list("appointment", "version_of__instrument"))


def _standing(now: datetime, today: date) -> QuerySet[CollectionRule]:
    """Rules that ask today, with a questionnaire that is still used."""
    standing = CollectionRule.objects.standing(now).filter(starts_on__lte=today, instrument__retired_at=None)
    return standing.select_related("instrument").prefetch_related("segments").order_by("created_at")


def _begun(rules: Sequence[CollectionRule]) -> Mapping[UUID, date]:
    """The first day of each rule, whatever version stands now: it never asks about what was before."""
    lines = CollectionRule.objects.filter(line__in={rule.line for rule in rules})
    return dict(lines.order_by().values_list("line").annotate(first=Min("starts_on")))


def _found(rules: Sequence[CollectionRule], now: datetime, today: date) -> Iterator[Occasion]:
    talks = [rule for rule in rules if rule.step in OF_TALKS]
    others = [rule for rule in rules if rule.step not in OF_TALKS]
    if talks:
        for appointment in _talks(talks, now):
            yield from _of_talk(appointment, talks, now, today)
    if others:
        for participation in _participations(others, today):
            yield from _of_participation(participation, others, today)


def _talks(rules: Sequence[CollectionRule], now: datetime) -> Iterable[Appointment]:
    """Held ones with their number in the participation, and closing talks to come."""
    furthest = max(rule.days for rule in rules)
    since = now - LOOKS_BACK - timedelta(days=max(furthest, 0))
    until = now + timedelta(days=1 - min(rule.days for rule in rules))
    touched = AppointmentChange.objects.filter(appointment=OuterRef("pk"), created_at__range=(now - SETTLED, now))
    earlier = Appointment.objects.filter(
        participation=OuterRef("participation"),
        kind=Talk.COUNSELLING,
        status=Status.HELD,
        starts_at__lte=OuterRef("starts_at"),
    )
    held = Q(status=Status.HELD, kind__in=(Talk.COUNSELLING, Talk.CLOSING_TALK), starts_at__gte=since) & ~Exists(
        touched
    )
    to_come = Q(status=Status.PLANNED, kind=Talk.CLOSING_TALK, starts_at__gt=now, starts_at__lt=until)
    number = earlier.order_by().values("participation").annotate(n=Count("pk")).values("n")
    return (
        Appointment.objects.filter(held | to_come, participation__isnull=False, centre__in=_centres(rules))
        .annotate(number=Subquery(number))
        .select_related("participation")
        .order_by("starts_at")
    )


def _of_talk(
    appointment: Appointment, rules: Iterable[CollectionRule], now: datetime, today: date
) -> Iterator[Occasion]:
    participation = appointment.participation
    assert participation is not None
    day = timezone.localdate(appointment.starts_at)
    if _history(appointment.imported, appointment.created_at, day):
        return
    for rule in rules:
        if not (_asks_of(rule, appointment, now) and _meant(rule, participation)):
            continue
        number = f":{appointment.number}" if rule.step == Step.AFTER_SESSION else ""  # type: ignore[attr-defined]
        made = _due(rule, participation, day, today, number, appointment)
        if made:
            yield made


def _asks_of(rule: CollectionRule, appointment: Appointment, now: datetime) -> bool:
    if rule.step == Step.BEFORE_CLOSING:
        return appointment.kind == Talk.CLOSING_TALK and appointment.starts_at > now
    if appointment.status != Status.HELD:
        return False
    if rule.step == Step.AFTER_CLOSING:
        return appointment.kind == Talk.CLOSING_TALK
    number: int = appointment.number or 0  # type: ignore[attr-defined]
    return appointment.kind == Talk.COUNSELLING and number % rule.every == 0


def _participations(rules: Sequence[CollectionRule], today: date) -> QuerySet[Participation]:
    """Those that began or ended near enough."""
    since = today - LOOKS_BACK - timedelta(days=max(rule.days for rule in rules))
    near = Q(started_on__gte=since, started_on__lte=today) | Q(ended_on__gte=since, ended_on__lte=today)
    return Participation.objects.filter(near, centre__in=_centres(rules)).order_by("started_on", "pk")


def _of_participation(participation: Participation, rules: Iterable[CollectionRule], today: date) -> Iterator[Occasion]:
    for rule in rules:
        day = participation.started_on
        if rule.step == Step.AT_END:
            if participation.ended_on is None or participation.ending != Participation.Ending.REGULAR:
                continue
            day = participation.ended_on
        if _history(participation.imported, participation.created_at, day) or not _meant(rule, participation):
            continue
        if made := _due(rule, participation, day, today):
            yield made


def _due(
    rule: CollectionRule,
    participation: Participation,
    day: date,
    today: date,
    number: str = "",
    appointment: Appointment | None = None,
) -> Occasion | None:
    due_on = day + timedelta(days=rule.days)
    if not (due_on <= today and today - LOOKS_BACK <= due_on):
        return None
    late = today > due_on + timedelta(days=rule.open_days) and rule.step != Step.BEFORE_CLOSING
    ended = participation.ending == Participation.Ending.EARLY
    why_not = WhyNot.ENDED if ended else WhyNot.TOO_LATE if late else ""
    key = f"{rule.line.hex}:{participation.pk.hex}{number}"
    return Occasion(rule, participation, key, due_on, appointment, why_not)


def _step_of(occasion: Occasion) -> date:
    return occasion.due_on - timedelta(days=occasion.rule.days)


def _history(imported: bool, arrived: datetime, day: date) -> bool:
    """Whether it came with imported data and was over then."""
    return imported and day < timezone.localdate(arrived)


def _meant(rule: CollectionRule, participation: Participation) -> bool:
    """Whether the participation is in an offer of the rule."""
    offers = {segment.pk for segment in rule.segments.all()}
    return participation.centre_id == rule.centre_id and (not offers or participation.segment_id in offers)


def _centres(rules: Iterable[CollectionRule]) -> set[UUID]:
    return {rule.centre_id for rule in rules}
