"""The lot of the experiment: drawn once an appointment, kept before anything is sent, for all rules and all times."""

from secrets import SystemRandom

from django.utils import timezone

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.reminders.models import Lot

_chance = SystemRandom()


def lot_of(appointment: Appointment, share_without: int) -> Lot:
    """The appointment's lot; drawn now if it has none. Nobody can foresee it: it hangs on nothing that is known."""
    if already := Lot.objects.filter(appointment=appointment).first():
        return already
    without = _chance.randrange(100) < share_without
    return Lot.objects.create(
        centre_id=appointment.centre_id,
        appointment=appointment,
        arm=Lot.Arm.WITHOUT if without else Lot.Arm.REMINDED,
        drawn_at=timezone.now(),
    )
