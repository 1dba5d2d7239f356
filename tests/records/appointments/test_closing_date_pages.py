"""The pages of a date for three: found and proposed in two clicks, answers noted, and seen where it is needed."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.closing_dates import answer
from perspektiv.records.appointments.models import Appointment, ClosingDate
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.cases.models import Participation
from tests.records.appointments.office import Office, at
from tests.records.appointments.test_closing_dates import proposed

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def running(office: Office) -> Participation:
    running = office.participation()
    running.jobcoach = office.personas.wachtel
    running.save()
    return running


def address(running: Participation) -> str:
    return f"/termine/zu-dritt/{running.pk}/"


def test_three_times_are_ticked_and_go_to_both(office: Office, running: Participation, as_user: AsUser) -> None:
    client = as_user(office.personas.toni)
    page = client.get(address(running)).content.decode()
    assert page.count('name="at"') == 9 and page.count("checked") == 3
    form = {"at": [key_of(at(10)), key_of(at(15))], "id": uuid4(), "wished": ["1pm"], "searched": "1"}
    answered = client.post(address(running), form, follow=True).content.decode()
    assert "2 Zeiten beiden vorgeschlagen." in answered and "Antworten stehen aus" in answered
    assert ClosingDate.objects.open().count() == 2


def test_half_days_of_the_jobcoach_narrow_the_search(office: Office, running: Participation, as_user: AsUser) -> None:
    page = as_user(office.personas.toni).get(f"{address(running)}?searched=1&wished=1pm").content.decode()
    assert "Di " in page and "Mo " not in page.split("Bis zu drei")[1].split("</fieldset>")[0]


def test_answers_by_telephone_are_noted_and_book(office: Office, running: Participation, as_user: AsUser) -> None:
    client, date = as_user(office.personas.toni), proposed(office, running)[0]
    for said in ("participant:yes", "jobcoach:yes"):
        page = client.post(f"/termine/zu-dritt/zeit/{date.pk}/antwort/", {"answer": said}, follow=True)
    assert "Beide können" in page.content.decode()
    assert Appointment.objects.get().kind == "closing_talk"
    assert client.post(f"/termine/zu-dritt/zeit/{date.pk}/antwort/", {"answer": "x"}).status_code == 404


def test_one_click_books_after_a_call(office: Office, running: Participation, as_user: AsUser) -> None:
    date = proposed(office, running)[0]
    as_user(office.personas.toni).post(f"/termine/zu-dritt/zeit/{date.pk}/buchen/")
    assert Appointment.objects.get().starts_at == date.starts_at


def test_without_a_jobcoach_it_says_what_is_missing(office: Office, as_user: AsUser) -> None:
    page = as_user(office.personas.toni).get(address(office.participation("Alma Ahorn")))
    assert "kein Jobcoach bekannt" in page.content.decode()


def test_today_says_what_waits_and_what_is_stuck(office: Office, running: Participation, as_user: AsUser) -> None:
    client, dates = as_user(office.personas.toni), proposed(office, running)
    assert "1 Termin zu dritt wartet auf Antworten" in client.get("/").content.decode()
    for date in dates:
        answer(by=office.personas.wachtel, closing_date=date, who="jobcoach", says="no")
    assert "1 Abschlussgespräch braucht andere Zeiten" in client.get("/").content.decode()


def test_the_closing_tab_shows_it(office: Office, running: Participation, as_user: AsUser) -> None:
    client = as_user(office.personas.jule)
    closing = f"/personen/{running.participant_id}/abschluss/"
    assert "Termin finden" in client.get(closing).content.decode()
    proposed(office, running)
    page = client.get(closing).content.decode()
    assert page.count("noch keine Antwort") == 6


def test_new_times_are_not_ticked_while_others_wait_and_it_says_what_they_replace(
    office: Office, running: Participation, as_user: AsUser
) -> None:
    client = as_user(office.personas.toni)
    assert client.get(address(running)).content.decode().count('name="at"') > 3
    times = client.get(address(running)).content.decode().split("pv-times--three")[1].split("</fieldset>")[0]
    assert times.count(" checked") == 3
    dates = proposed(office, running)
    answer(by=office.personas.wachtel, closing_date=dates[0], who="jobcoach", says="yes")
    page = client.get(address(running)).content.decode()
    times = page.split("pv-times--three")[1].split("</fieldset>")[0]
    assert " checked" not in times
    assert "Neue Zeiten ersetzen die oben" in page and "hat schon jemand Ja gesagt" in page
    assert "Stattdessen diese Zeiten vorschlagen" in page
