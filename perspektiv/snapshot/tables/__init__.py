"""The tables of the package, each with its decision on every field of its model; and the models without a table."""

from perspektiv.snapshot.deciding import Decision, Source
from perspektiv.snapshot.tables.arriving import APPOINTMENT_BOOKINGS, OFFERED_SLOTS
from perspektiv.snapshot.tables.catalogue import CENTRES, ENDING_REASONS, SEGMENTS
from perspektiv.snapshot.tables.outcomes import FOLLOW_ON_MEASURES, FOLLOW_UPS, JOB_STARTS
from perspektiv.snapshot.tables.path import APPOINTMENTS, PARTICIPATIONS, REFERRALS
from perspektiv.snapshot.tables.people import PERSONS
from perspektiv.snapshot.tables.voices import ANSWERS, INVITATIONS, RESPONSES, SHEETS
from perspektiv.snapshot.tables.withheld import WITHHELD

SOURCES = (
    PERSONS,
    REFERRALS,
    PARTICIPATIONS,
    APPOINTMENTS,
    APPOINTMENT_BOOKINGS,
    OFFERED_SLOTS,
    JOB_STARTS,
    FOLLOW_ON_MEASURES,
    FOLLOW_UPS,
    RESPONSES,
    ANSWERS,
    INVITATIONS,
)
"""Tables with a row a record."""
CATALOGUES = (CENTRES, SEGMENTS, ENDING_REASONS)
"""Tables that all centres share."""

__all__ = [
    "ANSWERS",
    "APPOINTMENTS",
    "APPOINTMENT_BOOKINGS",
    "CATALOGUES",
    "CENTRES",
    "ENDING_REASONS",
    "INVITATIONS",
    "OFFERED_SLOTS",
    "PARTICIPATIONS",
    "PERSONS",
    "RESPONSES",
    "SEGMENTS",
    "SHEETS",
    "SOURCES",
    "WITHHELD",
    "Decision",
    "Source",
]
