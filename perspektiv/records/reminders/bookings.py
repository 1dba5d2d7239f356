"""How appointments came about, as figures count it: when they were booked, how often they were reminded of, the lot."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from perspektiv.records.appointments.models import AppointmentChange
from perspektiv.records.appointments.talks import counted_appointments
from perspektiv.records.reminders.models import GONE, Lot, Reminder


def with_booking(appointments: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which the booking, a reminder or a lot is known; imported history has none of these."""
    booked = AppointmentChange.objects.filter(appointment=OuterRef("pk"), kind=AppointmentChange.Kind.BOOKED)
    gone = Reminder.objects.filter(appointment=OuterRef("pk"), message__state__in=GONE).order_by()
    counted = counted_appointments(appointments.filter(withdrawn_at=None)).filter(counted_with__isnull=False)
    known: QuerySet[Any] = counted.annotate(
        booked_at=Subquery(booked.order_by("created_at").values("created_at")[:1]),
        sent=Coalesce(Subquery(gone.values("appointment").annotate(n=Count("pk")).values("n")), 0),
        drawn=Subquery(Lot.objects.filter(appointment=OuterRef("pk")).values("arm")[:1]),
    )
    found: QuerySet[Any] = known.filter(Q(booked_at__isnull=False) | Q(sent__gt=0) | Q(drawn__isnull=False))
    return found


def booked_on(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localdate(moment)
