"""Who waits on the path, for what and how long: the questions of the steering board and of Today. Only reads.

Every question is bound to what ``user`` may see with ``permission``; ``day`` is the day as of which it is asked.
Each needs the same number of statements, however many wait. Appointments lie in a room above: they are reached by the
name of the relation alone.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import starmap
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, When
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.cases import deadlines
from perspektiv.records.cases.departed import counselling_on, counsels_here
from perspektiv.records.cases.models import (
    CaseOffer,
    Counselling,
    Participation,
    Referral,
    Segment,
)
from perspektiv.records.cases.present import by_entry, present
from perspektiv.records.cases.waits import Change, ChangeDue, Load, Place, SegmentRun, Wait, WayIn
from perspektiv.records.people.models import Participant

MEANT = timedelta(days=2 * 365)
"""So long ago participations began whose mean length is told."""


def ways_in_without_contact(user: User, permission: Permission, day: date) -> list[WayIn]:
    """Open ways in that nobody has tried to answer yet; the longest wait first. Deadline: ``deadlines.WAY_IN``."""
    untouched = _open_ways(user, permission).filter(waiting_since=None, contacts=None)
    return [
        WayIn(referral, Wait(referral.referred_on, referral.referred_on + deadlines.WAY_IN, day), 0, None)
        for referral in untouched.exclude(Exists(_with_a_talk())).order_by("referred_on", "created_at")
    ]


def first_contacts(user: User, permission: Permission, day: date) -> list[WayIn]:
    """Open ways in between the first attempt and what comes of it. Deadline: ``deadlines.FIRST_CONTACT``."""
    tried = _open_ways(user, permission).filter(waiting_since=None).exclude(contacts=None, appointments=None)
    ways = [_first_contact(each, day) for each in tried.distinct().prefetch_related("contacts", "appointments")]
    return sorted((way for way in ways if way), key=lambda way: (way.wait.since, way.referral.created_at))


def places_wanted(user: User, permission: Permission, day: date) -> list[Place]:
    """Those ready for a segment without a counsellor yet, from ways in or going on; the longest wait first."""
    ways = list(_open_ways(user, permission).exclude(waiting_since=None))
    going_on = list(
        Participation.objects.with_permission(user, permission)
        .exclude(next_segment=None)
        .select_related("participant", "next_segment")
    )
    offers = _offers_of([way.participant_id for way in ways] + [each.participant_id for each in going_on])
    open_ones = CaseOffer.objects.filter(participant__in=offers, answer=CaseOffer.Answer.OPEN)
    unanswered = set(open_ones.filter(~counsels_here(day)).values_list("pk", flat=True))
    places = [_place(way.participant, way.waiting_since or way.referred_on, day, way, None, offers) for way in ways] + [
        replace(_place(each.participant, each.ended_on or day, day, None, each.next_segment, offers), after=each)
        for each in going_on
    ]
    places = [replace(each, nobody_answers=each.offer is not None and each.offer.pk in unanswered) for each in places]
    return sorted(places, key=lambda place: (place.wait.since, str(place.participant)))


def changes_due(user: User, permission: Permission, day: date) -> list[ChangeDue]:
    """Running participations that are about to end or have no next date. Deadline: ``deadlines.CHANGE``."""
    running = Participation.objects.with_permission(user, permission).running().filter(started_on__lte=day)
    standing = Q(appointments__withdrawn_at=None)
    held = standing & Q(appointments__status="held")
    planned = standing & Q(appointments__status="planned", appointments__starts_at__gte=_start_of(day))
    closing = Q(appointments__kind="closing_talk")
    units = Case(When(units_planned__gt=0, then=F("units_planned")), default=F("segment__planned_units"))
    counted = (
        running.order_by()
        .values_list("pk", units)
        .annotate(
            units_held=Count("appointments", filter=held & ~closing),
            last_held=Max("appointments__starts_at", filter=held & ~closing),
            units_ahead=Count("appointments", filter=planned & ~closing),
            closing_ahead=Min("appointments__starts_at", filter=planned & closing),
            closing_held=Max("appointments__starts_at", filter=held & closing),
        )
    )
    due = {facts.participation: (facts, why) for facts in starmap(_Counted, counted) if (why := facts.why)}
    shown = Participation.objects.filter(pk__in=due).select_related("participant", "segment", "counsellor")
    changes = [_change(each, *due[each.pk], day) for each in shown]
    return sorted(changes, key=lambda each: (each.wait.deadline, str(each.participation.pk)))


def running_by_segment(user: User, permission: Permission, day: date) -> list[SegmentRun]:
    """Running participations by segment in the order of the path: all segments valid on the day or running.

    The mean is that of participations begun within two years: older ones are seldom running, but never closed.
    """
    running = Participation.objects.with_permission(user, permission).running().filter(started_on__lte=day)
    starts: dict[str, list[date]] = {}
    for key, started_on in running.values_list("segment__key", "started_on"):
        starts.setdefault(key, []).append(started_on)
    runs = []
    for segment in _present_versions(user, permission, day, set(starts)):
        since = starts.get(segment.key, [])
        lately = [days for days in ((day - each).days for each in since) if days <= MEANT.days]
        weeks = sum(lately) / (7 * len(lately)) if lately else None
        runs.append(SegmentRun(segment, len(since), weeks, segment.capacity))
    return runs


def load(
    user: User, permission: Permission, day: date, centre: UUID | None = None, *, with_departed: bool = False
) -> list[Load]:
    """Each counsellor of the user's centres, or of one of them, by name.

    ``with_departed``: after them those who counsel no more, while cases or offers are still theirs.
    """
    centres = user.centres_with(permission, Scope.CENTRE)
    if centre:
        centres &= {centre}
    counsellors = counselling_on(day).filter(centre__in=centres).select_related("user")
    counsellors = counsellors.order_by("user__family_name", "user__given_name")
    participations = Participation.objects.filter(centre__in=centres)
    running = _counted(participations.running().filter(started_on__lte=day))
    offered = _counted(CaseOffer.objects.filter(centre__in=centres, answer=CaseOffer.Answer.OPEN))
    away = Counselling.objects.filter(
        centre__in=centres, substitute=True, since__lte=day, until__gte=day, participation__ended_on=None
    )
    of = away.order_by().values_list("participation__counsellor")
    substituted = of.annotate(Max("until"), Count("participation", distinct=True))
    until = {who: (last, cases) for who, last, cases in substituted}
    places = [(each.user, each.places) for each in counsellors]
    here = {counsellor.pk for counsellor, _places in places}
    left = User.objects.filter(pk__in={*running, *offered} - here) if with_departed else User.objects.none()
    return [
        Load(
            each,
            running.get(each.pk, 0),
            offered.get(each.pk, 0),
            agreed,
            *until.get(each.pk, (None, 0)),
            departed=each.pk not in here,
        )
        for each, agreed in [*places, *((each, None) for each in left)]
    ]


def open_offers(user: User) -> list[CaseOffer]:
    """The cases offered to this user that wait for an answer: the oldest first (Today)."""
    offers = CaseOffer.objects.with_permission(user, Permission.ANSWER_OFFERS)
    return list(
        offers.filter(counsellor=user, answer=CaseOffer.Answer.OPEN)
        .select_related("participant", "segment", "takes_over__counsellor")
        .prefetch_related("participant__referrals")
    )


def _open_ways(user: User, permission: Permission) -> QuerySet[Referral]:
    ways = Referral.objects.with_permission(user, permission).filter(result=Referral.Result.OPEN)
    return ways.select_related("participant", "jobcoach")


def _first_contact(referral: Referral, day: date) -> WayIn | None:
    contacts = list(referral.contacts.all())
    booked = [talk for talk in referral.appointments.all() if talk.withdrawn_at is None]
    tries = [contact.at for contact in contacts] + [talk.created_at for talk in booked]
    if not tries:
        return None
    first = timezone.localdate(min(tries))
    ahead = [talk.starts_at for talk in booked if talk.status == "planned" and talk.starts_at >= _start_of(day)]
    wait = Wait(first, first + deadlines.FIRST_CONTACT, day)
    return WayIn(referral, wait, len(contacts), contacts[-1] if contacts else None, min(ahead, default=None))


def _with_a_talk() -> QuerySet[Any]:
    """The way in itself, if a talk is booked for it: asked for each, since the talks are few among all appointments."""
    return Referral.objects.filter(pk=OuterRef("pk"), appointments__withdrawn_at=None, appointments__isnull=False)


def _offers_of(participants: list[UUID]) -> dict[UUID, list[CaseOffer]]:
    """New cases offered for them, the latest last."""
    offers: dict[UUID, list[CaseOffer]] = {}
    asked = CaseOffer.objects.filter(participant__in=participants, takes_over=None)
    for offer in asked.select_related("segment", "counsellor"):
        offers.setdefault(offer.participant_id, []).append(offer)
    return offers


def _place(
    participant: Participant,
    since: date,
    day: date,
    referral: Referral | None,
    segment: Segment | None,
    offers: dict[UUID, list[CaseOffer]],
) -> Place:
    wait = Wait(since, since + deadlines.PLACE, day)
    made = [offer for offer in offers.get(participant.pk, []) if timezone.localdate(offer.offered_at) >= since]
    standing = next((offer for offer in made if offer.answer == CaseOffer.Answer.OPEN), None)
    declined = sum(offer.answer == CaseOffer.Answer.DECLINED for offer in made)
    return Place(participant, wait, referral, segment or (made[-1].segment if made else None), standing, declined)


class _Counted(NamedTuple):
    """What the appointments of a running participation say."""

    participation: UUID
    units: int  # planned
    units_held: int
    last_held: datetime | None
    units_ahead: int
    closing_ahead: datetime | None
    closing_held: datetime | None

    @property
    def why(self) -> Change | None:
        """None while units are left and the next one is booked."""
        if self.closing_held:
            return Change.CLOSING_HELD
        if self.closing_ahead and not self.units_ahead:
            return Change.CLOSING_BOOKED
        if self.closing_ahead:
            return None
        if self.units_held >= self.units:
            return Change.CLOSING_MISSING
        return None if self.units_ahead else Change.NO_NEXT_DATE


def _change(participation: Participation, facts: _Counted, why: Change, day: date) -> ChangeDue:
    ahead = facts.closing_ahead if why is Change.CLOSING_BOOKED else None
    last = facts.closing_held or facts.last_held
    since = timezone.localdate(last) if last else participation.started_on
    wait = Wait(since, since + deadlines.CHANGE, day)
    closing_on = timezone.localdate(ahead) if ahead else None
    return ChangeDue(participation, wait, why, facts.units_held, facts.units, closing_on)


def _present_versions(user: User, permission: Permission, day: date, running: set[str]) -> list[Segment]:
    """One version of each segment: the one of the day, else the latest; those of the past only while they run."""
    every = by_entry(Segment.objects.filter(centre__in=user.centres_with(permission, Scope.CENTRE)))
    versions = sorted((present(each, day) for each in every), key=lambda version: version.position)
    return [version for version in versions if version.key in running or version.holds_on(day)]


def _counted(rows: QuerySet[Any]) -> dict[UUID, int]:
    """How many each counsellor has."""
    return dict(rows.order_by().values_list("counsellor").annotate(Count("pk")))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
