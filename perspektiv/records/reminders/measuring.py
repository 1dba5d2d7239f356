"""The experiment's counts, from the records: due appointments with a lot, person by person."""

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from perspektiv.records.access.models import Centre
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.reminders.effect import Effect, OfPerson
from perspektiv.records.reminders.models import Lot, Rule

USUAL_RATE = 0.2
"""One appointment in five is missed: what is reckoned with before a centre knows its own rate."""
DUE = (Status.HELD, Status.NO_SHOW, Status.CANCELLED_BY_CENTRE, Status.CANCELLED_BY_JOBCOACH)


def effect_of(centre: Centre) -> Effect:
    """By what the lot drew, whatever went out: who was left out and came anyway counts as left out."""
    drawn = Appointment.objects.filter(centre=centre, lot__isnull=False, status__in=DUE).order_by()
    reminded, without = Q(lot__arm=Lot.Arm.REMINDED), Q(lot__arm=Lot.Arm.WITHOUT)
    missed = Q(status=Status.NO_SHOW)
    rows = (
        drawn.annotate(person=Coalesce("participant__merged_into", "participant"))
        .values("person")
        .annotate(
            due_reminded=Count("pk", filter=reminded),
            missed_reminded=Count("pk", filter=reminded & missed),
            due_without=Count("pk", filter=without),
            missed_without=Count("pk", filter=without & missed),
        )
    )
    persons = [
        OfPerson(row["due_reminded"], row["missed_reminded"], row["due_without"], row["missed_without"]) for row in rows
    ]
    return Effect(persons, usual_rate=usual_rate(centre), share_without=_share(centre, persons))


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
