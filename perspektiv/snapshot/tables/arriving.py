"""How appointments come about: when they were booked, what reminded of them, and the times that were offered."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from perspektiv.records.appointments.models import ACTIVE, Appointment, AppointmentChange, OfferedSlot
from perspektiv.records.letters.models import Message
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


def _with_booking(appointments: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which the booking, a reminder or a lot is known; imported history has none of these."""
    booked = AppointmentChange.objects.filter(appointment=OuterRef("pk"), kind=AppointmentChange.Kind.BOOKED)
    gone = Reminder.objects.filter(appointment=OuterRef("pk"), message__state=Message.State.SENT).order_by()
    known: QuerySet[Any] = appointments.filter(withdrawn_at=None, participation__isnull=False).annotate(
        booked_at=Subquery(booked.order_by("created_at").values("created_at")[:1]),
        sent=Coalesce(Subquery(gone.values("appointment").annotate(n=Count("pk")).values("n")), 0),
        drawn=Subquery(Lot.objects.filter(appointment=OuterRef("pk")).values("arm")[:1]),
    )
    found: QuerySet[Any] = known.filter(Q(booked_at__isnull=False) | Q(sent__gt=0) | Q(drawn__isnull=False))
    return found


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localdate(moment)


APPOINTMENT_BOOKINGS = Source(
    optional.AppointmentBookings,
    Appointment,
    {"id": pseudonym("appointment_id"), "centre": WHOSE},
    together={
        "booked_on": Together(("booked_at",), _day),
        "reminders": Together(("sent",), lambda sent: sent),
        "lot": Together(("drawn",), lambda arm: arm),
    },
    rows=_with_booking,
    order=("appointment_id",),
    beside=(AppointmentChange, Reminder, Lot),
)


def _with_use(slots: QuerySet[Any]) -> QuerySet[Any]:
    taking = Appointment.objects.filter(
        counsellor=OuterRef("counsellor"),
        centre=OuterRef("centre"),
        status__in=ACTIVE,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    standing: QuerySet[Any] = slots.filter(withdrawn_at=None).annotate(taken=Exists(taking))
    return standing


def _minutes(starts_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - starts_at).total_seconds()) // 60


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
        "minutes": Together(("starts_at", "ends_at"), _minutes),
        "used": Together(("taken", "counsellor"), lambda taken, _counsellor: bool(taken)),
    },
    rows=_with_use,
    order=("starts_at", "slot_id"),
)
