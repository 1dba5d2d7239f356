"""A centre in which every page has something to show."""

from datetime import timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import (
    Agreement,
    CaseOffer,
    Consent,
    Contact,
    EndingReason,
    Goal,
    GoalStep,
    Mandate,
    Note,
    Participation,
    Referral,
)
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.names import search_name
from tests.matrix.feedback_file import response
from tests.matrix.side import Side, ours
from tests.records.personas import Personas


def furnished(personas: Personas) -> Side:
    """Our side of the matrix, with a person in the middle of the way and others who wait."""
    personas.centre.made_up = True
    personas.centre.save()
    side = ours(personas)
    _in_the_middle(side)
    response(side)
    _waiting(side, "Ulla", "Ulme", 13)
    tried = _waiting(side, "Wadim", "Weide", 30)
    at = timezone.now() - timedelta(days=12)
    Contact.objects.create(centre=side.centre, referral=tried, way="letter", outcome="not_reached", at=at)
    ready = _waiting(side, "Yara", "Ysop", 22, waiting_since=timezone.localdate() - timedelta(days=9))
    CaseOffer.objects.create(
        centre=side.centre, participant=ready.participant, segment=side.segment, counsellor=personas.jule
    )
    EndingReason.objects.create(
        centre=side.centre, key="arbeit", name="Arbeit aufgenommen", valuation="positive", is_work=True
    )
    return side


def _in_the_middle(side: Side) -> None:
    person, runs, jule = side.person, side.participation, side.personas.jule
    person.search_name = search_name(
        file_number=person.file_number, customer_number="", given_name="Dilan", family_name="Distel"
    )
    person.phone, person.language = "0201 5550", "ku"
    person.save()
    for days, status in ((-21, Status.HELD), (-14, Status.NO_SHOW), (-7, Status.CANCELLED_BY_CENTRE), (-1, "planned")):
        _appointment(runs, jule, days, str(status))
    _appointment(runs, jule, 0, Status.PLANNED, minutes=20)
    _appointment(runs, jule, 7, Status.PLANNED)
    record = {"centre": side.centre, "participant": person}
    Mandate.objects.create(**record, words="Ich möchte wissen, welche Arbeit zu mir passt.")
    goal = Goal.objects.create(**record, words="Zwei Betriebe auswählen", target=8)
    for progress in (2, 5):
        GoalStep.objects.create(centre=side.centre, goal=goal, progress=progress)
    Note.objects.create(**record, author=jule, words="Interessen besprochen.")
    Agreement.objects.create(**record, text_version="2026-1")
    Consent.objects.create(**record, purpose=Consent.Purpose.MESSAGES)


def _appointment(runs: Participation, counsellor: User, days: int, status: str, minutes: int = 0) -> Appointment:
    starts_at = timezone.now() + timedelta(days=days, minutes=minutes)
    return Appointment.objects.create(
        centre=runs.centre,
        participant=runs.participant,
        participation=runs,
        counsellor=counsellor,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=75),
        status=status,
    )


def _waiting(side: Side, given_name: str, family_name: str, days: int, **fields: object) -> Referral:
    number = f"2026-{days:04}"
    person = Participant.objects.create(
        centre=side.centre,
        file_number=number,
        given_name=given_name,
        family_name=family_name,
        search_name=search_name(file_number=number, customer_number="", given_name=given_name, family_name=family_name),
    )
    Care.objects.create(centre=side.centre, participant=person, user=side.counsellor)
    return Referral.objects.create(
        centre=side.centre,
        participant=person,
        jobcoach=side.jobcoach,
        referred_on=timezone.localdate() - timedelta(days=days),
        **fields,
    )
