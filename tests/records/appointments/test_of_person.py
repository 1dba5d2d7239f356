"""A participant's appointments in the file, the certificate, and what other pages ask."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pdfplumber
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.agenda import (
    beads_of,
    count_undecided,
    next_of,
    today_of,
    undecided_for,
    week_tally,
)
from perspektiv.records.appointments.models import Appointment, Status
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]


def test_the_file_shows_coming_open_and_past_with_their_states(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    office.booked(at(10), of)
    missed = office.booked(at(10, days_ahead=-9), of)
    office.booked(at(10, days_ahead=-4), of)
    mark(by=office.personas.jule, appointment=missed, version=1, status=Status.NO_SHOW)
    page = as_user(office.personas.toni).get(f"/personen/{of.participant_id}/termine/").content.decode()
    assert "Noch offen: Was war?" in page and "nicht erschienen" in page and "Verschieben" in page
    row = TrailRow.objects.get(what="file_appointments.read")
    assert row.person == of.participant_id


def test_what_is_called_off_and_lies_ahead_is_not_shown_as_past(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    cancel(by=office.personas.jule, appointment=office.booked(at(10), of), version=1, status=Status.EXCUSED)
    address = f"/personen/{of.participant_id}/termine/"
    page = as_user(office.personas.toni).get(address).content.decode()
    assert "Abgesagt, noch nicht vorbei" in page and "Bisher" not in page
    Appointment.objects.update(starts_at=at(10, days_ahead=-9), ends_at=at(11, days_ahead=-9))
    page = as_user(office.personas.toni).get(address).content.decode()
    assert "Abgesagt, noch nicht vorbei" not in page and "Bisher" in page


def test_the_certificate_counts_what_was_held(office: Office, as_user: AsUser) -> None:
    of = office.participation()
    for n in range(3):
        held = office.booked(at(10, days_ahead=-9 - 7 * n), of)
        mark(by=office.personas.jule, appointment=held, version=1, status=Status.HELD)
    missed = office.booked(at(15, days_ahead=-9), of)
    mark(by=office.personas.jule, appointment=missed, version=1, status=Status.NO_SHOW)
    coming = office.booked(at(10), of)
    Appointment.objects.filter(pk=coming.pk).update(status=Status.HELD)  # as nobody can mark it
    answer = as_user(office.personas.toni).get(f"/termine/bescheinigung/{of.id}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    with pdfplumber.open(BytesIO(answer.content)) as pdf:
        text = (pdf.pages[0].extract_text() or "").replace("\xa0", " ")
    assert "3 Beratungseinheiten" in text and "3 Stunden und 45 Minuten" in text and "Dilan Distel" in text


def test_what_other_pages_ask(office: Office) -> None:
    of, jule = office.participation(), office.personas.jule
    past = office.booked(at(10, days_ahead=-9), of)
    coming = office.booked(at(10), of)
    office.booked(timezone.now() - timedelta(minutes=10), office.participation("Alma Ahorn"))
    cancelled = office.booked(at(15), of)
    cancel(by=office.personas.toni, appointment=cancelled, version=1, status=Status.EXCUSED)

    next_one = next_of(of.participant)
    assert next_one is not None and next_one.id == coming.id
    assert [bead.id for bead in beads_of(of.participant)] == [past.id, coming.id, cancelled.id]
    assert [entry.id for entry in undecided_for(jule)] == [past.id]
    assert (count_undecided(jule), count_undecided(office.personas.merle)) == (1, 0)
    assert [entry.name for entry in today_of(jule, own=True)] == ["Alma Ahorn"]
    assert today_of(office.personas.merle) == []
    week = week_tally(jule, day=workday())
    assert (week.planned >= 1, week.excused, week.due) == (True, 1, 0)
    today = week_tally(jule)
    assert today.overdue >= (1 if past.starts_at.isocalendar()[:2] == timezone.now().isocalendar()[:2] else 0)
    assert today.ahead == today.planned - today.overdue
