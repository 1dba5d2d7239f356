"""First-contact talks, as figures count them: with the participation that they led to, else with their way in."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, UUIDField, When
from django.db.models.functions import Coalesce, TruncDate

from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import Contact, Participation, Referral

COUNTED = ("talks_due", "talks_held", "led_to", "booked_due", "booked_held", "noted_due", "noted_held")
"""What ``talks`` is told, in this order."""
NOTED_AS = {Contact.Outcome.TALK_HELD: Status.HELD, Contact.Outcome.TALK_MISSED: Status.NO_SHOW}
"""What a noted talk says of an appointment that nobody booked."""


def counted_appointments(appointments: QuerySet[Any]) -> QuerySet[Any]:
    """With the participation that each counts with; None: a first talk of somebody who has not entered."""
    counted = Coalesce("participation_id", _led_to("referral__"), output_field=UUIDField())
    found: QuerySet[Any] = appointments.annotate(counted_with=counted)
    return found


def noted_talks(contacts: QuerySet[Any]) -> QuerySet[Any]:
    """Talks that were only noted, with the participation that each counts with: those of days without a booked one."""
    booked = Appointment.objects.filter(referral=OuterRef("referral"), starts_at__date=OuterRef("day"))
    found: QuerySet[Any] = every_noted_talk(contacts).annotate(day=TruncDate("at")).filter(~Exists(booked))
    return found


def every_noted_talk(contacts: QuerySet[Any]) -> QuerySet[Any]:
    """Whatever was booked on their days: all that may have counted some time."""
    found: QuerySet[Any] = contacts.filter(outcome__in=NOTED_AS).annotate(counted_with=_led_to("referral__"))
    return found


def _led_to(way: str = "") -> Case:
    """The participation that a way in led to: the person's first from the day of the way in on."""
    begun = Participation.objects.filter(
        participant=OuterRef(f"{way}participant"), started_on__gte=OuterRef(f"{way}referred_on")
    )
    first = begun.order_by("started_on", "segment__position", "pk").values("pk")[:1]
    return Case(When(**{f"{way}result": Referral.Result.ENTERED}, then=Subquery(first)), output_field=UUIDField())


def with_talks(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """The ways in with the participation that they led to, and the counts of their talks, booked and only noted."""
    standing = Q(appointments__withdrawn_at=None)
    due = standing & ~Q(appointments__status__in=(Status.PLANNED, Status.EXCUSED))
    noted = noted_talks(Contact.objects.filter(referral=OuterRef("pk"))).order_by().values("referral")
    return referrals.annotate(
        led_to=_led_to(),
        booked_due=Count("appointments", filter=due),
        booked_held=Count("appointments", filter=standing & Q(appointments__status=Status.HELD)),
        noted_due=_number_of(noted),
        noted_held=_number_of(noted.filter(outcome=Contact.Outcome.TALK_HELD)),
    )


def _number_of(grouped: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)


def talks(
    kept_due: int | None,
    kept_held: int | None,
    led_to: UUID | None,
    booked_due: int,
    booked_held: int,
    noted_due: int,
    noted_held: int,
) -> tuple[int | None, int | None]:
    """Due and held: those of imported history and those since, but for talks that count with a participation.

    None where nothing is known of any talk.
    """
    due, held = (0, 0) if led_to else (booked_due + noted_due, booked_held + noted_held)
    if kept_due is None and kept_held is None and not due:
        return None, None
    return (kept_due or 0) + due, (kept_held or 0) + held
