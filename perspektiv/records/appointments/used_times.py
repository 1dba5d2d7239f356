"""Which of the offered times an appointment took, as figures count them."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from perspektiv.records.appointments.models import ACTIVE, Appointment


def with_use(slots: QuerySet[Any]) -> QuerySet[Any]:
    """The times that stand offered, each with whether it was ``taken``; what was taken back was not offered."""
    taking = Appointment.objects.filter(
        counsellor=OuterRef("counsellor"),
        centre=OuterRef("centre"),
        status__in=ACTIVE,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    standing: QuerySet[Any] = slots.filter(withdrawn_at=None).annotate(taken=Exists(taking))
    return standing


def minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - starts_at).total_seconds()) // 60
