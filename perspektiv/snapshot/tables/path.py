"""The path: ways in, participations, appointments."""

from uuid import UUID

from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment
from perspektiv.records.appointments.talks import (
    COUNTED,
    NOTED_AS,
    counted_appointments,
    noted_talks,
    talks,
    with_talks,
)
from perspektiv.records.cases.models import Contact, Participation, Referral
from perspektiv.schema import tables
from perspektiv.snapshot.deciding import (
    OF_EVERY_RECORD,
    ROWS,
    WHOSE,
    Source,
    Together,
    as_it_is,
    catalogue,
    noon,
    pseudonym,
    together,
    withheld,
)

REFERRALS = Source(
    tables.Referrals,
    Referral,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("referral_id"),
        "centre": WHOSE,
        "participant": pseudonym("person_id"),
        "referred_on": as_it_is("referred_on"),
        "result": as_it_is("result"),
        "decided_on": as_it_is("decided_on"),
        "initiative": as_it_is("initiative"),
        "informed_on": as_it_is("informed_on"),
        "talks_due": together("talks_due"),  # with the talks that led to no participation
        "talks_held": together("talks_held"),
        **withheld("Staff of the Jobcenter are not counted.", "jobcoach"),
        **withheld("Free text.", "concern"),
        **withheld("The package has no column for it: the board shows who waits.", "waiting_since"),
    },
    together={
        "talks_due": Together(COUNTED, lambda *counted: talks(*counted)[0]),
        "talks_held": Together(COUNTED, lambda *counted: talks(*counted)[1]),
    },
    rows=with_talks,
    order=("person_id", "referral_id"),
)


def _counsellor(user: UUID | None, key: str, centre: UUID) -> str | None:
    """The user; of imported history the key, which says the same person within its centre alone."""
    if user is not None:
        return str(user)
    return f"{centre}:{key}" if key else None


PARTICIPATIONS = Source(
    tables.Participations,
    Participation,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("participation_id"),
        "centre": WHOSE,
        "participant": pseudonym("person_id"),
        "segment": catalogue("segment_id"),
        "counsellor": together("counsellor_id"),
        "counsellor_key": together("counsellor_id"),
        "started_on": as_it_is("started_on"),
        "ended_on": as_it_is("ended_on"),
        "ending": as_it_is("ending"),
        "reason": catalogue("reason_id"),
        **withheld("Staff of the Jobcenter are not counted.", "jobcoach"),
        **withheld("A plan; what was held is counted.", "units_planned"),
        **withheld("A wish; where the person went on is counted.", "next_segment"),
    },
    together={"counsellor_id": Together(("counsellor", "counsellor_key", "centre"), _counsellor, pseudonym=True)},
    order=("participation_id",),
)
NOTED_TALKS = Source(
    tables.Appointments,
    Contact,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("appointment_id"),
        "centre": WHOSE,
        "referral": together("participation_id"),
        "at": noon("starts_at"),
        "outcome": together("status"),
        **withheld("A talk is a talk; the other attempts are not counted.", "way"),
    },
    together={
        "participation_id": Together(("referral", "counted_with"), lambda _, led_to: led_to, pseudonym=True),
        "status": Together(("outcome",), lambda outcome: NOTED_AS[outcome].value),
    },
    rows=lambda every: noted_talks(every).filter(counted_with__isnull=False),
    fixed={"kind": Appointment.Kind.FIRST_CONTACT.value, "minutes": UNIT_MINUTES},
)
"""Talks of a first contact that were noted, not booked: with their day. How long they took was not planned."""

APPOINTMENTS = Source(
    tables.Appointments,
    Appointment,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("appointment_id"),
        "centre": WHOSE,
        "participation": together("participation_id"),
        "referral": together("participation_id"),  # that it led to; else counted in the talks of the way in
        "kind": as_it_is("kind"),
        "starts_at": noon("starts_at"),
        "minutes": as_it_is("minutes"),
        "status": as_it_is("status"),
        "withdrawn_at": ROWS,  # a booking that was a mistake never counts
        **withheld("The participation tells the person and the counsellor.", "participant", "counsellor"),
        **withheld("Follows from start and length.", "ends_at"),
        **withheld("Where somebody was at what hour is not counted.", "room", "place"),
        **withheld("Free text.", "note"),
        **withheld("What somebody intended; whether they came is counted.", "confirmed_for", "declined_for"),
    },
    together={
        "participation_id": Together(
            ("participation", "referral", "counted_with"), lambda _own, _way, counted: counted, pseudonym=True
        )
    },
    rows=lambda every: counted_appointments(every.filter(withdrawn_at=None)).filter(counted_with__isnull=False),
    order=("participation_id", "starts_at", "appointment_id"),
    also=(NOTED_TALKS,),
)
