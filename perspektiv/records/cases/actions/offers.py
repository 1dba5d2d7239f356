"""Cases are offered to counsellors, who accept or decline; nobody is assigned. Accepting starts the participation."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.actions import participations
from perspektiv.records.cases.actions.steps import step
from perspektiv.records.cases.ahead import hand_on
from perspektiv.records.cases.models import CaseOffer, Participation, Referral, Segment
from perspektiv.records.cases.versions import current
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

OFFERED_ALREADY = Text(
    "Dieser Fall ist gerade {counsellor} angeboten. Bitte ziehen Sie das Angebot erst zurück.",
    "This case is offered to {counsellor} at present. Please withdraw that offer first.",
)
NO_COUNSELLOR = Text("{counsellor} berät in diesem Zentrum nicht.", "{counsellor} does not counsel in this centre.")
THE_SAME = Text("{counsellor} berät diese Teilnahme schon.", "{counsellor} counsels this participation already.")
HAS_ENDED = Text("Diese Teilnahme ist schon beendet.", "This participation has ended already.")
RUNS_ALREADY = Text("Die Person nimmt an diesem Segment schon teil.", "The person already takes part in this segment.")
ANSWERED_ALREADY = Text("Dieses Angebot ist nicht mehr offen: {answer}.", "This offer is no longer open: {answer}.")
OF_ANOTHER_CENTRE = Text("Das gehört zu einem anderen Zentrum.", "This belongs to another centre.")
BEFORE_THE_WAY_IN = Text("Der Beginn liegt vor dem Zugang der Person.", "The start is before the person's way in.")
BEFORE_THE_START = Text(
    "Der Wechsel liegt vor dem Beginn der Teilnahme.", "The change is before the start of the participation."
)
TOO_FAR = Text("Der Beginn liegt in der Zukunft.", "The start is in the future.")


@transaction.atomic
def offer_case(
    *,
    by: Actor,
    participant: Participant,
    segment: Segment,
    counsellor: User,
    message: str = "",
    id: UUID | None = None,
) -> CaseOffer:
    """Offers a counsellor to accompany somebody through a segment. Capacity and validity are advice, not a bar."""
    wait_for_turn()
    if id and (already := CaseOffer.objects.filter(pk=id, participant=participant).first()):
        return already
    must_be_new(CaseOffer, id)
    _must_fit(participant, segment, counsellor)
    running = Participation.objects.running().filter(participant=participant)
    if running.filter(segment__key=segment.key).exists():
        raise Refused(RUNS_ALREADY)
    with step(by=by, what="cases.case_offered", participant=participant) as taken:
        _place_is_wanted(participant)
        offer = taken.subject = _offered(participant, segment, counsellor, message, id)
    return offer


@transaction.atomic
def offer_takeover(
    *, by: Actor, participation: Participation, counsellor: User, message: str = "", id: UUID | None = None
) -> CaseOffer:
    """Offers a running participation to another counsellor."""
    wait_for_turn()
    if id and (already := CaseOffer.objects.filter(pk=id, takes_over=participation).first()):
        return already
    must_be_new(CaseOffer, id)
    running = Participation.objects.select_for_update().get(pk=participation.pk)
    _must_fit(running.participant, running.segment, counsellor)
    if running.ended_on is not None:
        raise Refused(HAS_ENDED)
    if running.counsellor_id == counsellor.pk:
        raise Refused(THE_SAME, counsellor=counsellor)
    with step(by=by, what="cases.takeover_offered", participant=running.participant) as taken:
        offer = taken.subject = _offered(running.participant, running.segment, counsellor, message, id, running)
    return offer


@transaction.atomic
def accept(
    *, by: User, offer: CaseOffer, version: int, day: date | None = None, with_appointments: bool = True
) -> Participation:
    """The counsellor takes the case: the participation starts, or changes hands. Sent twice, it starts once.

    ``with_appointments``: on a change of hands, later appointments pass to the new counsellor where they are free.
    """
    wait_for_turn()
    day = day or timezone.localdate()
    present = CaseOffer.objects.get(pk=offer.pk)
    if present.answer == CaseOffer.Answer.ACCEPTED and (started := participation_of(present)):
        return started
    with step(by=by, what="cases.case_accepted", participant=offer.participant) as taken:
        stored = taken.subject = _answer(offer, version, CaseOffer.Answer.ACCEPTED)
        _must_be_a_start(stored, day)
        if stored.takes_over is None:
            return participations.start(by=by, offer=stored, day=day)
        running = Participation.objects.select_for_update().get(pk=stored.takes_over.pk)
        if running.ended_on is not None:
            raise Refused(HAS_ENDED)
        former = running.counsellor
        taken_over = participations.take_over(by=by, offer=stored, participation=running, day=day)
        if with_appointments:
            hand_on(by=by, participation=taken_over, former=former, to=stored.counsellor, together=taken.batch)
        return taken_over


@transaction.atomic
def decline(*, by: User, offer: CaseOffer, version: int) -> CaseOffer:
    """The counsellor does not take the case; no reason is asked."""
    return _close(by, offer, version, CaseOffer.Answer.DECLINED, "cases.case_declined")


@transaction.atomic
def withdraw(*, by: Actor, offer: CaseOffer, version: int) -> CaseOffer:
    """The centre takes the offer back before it was answered."""
    return _close(by, offer, version, CaseOffer.Answer.WITHDRAWN, "cases.offer_withdrawn")


def participation_of(offer: CaseOffer) -> Participation | None:
    """What an accepted offer led to."""
    if offer.takes_over:
        return offer.takes_over
    started = Participation.objects.filter(participant=offer.participant, segment=offer.segment)
    return started.filter(counsellings__counsellor=offer.counsellor).order_by("-created_at").first()


def _close(by: Actor, offer: CaseOffer, version: int, answer: CaseOffer.Answer, what: str) -> CaseOffer:
    wait_for_turn()
    present = CaseOffer.objects.get(pk=offer.pk)
    if present.answer == answer:
        return present
    with step(by=by, what=what, participant=offer.participant) as taken:
        stored = taken.subject = _answer(offer, version, answer)
    return stored


def _answer(offer: CaseOffer, version: int, answer: CaseOffer.Answer) -> CaseOffer:
    present = CaseOffer.objects.get(pk=offer.pk)
    if present.answer != CaseOffer.Answer.OPEN:
        raise Refused(ANSWERED_ALREADY, answer=ANSWERS[CaseOffer.Answer(present.answer)])
    stored = current(offer, version)
    stored.answer, stored.answered_at = answer, timezone.now()
    stored.save(update_fields=["answer", "answered_at", "version"])
    return stored


def _offered(
    participant: Participant,
    segment: Segment,
    counsellor: User,
    message: str,
    id: UUID | None,
    takes_over: Participation | None = None,
) -> CaseOffer:
    offer = CaseOffer(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        segment=segment,
        counsellor=counsellor,
        takes_over=takes_over,
        message=message.strip(),
    )
    offer.save(force_insert=True)
    return offer


def _must_fit(participant: Participant, segment: Segment, counsellor: User) -> None:
    if segment.centre_id != participant.centre_id:
        raise Refused(OF_ANOTHER_CENTRE)
    if participant.centre_id not in counsellor.centres_with(Permission.ANSWER_OFFERS, Scope.OWN):
        raise Refused(NO_COUNSELLOR, counsellor=counsellor)
    offers = CaseOffer.objects.filter(participant=participant, answer=CaseOffer.Answer.OPEN)
    if standing := offers.select_related("counsellor").first():
        raise Refused(OFFERED_ALREADY, counsellor=standing.counsellor)


def _place_is_wanted(participant: Participant) -> None:
    """Whoever is offered to a counsellor is ready for a place, and stays so if the offer is declined."""
    ways = Referral.objects.filter(participant=participant, result=Referral.Result.OPEN, waiting_since=None)
    ways.update(waiting_since=timezone.localdate(), version=F("version") + 1)


def _must_be_a_start(offer: CaseOffer, day: date) -> None:
    if day > timezone.localdate():
        raise Refused(TOO_FAR)
    ways = Referral.objects.filter(participant=offer.participant, result=Referral.Result.OPEN)
    if ways.filter(referred_on__gt=day).exists():
        raise Refused(BEFORE_THE_WAY_IN)
    if offer.takes_over and day < offer.takes_over.started_on:
        raise Refused(BEFORE_THE_START)


ANSWERS = {
    CaseOffer.Answer.OPEN: Text("offen", "open"),
    CaseOffer.Answer.ACCEPTED: Text("angenommen", "accepted"),
    CaseOffer.Answer.DECLINED: Text("abgelehnt", "declined"),
    CaseOffer.Answer.WITHDRAWN: Text("zurückgezogen", "withdrawn"),
}
