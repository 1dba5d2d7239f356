"""One appointment as a file for the calendar of a telephone. Its title says nothing: others see calendars, too."""

from datetime import UTC

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from perspektiv.records.appointments.models import Appointment, Status


def entry(appointment: Appointment, *, title: str, place: str) -> bytes:
    """The same UID always, and a number that grows: adding it again changes the entry instead of doubling it."""
    event = Event()
    event.add("uid", f"{appointment.pk}@perspektiv")
    event.add("sequence", appointment.version)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", title)
    event.add("status", "CONFIRMED" if appointment.status == Status.PLANNED else "CANCELLED")
    event.add("class", "PRIVATE")
    if place:
        event.add("location", place)
    calendar = Calendar()
    calendar.add("prodid", f"-//Perspektiv//{settings.ADDRESS}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
