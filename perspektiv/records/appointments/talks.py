"""The first-contact talks of a way in, as figures count them: those due, and of these those held."""

from django.db.models import Count, Q, QuerySet

from perspektiv.records.appointments.models import Status
from perspektiv.records.cases.models import Contact, Referral

COUNTED = ("talks_due", "talks_held", "booked", "booked_due", "booked_held", "noted_due", "noted_held")
"""What ``talks`` is told, in this order."""


def with_talks(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    """The ways in with the counts of their talks: of appointments without a participation, and of noted contacts."""
    standing = Q(appointments__withdrawn_at=None)
    due = standing & ~Q(appointments__status__in=(Status.PLANNED, Status.EXCUSED))
    noted = Q(contacts__outcome=Contact.Outcome.TALK_HELD)
    return referrals.annotate(
        booked=Count("appointments", filter=standing, distinct=True),
        booked_due=Count("appointments", filter=due, distinct=True),
        booked_held=Count("appointments", filter=standing & Q(appointments__status=Status.HELD), distinct=True),
        noted_due=Count("contacts", filter=noted | Q(contacts__outcome=Contact.Outcome.TALK_MISSED), distinct=True),
        noted_held=Count("contacts", filter=noted, distinct=True),
    )


def talks(
    kept_due: int | None,
    kept_held: int | None,
    booked: int,
    booked_due: int,
    booked_held: int,
    noted_due: int,
    noted_held: int,
) -> tuple[int | None, int | None]:
    """Due and held: those of imported history and those since.

    From appointments, or from contacts where there are none. None where nothing is known of any talk.
    """
    due, held = (booked_due, booked_held) if booked else (noted_due, noted_held)
    if kept_due is None and kept_held is None and not due:
        return None, None
    return (kept_due or 0) + due, (kept_held or 0) + held
