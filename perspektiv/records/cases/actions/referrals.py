"""Ways into the centre: proposed or wished for, never ordered; and what came of the first contact."""

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.actions.steps import step
from perspektiv.records.cases.ahead import NOTHING_SHOWN, Decision, carry_out
from perspektiv.records.cases.models import CaseOffer, Referral
from perspektiv.records.cases.versions import ChangedMeanwhile, current
from perspektiv.records.people.actions.participants import Details, register, wait_for_turn
from perspektiv.records.people.models import Jobcoach, Participant

OPEN_ALREADY = Text(
    "Für diese Person ist schon ein Zugang offen. Bitte arbeiten Sie dort weiter.",
    "A way in is already open for this person. Please go on there.",
)
DECIDED_ALREADY = Text("Über diesen Zugang ist schon entschieden.", "This way in has been decided already.")
IN_THE_FUTURE = Text("Der Tag liegt in der Zukunft.", "The day is in the future.")
BEFORE_THE_WAY_IN = Text("Der Tag liegt vor dem Zugang.", "The day is before the way in.")
BY_STARTING = Text(
    "Eine Person tritt ein, indem ein Fall angenommen wird.", "A person enters by a case being accepted."
)
OF_ANOTHER_CENTRE = Text("Das gehört zu einem anderen Zentrum.", "This belongs to another centre.")


class WayInDetails(TypedDict, total=False):
    """What is kept of a way in."""

    jobcoach: Jobcoach | None
    referred_on: date
    initiative: str
    informed_on: date | None
    concern: str


@transaction.atomic
def jobcoach_of(user: User, centre: Centre) -> Jobcoach:
    """The jobcoach that a user is in a centre; listed when they first come."""
    if known := Jobcoach.objects.filter(user=user, centre=centre).first():
        return known
    wait_for_turn()
    same_mail = Jobcoach.objects.filter(centre=centre, user=None, email__iexact=user.email)
    jobcoach = same_mail.first() or Jobcoach(centre=centre, given_name=user.given_name, family_name=user.family_name)
    jobcoach.user, jobcoach.email = user, jobcoach.email or user.email
    jobcoach.save()
    record(by=user, what="people.jobcoach_added", subject=jobcoach)
    return jobcoach


@transaction.atomic
def propose(
    *,
    by: Actor,
    jobcoach: Jobcoach,
    id: UUID,
    person: Details,
    initiative: str,
    informed_on: date,
    concern: str,
) -> Referral:
    """A jobcoach proposes a person. Whether the person is known already is not said here: the centre looks at it."""
    return register_way_in(
        by=by,
        centre=jobcoach.centre,
        id=id,
        person=person,
        jobcoach=jobcoach,
        initiative=initiative,
        informed_on=informed_on,
        concern=concern,
    )


@transaction.atomic
def register_way_in(
    *,
    by: Actor,
    centre: Centre,
    id: UUID | None = None,
    person: Details | None = None,
    participant: Participant | None = None,
    **details: Unpack[WayInDetails],
) -> Referral:
    """A new way in, of a new person (``person``) or of one with a file. Sent twice with one id, it is made once."""
    wait_for_turn()
    if id and (already := Referral.objects.filter(pk=id).first()):
        if already.centre_id != centre.pk:
            raise Refused(OF_ANOTHER_CENTRE)
        return already
    _must_be_possible(details.get("referred_on"), details.get("informed_on"))
    if participant is None:
        participant = register(by=by, centre=centre, id=None, **(person or {}))
    if Referral.objects.filter(participant=participant, result=Referral.Result.OPEN).exists():
        raise Refused(OPEN_ALREADY)
    with step(by=by, what="cases.way_in_registered", participant=participant) as taken:
        referral = Referral(id=id or uuid4(), centre=centre, participant=participant, **details)
        referral.save(force_insert=True)
        taken.subject = referral
    return referral


@transaction.atomic
def correct_way_in(*, by: Actor, referral: Referral, version: int, **details: Unpack[WayInDetails]) -> Referral:
    """Changes what was registered, unless somebody did since that version was shown."""
    wait_for_turn()
    stored = current(referral, version)
    _must_be_possible(details.get("referred_on"), details.get("informed_on"))
    for name, value in details.items():
        setattr(stored, name, value)
    stored.save(update_fields=[*details, "version"])
    record(by=by, what="cases.way_in_corrected", subject=stored, person=stored.participant_id)
    return stored


@transaction.atomic
def wait_for_place(
    *, by: Actor, referral: Referral, version: int, since: date | None = None, contacts: int | None = None
) -> Referral:
    """The person was reached and wants to begin: from that day on they wait for a place.

    ``contacts``: so many the form showed; refused where somebody has noted another one since.
    """
    with step(by=by, what="cases.place_wanted", participant=referral.participant) as taken:
        stored = taken.subject = current(referral, version)
        _must_be_open(stored)
        _must_have_been_shown(stored, contacts)
        stored.waiting_since = _day(stored, since)
        stored.save(update_fields=["waiting_since", "version"])
    return stored


@transaction.atomic
def decide(
    *,
    by: Actor,
    referral: Referral,
    version: int,
    result: str,
    day: date | None = None,
    ahead: Decision = NOTHING_SHOWN,
    contacts: int | None = None,
) -> Referral:
    """The way in ends without a participation: declined, not reached, or not suitable. No reason is passed on.

    ``ahead``: what becomes of a first talk that is planned. ``contacts``: see ``wait_for_place``.
    """
    if result == Referral.Result.ENTERED or result == Referral.Result.OPEN:
        raise Refused(BY_STARTING)
    with step(by=by, what="cases.way_in_decided", participant=referral.participant) as taken:
        stored = taken.subject = current(referral, version)
        _must_be_open(stored)
        _must_have_been_shown(stored, contacts)
        stored.result, stored.decided_on = result, _day(stored, day)
        stored.save(update_fields=["result", "decided_on", "version"])
        withdraw_open_offers(stored.participant, takes_over=False)
        carry_out(by=by, of=stored, decision=ahead, together=taken.batch)
    return stored


@transaction.atomic
def reopen(*, by: Actor, referral: Referral, version: int) -> Referral:
    """The person came back after all: the way in goes on where it stopped."""
    with step(by=by, what="cases.way_in_reopened", participant=referral.participant) as taken:
        stored = taken.subject = current(referral, version)
        if stored.result in (Referral.Result.OPEN, Referral.Result.ENTERED):
            raise Refused(DECIDED_ALREADY)
        if Referral.objects.filter(participant=stored.participant, result=Referral.Result.OPEN).exists():
            raise Refused(OPEN_ALREADY)
        stored.result, stored.decided_on = Referral.Result.OPEN, None
        stored.save(update_fields=["result", "decided_on", "version"])
    return stored


def withdraw_open_offers(participant: Participant, *, takes_over: bool | None = None) -> None:
    """Part of a step: offers of a case that will not come about are no longer open."""
    offers = CaseOffer.objects.filter(participant=participant, answer=CaseOffer.Answer.OPEN)
    if takes_over is not None:
        offers = offers.filter(takes_over__isnull=not takes_over)
    for offer in offers.select_for_update():
        offer.answer, offer.answered_at = CaseOffer.Answer.WITHDRAWN, timezone.now()
        offer.version += 1
        offer.save(update_fields=["answer", "answered_at", "version"])


def _must_be_open(referral: Referral) -> None:
    if referral.result != Referral.Result.OPEN:
        raise Refused(DECIDED_ALREADY)


def _must_have_been_shown(referral: Referral, contacts: int | None) -> None:
    if contacts is not None and referral.contacts.count() != contacts:
        raise ChangedMeanwhile(referral)


def _must_be_possible(*days: date | None) -> None:
    if any(day and day > timezone.localdate() for day in days):
        raise Refused(IN_THE_FUTURE)


def _day(referral: Referral, day: date | None) -> date:
    day = day or timezone.localdate()
    _must_be_possible(day)
    if day < referral.referred_on:
        raise Refused(BEFORE_THE_WAY_IN)
    return day
