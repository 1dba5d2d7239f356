"""Rooms, appointments, and what happened to them."""

from perspektiv.records.appointments.models.appointment import Appointment, Status
from perspektiv.records.appointments.models.change import AppointmentChange
from perspektiv.records.appointments.models.room import Room

__all__ = ["Appointment", "AppointmentChange", "Room", "Status"]
