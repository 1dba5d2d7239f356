"""What an absence leaves to do: appointments that stand despite it, and people who lost theirs by it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from perspektiv.records.access.days import form_of
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.appointments.counsellors import with_departed
from perspektiv.records.appointments.despite_absence import standing_despite_absence, to_book_anew
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.desk.links import link
from perspektiv.records.desk.todo import Todo, names

SOON = timedelta(days=1)
"""So near an absence is pressing."""


def despite_absence(user: User) -> Todo | None:
    """Somebody is absent, and what is booked with them stands: it has to be cancelled or moved."""
    standing = standing_despite_absence(user)
    if standing and (steers := user.centres_with(Permission.STEER, Scope.CENTRE)):
        of_departed = set(
            with_departed(steers).values_list("pk", flat=True)
        )  # those are named with what else they left
        standing = [one for one in standing if one.pk not in of_departed]
    if not standing:
        return None
    title = ngettext(
        "%d appointment stands despite an absence", "%d appointments stand despite an absence", len(standing)
    )
    days = [timezone.localdate(one.starts_at) for one in standing]
    words = [
        f"{one.counsellor} ({date_format(day, form_of('D j. N'))})" for one, day in zip(standing, days, strict=True)
    ]
    colour = "bad" if days[0] <= timezone.localdate() + SOON else "warn"
    return Todo(title % len(standing), names(words), _absence_of(standing[0]), "person-missing", colour)


def lost_by_absence(user: User) -> Todo | None:
    """Whose appointment was cancelled because the counsellor was absent, and nothing was booked since."""
    lost = to_book_anew(user)
    if not lost:
        return None
    title = ngettext(
        "%d appointment to book anew after an absence", "%d appointments to book anew after an absence", len(lost)
    )
    return Todo(title % len(lost), names(one.participant for one in lost), _absence_of(lost[0]), "calendar", "warn")


def _absence_of(appointment: Appointment) -> str:
    day = timezone.localdate(appointment.starts_at)
    return f"{link('appointments:absence')}?day={day.isoformat()}&counsellor={appointment.counsellor_id}"
