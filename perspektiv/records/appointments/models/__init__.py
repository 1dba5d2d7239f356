"""Rooms, opening hours, absences, offered times, appointments, and what happened to them."""

from perspektiv.records.appointments.models.absence import Absence
from perspektiv.records.appointments.models.appointment import (
    ACTIVE,
    DECIDED,
    UNIT_MINUTES,
    Appointment,
    Appointments,
    Status,
    end_of,
)
from perspektiv.records.appointments.models.change import NO_SHOW_REASONS, AppointmentChange, Why
from perspektiv.records.appointments.models.closing_date import ClosingDate, WishedTimes
from perspektiv.records.appointments.models.feed import Feed
from perspektiv.records.appointments.models.offered_slot import OfferedSlot
from perspektiv.records.appointments.models.opening import ClosingDay, OpeningHours
from perspektiv.records.appointments.models.room import Room

__all__ = [
    "ACTIVE",
    "DECIDED",
    "NO_SHOW_REASONS",
    "UNIT_MINUTES",
    "Absence",
    "Appointment",
    "AppointmentChange",
    "Appointments",
    "ClosingDate",
    "ClosingDay",
    "Feed",
    "OfferedSlot",
    "OpeningHours",
    "Room",
    "Status",
    "Why",
    "WishedTimes",
    "end_of",
]
