"""Participations: how they start, change hands, and end."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.actions.referrals import withdraw_open_offers
from perspektiv.records.cases.actions.steps import step
from perspektiv.records.cases.actions.substitutes import end_substitutions
from perspektiv.records.cases.ahead import NOTHING_SHOWN, Decision, carry_out
from perspektiv.records.cases.deadlines import ACCESS_AFTER_END
from perspektiv.records.cases.models import CaseOffer, Counselling, EndingReason, Participation, Referral, Segment
from perspektiv.records.cases.versions import current
from perspektiv.records.cases.work_begun import WorkBegun, keep
from perspektiv.records.people.actions.cares import close_care, open_care
from perspektiv.records.people.models import Participant

ENDED_ALREADY = Text("Diese Teilnahme ist schon beendet.", "This participation has ended already.")
NOT_ENDED = Text("Diese Teilnahme läuft noch.", "This participation is still running.")
BEFORE_ITS_START = Text("Das Ende liegt vor dem Beginn.", "The end is before the start.")
IN_THE_FUTURE = Text("Das Ende liegt in der Zukunft.", "The end is in the future.")
WITHOUT_REASON = Text("Ein vorzeitiges Ende braucht einen Grund.", "An early ending needs a reason.")
NO_REASON_NEEDED = Text("Ein reguläres Ende hat keinen Grund.", "A regular ending has no reason.")
WRONG_DAYS = (BEFORE_ITS_START, IN_THE_FUTURE)
"""What is said of the last day."""
OF_ANOTHER_CENTRE = Text("Das gehört zu einem anderen Zentrum.", "This belongs to another centre.")


@transaction.atomic
def end_regularly(
    *,
    by: Actor,
    participation: Participation,
    version: int,
    day: date | None = None,
    next_segment: Segment | None = None,
    ahead: Decision = NOTHING_SHOWN,
) -> Participation:
    """The segment was completed. With a next segment the person waits for its place; without, they leave."""
    if next_segment and next_segment.centre_id != participation.centre_id:
        raise Refused(OF_ANOTHER_CENTRE)
    with step(by=by, what="cases.participation_ended", participant=participation.participant) as taken:
        stored = taken.subject = current(participation, version)
        stored.next_segment = next_segment
        _end(by, stored, Participation.Ending.REGULAR, day, None)
        carry_out(by=by, of=stored, decision=ahead, together=taken.batch)
    return stored


@transaction.atomic
def end_early(
    *,
    by: Actor,
    participation: Participation,
    version: int,
    reason: EndingReason | None,
    day: date | None = None,
    ahead: Decision = NOTHING_SHOWN,
    work: WorkBegun | None = None,
) -> Participation:
    """The person stops before the segment is completed, for a reason of the centre's catalogue.

    ``work`` that they take up is kept for the follow-up.
    """
    if reason is None:
        raise Refused(WITHOUT_REASON)
    if reason.centre_id != participation.centre_id:
        raise Refused(OF_ANOTHER_CENTRE)
    with step(by=by, what="cases.participation_ended", participant=participation.participant) as taken:
        stored = taken.subject = current(participation, version)
        _end(by, stored, Participation.Ending.EARLY, day, reason)
        carry_out(by=by, of=stored, decision=ahead, together=taken.batch)
        if work:
            keep(by=by, participant=stored.participant, work=work, together=taken.batch)
    return stored


@transaction.atomic
def wants_no_more(
    *, by: Actor, participation: Participation, version: int, ahead: Decision = NOTHING_SHOWN
) -> Participation:
    """The person does not go on to the next segment after all: they have left on the last day."""
    with step(by=by, what="cases.next_segment_given_up", participant=participation.participant) as taken:
        stored = taken.subject = current(participation, version)
        if stored.ended_on is None:
            raise Refused(NOT_ENDED)
        stored.next_segment = None
        stored.save(update_fields=["next_segment", "version"])
        withdraw_open_offers(stored.participant, takes_over=False)
        carry_out(by=by, of=stored, decision=ahead, together=taken.batch)
    return stored


def start(*, by: Actor, offer: CaseOffer, day: date) -> Participation:
    """Part of the step in which a case is accepted: the participation begins, the way in has led into the centre."""
    before = Participation.objects.filter(participant=offer.participant).order_by("-started_on").first()
    ways = _open_ways(offer.participant)
    participation = Participation.objects.create(
        centre_id=offer.centre_id,
        participant=offer.participant,
        segment=offer.segment,
        counsellor=offer.counsellor,
        jobcoach=ways[0].jobcoach if ways else before.jobcoach if before else None,
        started_on=day,
        units_planned=offer.segment.planned_units,
    )
    _counsel(participation, offer.counsellor, day)
    open_care(by=by, participant=offer.participant, user=offer.counsellor)
    waited = Participation.objects.filter(participant=offer.participant, next_segment__isnull=False)
    waited.update(next_segment=None, version=F("version") + 1)
    for way in ways:
        way.result, way.decided_on = Referral.Result.ENTERED, day
        way.version += 1
        way.save(update_fields=["result", "decided_on", "version"])
    return participation


def take_over(*, by: Actor, offer: CaseOffer, participation: Participation, day: date) -> Participation:
    """Part of the step in which a case is accepted from another: one counsellor goes, one comes, on the same day."""
    left = participation.counsellor
    _uncounsel(participation, day)
    end_substitutions(by=by, participation=participation, day=day, substitute=offer.counsellor)
    participation.counsellor = offer.counsellor
    participation.version += 1
    participation.save(update_fields=["counsellor", "version"])
    _counsel(participation, offer.counsellor, day)
    open_care(by=by, participant=participation.participant, user=offer.counsellor)
    if left:
        _let_go(by, participation.participant, left)
    return participation


def _end(by: Actor, participation: Participation, ending: str, day: date | None, reason: EndingReason | None) -> None:
    day = day or timezone.localdate()
    if participation.ended_on is not None:
        raise Refused(ENDED_ALREADY)
    if day < participation.started_on:
        raise Refused(BEFORE_ITS_START)
    if day > timezone.localdate():
        raise Refused(IN_THE_FUTURE)
    participation.ended_on, participation.ending, participation.reason = day, ending, reason
    participation.save(update_fields=["ended_on", "ending", "reason", "next_segment", "version"])
    end_substitutions(by=by, participation=participation, day=day)
    _uncounsel(participation, day)
    withdraw_open_offers(participation.participant, takes_over=True)
    if participation.counsellor:
        _let_go(by, participation.participant, participation.counsellor)


def _let_go(by: Actor, participant: Participant, counsellor: User) -> None:
    """The counsellor keeps the file for some days to finish notes; for good, if another segment runs with them."""
    running = Participation.objects.running().filter(participant=participant, counsellor=counsellor)
    if not running.exists():
        close_care(by=by, participant=participant, user=counsellor, at=timezone.now() + ACCESS_AFTER_END)


def _counsel(participation: Participation, counsellor: User, day: date) -> None:
    Counselling.objects.create(
        id=uuid4(), centre_id=participation.centre_id, participation=participation, counsellor=counsellor, since=day
    )


def _uncounsel(participation: Participation, day: date) -> None:
    for counselling in Counselling.objects.filter(participation=participation, substitute=False, until=None):
        counselling.until = max(day, counselling.since)
        counselling.version += 1
        counselling.save(update_fields=["until", "version"])


def _open_ways(participant: Participant) -> list[Referral]:
    """The latest first; several where files were merged."""
    ways = Referral.objects.select_for_update().filter(participant=participant, result=Referral.Result.OPEN)
    return list(ways.order_by("-referred_on", "-created_at"))
