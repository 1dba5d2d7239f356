"""The experiment's counts, from the records: due appointments with a lot, person by person."""

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from perspektiv.records.access.models import Centre
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.talks import counted_appointments
from perspektiv.records.reminders.effect import Arm, Effect, OfPerson
from perspektiv.records.reminders.models import Lot, Rule

USUAL_RATE = 0.2
"""One appointment in five is missed: what is reckoned with before a centre knows its own rate."""
DUE = (Status.HELD, Status.NO_SHOW, Status.CANCELLED_BY_CENTRE, Status.CANCELLED_BY_JOBCOACH)


def effect_of(centre: Centre) -> Effect:
    """By what the lot drew, whatever went out: who was left out and came anyway counts as left out."""
    drawn = _drawn(centre).annotate(person=Coalesce("participant__merged_into", "participant"))
    counts = drawn.values("person").annotate(**_BY_ARM).values_list(*_BY_ARM)
    persons = [OfPerson(*of_person) for of_person in counts]
    return Effect(persons, usual_rate=usual_rate(centre), share_without=_share(centre, persons))


def in_figures(centre: Centre) -> tuple[Arm, Arm]:
    """With a reminder and without, of those that figures count, too.

    A first talk of somebody who has not entered is no appointment in a package. Here it counts: who comes to the first
    talk enters more often, and leaving the others out would make either arm look better than it is.
    """
    found = counted_appointments(_drawn(centre)).filter(counted_with__isnull=False).aggregate(**_BY_ARM)
    return Arm(found["due_reminded"], found["missed_reminded"]), Arm(found["due_without"], found["missed_without"])


def _drawn(centre: Centre) -> QuerySet[Appointment]:
    return Appointment.objects.filter(centre=centre, lot__isnull=False, status__in=DUE).order_by()


_REMINDED, _WITHOUT, _MISSED = Q(lot__arm=Lot.Arm.REMINDED), Q(lot__arm=Lot.Arm.WITHOUT), Q(status=Status.NO_SHOW)
_BY_ARM = {
    "due_reminded": Count("pk", filter=_REMINDED),
    "missed_reminded": Count("pk", filter=_REMINDED & _MISSED),
    "due_without": Count("pk", filter=_WITHOUT),
    "missed_without": Count("pk", filter=_WITHOUT & _MISSED),
}


def usual_rate(centre: Centre) -> float:
    """The centre's own no-show rate so far, of all due appointments."""
    due = Appointment.objects.filter(centre=centre, status__in=DUE).aggregate(
        due=Count("pk"), missed=Count("pk", filter=Q(status=Status.NO_SHOW))
    )
    return due["missed"] / due["due"] if due["missed"] else USUAL_RATE


def share_of(centre: Centre) -> int:
    """Of how many appointments in a hundred the lot leaves without reminder, as it is set last."""
    rule = Rule.objects.filter(centre=centre, ended_at=None).first()
    return rule.share_without if rule else 0


def _share(centre: Centre, persons: list[OfPerson]) -> float:
    """Of the lot; of a lot that is over, the share that was drawn; half where there never was one."""
    if share := share_of(centre):
        return share / 100
    without = sum(one.due_without for one in persons)
    due = without + sum(one.due for one in persons)
    return without / due if 0 < without < due else 0.5
