"""Which tables of the package the records keep, and which field holds which column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet, UUIDField, Value
from django.utils import timezone

from perspektiv import schema
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, OfferedSlot
from perspektiv.records.appointments.talks import (
    COUNTED,
    NOTED_AS,
    counted_appointments,
    every_noted_talk,
    noted_talks,
    talks,
    with_talks,
)
from perspektiv.records.appointments.used_times import minutes_between, with_use
from perspektiv.records.cases.models import Contact, EndingReason, Participation, Referral, Segment
from perspektiv.records.feedback.invited import outcome, settled, with_asked
from perspektiv.records.feedback.models import AnonymousResponse, Invitation, Moment, Response
from perspektiv.records.feedback.sheets.sheet import SHEET_TABLES
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.bookings import booked_on, with_booking
from perspektiv.schema import optional, questionnaires, tables


@dataclass(frozen=True)
class Field:
    """The field that a column is kept in. Where more than that field tells the column, ``told`` makes it of ``of``."""

    name: str
    of: tuple[str, ...] = ()
    told: Callable[..., Any] = lambda value: value

    @property
    def sources(self) -> tuple[str, ...]:
        return self.of or (self.name,)


@dataclass(frozen=True)
class Kept:
    """A table of the package in the records. ``references`` are columns that name rows of other tables.

    ``rows`` says what more is read of every record, ``out`` which records go out, ``read_as`` what tells a reference
    where more than its field does. ``also`` are records of other models in the same table, with its fields in order.
    """

    table: type[schema.Table]
    model: type[models.Model]
    fields: Mapping[str, Field]
    references: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda every: every
    out: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda every: every
    read_as: Mapping[str, str] = field(default_factory=dict)
    also: "tuple[Kept, ...]" = ()

    @property
    def key(self) -> str:
        return self.table.key[0]


def _same(*names: str) -> dict[str, Field]:
    return {name: Field(name) for name in names}


def _who(key: str, user: object) -> str | None:
    """The counsellor: of imported history by the key it came with, else the user by random id."""
    return key or (str(user) if user else None)


OF_PERSON = {"person_id": "participant"}

PERSONS = Kept(tables.Persons, Participant, _same("gender", "birth_year"))
REFERRALS = Kept(
    tables.Referrals,
    Referral,
    {
        **_same("referred_on", "result", "decided_on", "initiative", "informed_on"),
        "talks_due": Field("talks_due", COUNTED, lambda *counted: talks(*counted)[0]),
        "talks_held": Field("talks_held", COUNTED, lambda *counted: talks(*counted)[1]),
    },
    OF_PERSON,
    rows=with_talks,
)
PARTICIPATIONS = Kept(
    tables.Participations,
    Participation,
    {
        "counsellor_id": Field("counsellor_key", ("counsellor_key", "counsellor"), _who),
        **_same("started_on", "ended_on", "ending"),
    },
    {**OF_PERSON, "segment_id": "segment", "reason_id": "reason"},
)
OF_PARTICIPATION = {"participation_id": "participation"}
COUNTED_WITH = {"participation": "counted_with"}


def _of_participations(every: QuerySet[Any]) -> QuerySet[Any]:
    return every.exclude(counted_with=None)


NOTED_TALKS = Kept(
    tables.Appointments,
    Contact,
    {
        "kind": Field("outcome", told=lambda _: Appointment.Kind.FIRST_CONTACT.value),
        "starts_at": Field("at"),
        "minutes": Field("outcome", told=lambda _: UNIT_MINUTES),
        "status": Field("outcome", told=lambda outcome: NOTED_AS[outcome].value),
    },
    OF_PARTICIPATION,
    rows=every_noted_talk,
    out=lambda every: _of_participations(noted_talks(every)),
    read_as=COUNTED_WITH,
)
"""Talks of a first contact that were noted, not booked. How long they took was not planned."""
APPOINTMENTS = Kept(
    tables.Appointments,
    Appointment,
    _same("kind", "starts_at", "minutes", "status"),
    OF_PARTICIPATION,
    rows=counted_appointments,
    out=_of_participations,
    read_as=COUNTED_WITH,
    also=(NOTED_TALKS,),
)
JOB_STARTS = Kept(tables.JobStarts, JobStart, _same("started_on", "insured", "ended_on"), OF_PERSON)
FOLLOW_ON_MEASURES = Kept(tables.FollowOnMeasures, FollowOnMeasure, _same("started_on", "kind"), OF_PERSON)
FOLLOW_UPS = Kept(tables.FollowUps, FollowUp, _same("asked_on", "about", "answer", "source"), OF_PERSON)

KEPT = (PERSONS, REFERRALS, PARTICIPATIONS, APPOINTMENTS, JOB_STARTS, FOLLOW_ON_MEASURES, FOLLOW_UPS)
"""In the order in which they refer to each other."""

APPOINTMENT_BOOKINGS = Kept(
    optional.AppointmentBookings,
    Appointment,
    {"booked_on": Field("booked_at", told=booked_on), "reminders": Field("sent"), "lot": Field("drawn")},
    rows=with_booking,
)
OFFERED_SLOTS = Kept(
    optional.OfferedSlots,
    OfferedSlot,
    {
        **_same("starts_at"),
        "minutes": Field("minutes", ("starts_at", "ends_at"), minutes_between),
        "used": Field("taken"),
    },
    rows=with_use,
)
RESPONSES = Kept(
    tables.Responses,
    Response,
    _same("moment", "submitted_on"),
    {"instrument_id": "version_of", "participation_id": "participation"},
    also=(
        Kept(
            tables.Responses,
            AnonymousResponse,
            {"moment": Field("quarter", told=lambda _: Moment.SINGLE.value), "submitted_on": Field("quarter")},
            {"instrument_id": "version_of", "participation_id": "nobody"},
            rows=lambda every: every.annotate(nobody_id=Value(None, output_field=UUIDField())),
        ),
    ),
)
"""Taken in by a planner of its own, since what a response is depends on its questionnaire."""


def _asked_until_today(every: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return settled(with_asked(every), timezone.localdate())


INVITATIONS = Kept(
    questionnaires.Invitations,
    Invitation,
    {
        **_same("moment", "due_on"),
        "outcome": Field(
            "answered_at",
            ("was_asked", "answered_at", "declined_at"),
            lambda *of: outcome(*of).value,
        ),
    },
    {"instrument_id": "version_of", "participation_id": "participation"},
    rows=_asked_until_today,
)
OUT_ALONE = (APPOINTMENT_BOOKINGS, OFFERED_SLOTS, INVITATIONS)
"""Brought out and not taken in: what was sent, offered or asked elsewhere cannot become ours."""


@dataclass(frozen=True)
class Catalogue:
    """A table that the package lists once and every centre keeps for itself, in versions."""

    table: type[schema.Table]
    model: type[Segment] | type[EndingReason]
    says: tuple[str, ...]  # columns, which are fields of the same name
    dated: bool  # whether the package has columns for the validity


SEGMENTS = Catalogue(tables.Segments, Segment, ("name", "position", "surveyed", "setting"), dated=True)
ENDING_REASONS = Catalogue(tables.EndingReasons, EndingReason, ("name", "valuation", "influenceable"), dated=False)
CATALOGUES = (SEGMENTS, ENDING_REASONS)

TABLES: tuple[type[schema.Table], ...] = (
    tables.Centres,
    *(catalogue.table for catalogue in CATALOGUES),
    *(kept.table for kept in KEPT),
    *SHEET_TABLES,
    RESPONSES.table,
    tables.Answers,
)
"""All tables that are taken in and brought out."""
