"""Appointments as iCalendar: neutral titles, local time, the same name (UID) in invitations and feeds."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Component, Event, vCalAddress, vText

from perspektiv.records.appointments.models import ACTIVE, Appointment
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Letterhead

TITLE = "Termin"
"""Others read calendars, too. Only feeds may say more, where a centre wants it."""
PRODUCT = "-//Perspektiv//Termine//DE"
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


class Address(NamedTuple):
    name: str
    mail: str


def calendar(events: Iterable[Event], *, method: str, name: str = "") -> Calendar:
    """A whole file with the rules of our time zone."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    if name:
        made.add("x-wr-calname", name)
        made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    made.add_component(_berlin())
    for event in events:
        made.add_component(event)
    return made


def event_of(
    appointment: Appointment, *, changed_at: datetime, place: str, off: bool | None = None, title: str = TITLE
) -> Event:
    """One appointment; every change of it has a higher sequence, and programs replace what they had."""
    if off is None:
        off = appointment.status not in ACTIVE or appointment.withdrawn_at is not None
    event = Event()
    event.add("uid", f"{appointment.pk}@perspektiv")
    event.add("sequence", appointment.version)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("dtstart", _local(appointment.starts_at))
    event.add("dtend", _local(appointment.ends_at))
    event.add("summary", title)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if off else "OPAQUE")
    event.add("class", "PRIVATE")
    if place:
        event.add("location", place)
    return event


def organiser_of(head: Letterhead) -> Address:
    """Neutral: the letterhead's sender; answers of calendars go where answers to mails go."""
    return Address(head.sender, head.email or settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"))


def invitation(appointment: Appointment, method: str, *, to: Address | None = None) -> str:
    """The part of a mail that calendars understand: REQUEST invites and moves, CANCEL takes back."""
    event = _arranged(appointment, letterhead_of(appointment.centre_id), off=method == "CANCEL")
    if to and to.mail:
        guest = _address(to)
        guest.params["role"] = vText("REQ-PARTICIPANT")
        guest.params["partstat"] = vText("NEEDS-ACTION")
        guest.params["rsvp"] = vText("FALSE")
        event.add("attendee", guest, encode=False)
    made: str = calendar([event], method=method).to_ical().decode()
    return made


def publication(appointments: Iterable[Appointment], *, off: bool) -> str:
    """Several at once, without a guest: programs add them, and replace or strike those that they know."""
    events = [_arranged(one, letterhead_of(one.centre_id), off=off) for one in appointments]
    made: str = calendar(events, method="PUBLISH").to_ical().decode()
    return made


def place_of(appointment: Appointment, head: Letterhead) -> str:
    """The room and the letterhead's address, where somebody has to come; how it takes place, where nobody has."""
    if appointment.place == Appointment.Place.CENTRE:
        return ", ".join(filter(None, (appointment.room.name if appointment.room else "", address_of(head))))
    return str(Appointment.Place(appointment.place).label)


def address_of(head: Letterhead) -> str:
    return ", ".join(filter(None, (head.street, head.place)))


def _arranged(appointment: Appointment, head: Letterhead, *, off: bool) -> Event:
    """As it stands in mails: with who arranges it."""
    event = event_of(appointment, changed_at=timezone.now(), place=place_of(appointment, head), off=off)
    event.add("organizer", _address(organiser_of(head)))
    return event


def _local(at: datetime) -> datetime:
    return timezone.localtime(at, timezone.get_default_timezone())


def _address(address: Address) -> vCalAddress:
    made = vCalAddress(f"mailto:{address.mail}")
    made.params["cn"] = vText(address.name)
    return made


@cache
def _berlin() -> Component:
    return Component.from_ical(BERLIN)
