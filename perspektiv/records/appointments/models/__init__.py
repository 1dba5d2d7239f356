"""Rooms, appointments, and what happened to them."""

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
from perspektiv.records.appointments.models.room import Room

__all__ = [
    "ACTIVE",
    "DECIDED",
    "NO_SHOW_REASONS",
    "UNIT_MINUTES",
    "Appointment",
    "AppointmentChange",
    "Appointments",
    "Room",
    "Status",
    "Why",
    "end_of",
]
