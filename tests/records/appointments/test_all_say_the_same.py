"""A thousand appointments through two years: calendar file, mail, letter and screen say the same time and place."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.appointments.calendar_files import invitation
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.notices import fields_of
from perspektiv.records.letters.contents import content_for
from tests.records.appointments.office import Office
from tests.records.appointments.reading_calendars import read

pytestmark = pytest.mark.django_db
MANY = 1000
BERLIN = ZoneInfo("Europe/Berlin")


def made(office: Office) -> list[Appointment]:
    """One every seventeen and a half hours, whatever the clocks do; in rooms by turns."""
    of, rooms = office.participation(), cycle(office.rooms)
    of.started_on = of.started_on.replace(year=2020)
    of.save()
    first = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
    starts = (first + timedelta(hours=17, minutes=30) * n for n in range(MANY))
    return Appointment.objects.bulk_create(
        Appointment(
            centre=office.centre,
            participant=of.participant,
            participation=of,
            counsellor=office.personas.jule,
            room=next(rooms),
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
        )
        for at in starts
    )


def test_a_thousand_appointments_are_the_same_everywhere(office: Office, as_user: Callable[[User], Client]) -> None:
    appointments, differing = made(office), []
    person = appointments[0].participant
    page = as_user(office.personas.toni).get(f"/personen/{person.pk}/termine/").content.decode()
    shown = set(re.findall(r'<time datetime="([^"]+)"', page))
    for one in appointments:
        here = one.starts_at.astimezone(BERLIN)  # by the standard library, not by our own ways
        clock, day = f"{here:%H:%M}", format_date(here.date(), "d. MMMM y", locale="de")
        (event,) = read(invitation(one, "REQUEST"))
        fields = {**fields_of(one, "de"), "link": ""}
        texts = [
            content_for(person, centre=office.centre, purpose="invitation", channel=channel, fields=fields)["body"]
            for channel in ("mail", "letter")
        ]
        same = (
            event.start == one.starts_at
            and event.end == one.ends_at
            and event.place.startswith(str(one.room))
            and all(clock in text and day in text.replace("\xa0", " ") and str(one.room) in text for text in texts)
            and here.isoformat() in shown
        )
        if not same:
            differing.append((one.starts_at, texts[0]))
    assert not differing[:2], f"{len(differing)} of {MANY} differ"
