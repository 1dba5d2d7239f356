"""How appointments come about: when they were booked, what reminded of them, and the times that were offered."""

from perspektiv.records.appointments.models import Appointment, AppointmentChange, OfferedSlot
from perspektiv.records.appointments.used_times import minutes_between, with_use
from perspektiv.records.reminders.bookings import booked_on, with_booking
from perspektiv.records.reminders.models import Lot, Reminder
from perspektiv.schema import optional
from perspektiv.snapshot.deciding import (
    OF_EVERY_RECORD,
    ROWS,
    WHOSE,
    Source,
    Together,
    as_it_is,
    noon,
    pseudonym,
    together,
    withheld,
)

APPOINTMENT_BOOKINGS = Source(
    optional.AppointmentBookings,
    Appointment,
    {"id": pseudonym("appointment_id"), "centre": WHOSE},
    together={
        "booked_on": Together(("booked_at",), booked_on),
        "reminders": Together(("sent",), lambda sent: sent),
        "lot": Together(("drawn",), lambda arm: arm),
    },
    rows=with_booking,
    order=("appointment_id",),
    beside=(AppointmentChange, Reminder, Lot),
)


OFFERED_SLOTS = Source(
    optional.OfferedSlots,
    OfferedSlot,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("slot_id"),
        "centre": as_it_is("centre_id"),
        "starts_at": noon("starts_at"),
        "ends_at": together("minutes"),
        "withdrawn_at": ROWS,  # what was taken back was not offered
        "counsellor": together("used"),  # whose appointments take the time; there are no figures by counsellor
        **withheld(
            "How times were offered is not counted, and would lead to who offered them.", "series", "action", "why"
        ),
    },
    together={
        "minutes": Together(("starts_at", "ends_at"), minutes_between),
        "used": Together(("taken", "counsellor"), lambda taken, _counsellor: bool(taken)),
    },
    rows=with_use,
    order=("starts_at", "slot_id"),
)
