"""What stands despite an absence is shown, and whoever lost an appointment by one is found again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from perspektiv.records.access.actions.accounts import close_account
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.absences import be_absent
from perspektiv.records.appointments.actions.plans import cancel_day
from perspektiv.records.appointments.despite_absence import standing_despite_absence, to_book_anew
from perspektiv.records.appointments.models import Absence, Appointment, Status
from perspektiv.records.cases.models import Participation
from perspektiv.records.desk.todos import todos_of
from tests.records.appointments.office import Office, at, workday

AsUser = Callable[[User], Client]


def absent(office: Office) -> Absence:
    return be_absent(
        by=office.personas.toni, centre=office.centre, counsellor=office.personas.jule, day=workday(), action=uuid4()
    )


def ill(office: Office) -> None:
    jule = office.personas.jule
    cancel_day(by=office.personas.toni, centre=office.centre, counsellor=jule, day=workday(), action=uuid4())


def titles(user: User) -> str:
    return "; ".join(f"{todo.title}: {todo.detail} {todo.address}" for todo in todos_of(user, timezone.localdate()))


def test_what_stands_despite_an_absence_is_a_task_until_it_is_solved(office: Office) -> None:
    booked, toni = office.booked(at(10)), office.personas.toni
    assert not standing_despite_absence(toni) and "Abwesenheit" not in titles(toni)
    absence = absent(office)
    assert standing_despite_absence(toni) == [booked]
    where = f"/termine/ausfall/?day={workday()}&counsellor={office.personas.jule.id}"
    assert "1 Termin trotz Abwesenheit: Jule Lerche (" in titles(toni) and where in titles(toni)
    assert "1 Termin trotz Abwesenheit" in titles(office.personas.jule), "whose own appointment it is"
    Absence.objects.filter(pk=absence.pk).update(withdrawn_at=timezone.now())
    assert not standing_despite_absence(toni)


def test_the_lead_is_told_once_of_what_somebody_absent_who_has_left_had_ahead(office: Office) -> None:
    office.booked(at(10))
    absent(office)
    assert "1 Termin trotz Abwesenheit" in titles(office.personas.birte)
    close_account(by=office.personas.ada, user=office.personas.jule, centre=office.centre)
    assert "1 bevorstehender Termin" in titles(office.personas.birte)
    assert "trotz Abwesenheit" not in titles(office.personas.birte)
    assert "1 Termin trotz Abwesenheit" in titles(office.personas.toni), "who does not see what else was left"


def test_other_days_and_other_counsellors_are_not_concerned(office: Office) -> None:
    office.booked(at(10, days_ahead=14))
    office.booked(at(10), office.participation("Alma Ahorn", counsellor=office.personas.merle))
    absent(office)
    assert not standing_despite_absence(office.personas.toni)


def test_the_calendar_says_it_above_the_day_and_the_week(office: Office, as_user: AsUser) -> None:
    client, day = as_user(office.personas.toni), {"day": workday().isoformat()}
    absent(office)
    for page in ("/termine/", "/termine/woche/"):
        assert "hat aber noch" not in client.get(page, day).content.decode()
    office.booked(at(10))
    for page in ("/termine/", "/termine/woche/"):
        text = client.get(page, day).content.decode()
        assert "Jule Lerche ist am" in text and "hat aber noch 1 Termin." in text
        assert f"/termine/ausfall/?day={workday()}&amp;counsellor={office.personas.jule.id}" in text


def test_whoever_was_cancelled_is_found_again_until_a_new_date_is_booked(office: Office, as_user: AsUser) -> None:
    of, toni = office.participation(), office.personas.toni
    office.booked(at(10), of)
    ill(office)
    assert "1 Termin nach Ausfall neu zu vereinbaren: Dilan Distel" in titles(toni)
    where = {"day": workday().isoformat(), "counsellor": str(office.personas.jule.id)}
    page = as_user(toni).get("/termine/ausfall/", where).content.decode()
    assert "1 Termin wurde abgesagt" in page and f"/termine/neu/?person={of.participant_id}" in page
    office.booked(at(10, days_ahead=14), of)
    assert not to_book_anew(toni)
    page = as_user(toni).get("/termine/ausfall/", where).content.decode()
    assert "neu: " in page and f"/termine/neu/?person={of.participant_id}" not in page


def test_what_was_booked_before_counts_as_no_new_date_but_an_end_or_two_weeks_do(office: Office) -> None:
    of, toni = office.participation(), office.personas.toni
    lost = office.booked(at(10), of)
    office.booked(at(10, days_ahead=14), of)
    ill(office)
    assert to_book_anew(toni) == [lost]
    Participation.objects.filter(pk=of.pk).update(ended_on=timezone.localdate() - timedelta(days=1), ending="regular")
    assert not to_book_anew(toni)
    Participation.objects.filter(pk=of.pk).update(ended_on=None, ending="")
    past = timezone.now() - timedelta(days=15)
    Appointment.objects.filter(pk=lost.pk).update(starts_at=past, ends_at=past + timedelta(minutes=75))
    assert not to_book_anew(toni)


def test_what_was_cancelled_otherwise_is_no_matter_of_an_absence(office: Office) -> None:
    lost = office.booked(at(10))
    Appointment.objects.filter(pk=lost.pk).update(status=Status.CANCELLED_BY_CENTRE)
    assert not to_book_anew(office.personas.toni)
