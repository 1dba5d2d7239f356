"""How many units of a participation are planned, used and left."""

from dataclasses import dataclass

from perspektiv.records.appointments.models import ACTIVE, Appointment
from perspektiv.records.cases.models import Participation

MANY = 1000
"""Left where nobody planned a number."""


@dataclass(frozen=True, slots=True)
class Units:
    planned: int  # 0: no number was planned
    used: int  # booked, held or missed; what was cancelled is free again

    @property
    def left(self) -> int:
        return max(self.planned - self.used, 0) if self.planned else MANY


def units_of(participation: Participation) -> Units:
    """The closing talk is none of them."""
    used = Appointment.objects.filter(participation=participation, status__in=ACTIVE)
    planned = participation.units_planned or participation.segment.planned_units or 0
    return Units(planned, used.exclude(kind=Appointment.Kind.CLOSING_TALK).count())
