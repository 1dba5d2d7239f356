"""Appointments: lists, booking, one appointment, attendance, rooms, the part of the file."""

from datetime import date, timedelta

from django.utils import timezone

from perspektiv.records.appointments.models import ClosingDate, ClosingDay
from tests.matrix.page import NOBODY, Page
from tests.matrix.side import Side

STAFF = "toni jule merle birte fremd"
COUNSEL = "jule merle fremd"


def appointment(side: Side) -> dict[str, object]:
    return {"id": side.appointment.id}


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def participation(side: Side) -> dict[str, object]:
    return {"id": side.participation.id}


def closing_day(side: Side) -> dict[str, object]:
    day = date(2026, 12, 24)
    return {"id": ClosingDay.objects.create(centre=side.centre, starts_on=day, ends_on=day, name="Heiligabend").id}


def asked_for(side: Side) -> dict[str, object]:
    """The address names nobody; what is sent does."""
    participation(side)
    return {}


def of_participation(side: Side) -> dict[str, object]:
    return {"person": side.person.id, "of": side.participation.id}


def closing_date(side: Side) -> dict[str, object]:
    at = timezone.now() + timedelta(days=7)
    date = ClosingDate.objects.create(
        centre=side.centre,
        participation=side.participation,
        participant=side.person,
        counsellor=side.counsellor,
        starts_at=at,
        expires_at=at,
    )
    return {"id": date.id}


def those(side: Side) -> dict[str, object]:
    return {"appointment": f"{side.appointment.pk}.1", "status": "excused"}


PAGES = [
    Page("appointments:several", "POST", by="toni birte jule", data=those),
    Page("appointments:day", "GET", by=STAFF),
    Page("appointments:week", "GET", by=STAFF),
    Page("appointments:print", "GET", kwargs={"day": "2026-01-05"}, by=STAFF),
    Page("appointments:print_week", "GET", kwargs={"day": "2026-01-05"}, by=STAFF),
    Page("appointments:book", "GET POST", by=STAFF),
    Page("appointments:times", "GET", of=asked_for, by="toni jule birte", data=of_participation),
    Page("appointments:check", "GET", of=asked_for, by="toni jule birte", data=of_participation),
    Page("appointments:series", "GET POST", of=asked_for, by="toni jule birte", data=of_participation),
    Page("appointments:absence", "GET POST", by=STAFF),
    Page("appointments:offers", "GET POST", by=STAFF),
    Page("appointments:undo_offers", "POST", kwargs={"action": "6f1d7a52-0c0f-4c1d-9a53-6a8f3a1b2c3d"}, by=STAFF),
    Page("appointments:closing_dates", "GET POST", of=participation, by="toni jule birte"),
    Page("appointments:withdraw_dates", "POST", of=participation, by="toni jule birte"),
    Page("appointments:book_date", "POST", of=closing_date, by="toni jule birte"),
    Page("appointments:note_answer", "POST", of=closing_date, data={"answer": "jobcoach:yes"}, by="toni jule birte"),
    Page("appointments:feed", "GET", kwargs={"token": "made-up"}, by=NOBODY),
    Page("appointments:feeds", "GET POST", by=COUNSEL),
    Page("appointments:undo", "POST", kwargs={"action": "6f1d7a52-0c0f-4c1d-9a53-6a8f3a1b2c3d"}, by=STAFF),
    Page("appointments:show", "GET", of=appointment, by="toni jule birte"),
    Page("appointments:move", "GET POST", of=appointment, by="toni jule birte"),
    Page("appointments:check_move", "GET", of=appointment, by="toni jule birte"),
    Page("appointments:cancel", "POST", of=appointment, by="toni jule birte"),
    Page("appointments:reassign", "POST", of=appointment, by="toni jule birte"),
    Page("appointments:attendance", "GET", by=STAFF),
    Page("appointments:all_held", "POST", by=STAFF),
    Page("appointments:mark", "POST", of=appointment, by="toni jule birte"),
    Page("appointments:of_person", "GET", of=person, by="toni jule birte"),
    Page("appointments:certificate", "GET", of=participation, by="toni jule birte"),
    Page("appointments:rooms", "GET POST", by="birte hanne fremd"),
    Page("appointments:opening", "GET POST", by="birte hanne fremd"),
    Page("appointments:drop_closing", "POST", of=closing_day, by="birte hanne"),
]
