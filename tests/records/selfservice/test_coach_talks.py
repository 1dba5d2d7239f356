"""A jobcoach sees a closing talk that is booked: says that they come, cancels it in time, or asks for another time."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.records.appointments.actions.bookings import book as book_appointment
from perspektiv.records.appointments.actions.closing_dates import answer, propose
from perspektiv.records.appointments.actions.plans import cancel, move
from perspektiv.records.appointments.models import Appointment, ClosingDate, Status
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.cases.models import Participation
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.models import Jobcoach
from tests.records.appointments.office import Office, at
from tests.records.selfservice.test_coach import Coach, fee, running
from tests.records.selfservice.test_not_coming import news_of

__all__ = ["fee", "running"]


def booked_at(office: Office, running: Participation, days_ahead: int) -> Appointment:
    return book_appointment(
        by=office.personas.toni,
        of=running,
        starts_at=at(10, days_ahead=days_ahead),
        counsellor=running.counsellor,
        room=None,
        kind=Appointment.Kind.CLOSING_TALK,
        place=Appointment.Place.PHONE,
    )


@pytest.fixture
def talk(office: Office, running: Participation) -> Appointment:
    """By hand, after a telephone call."""
    return booked_at(office, running, 7)


def test_it_stands_on_the_page_without_another_search(fee: Coach, talk: Appointment, running: Participation) -> None:
    page = fee.look().content.decode()
    assert "Abschlussgespräch von D. D." in page and "10:00" in page
    assert "Abschlussgespräch vorschlagen" not in page
    assert "Distel" not in page


def test_one_tap_says_that_they_come(fee: Coach, talk: Appointment) -> None:
    for _ in range(2):
        assert fee.send(f"gespraech/{talk.pk}/kommen/").status_code == 303
    assert "Sie kommen" in fee.look().content.decode()
    assert ClosingDate.objects.get().jobcoach_says == "yes"


def test_moved_it_is_open_again(fee: Coach, talk: Appointment, office: Office) -> None:
    fee.send(f"gespraech/{talk.pk}/kommen/")
    talk.refresh_from_db()
    move(by=office.personas.toni, appointment=talk, version=talk.version, starts_at=at(15), room=None)
    assert "Sie kommen" not in fee.look().content.decode()


def test_it_is_cancelled_in_time_and_all_are_told(fee: Coach, talk: Appointment) -> None:
    assert "Gespräch absagen" in fee.look(f"gespraech/{talk.pk}/absagen/").content.decode()
    for _ in range(2):
        assert fee.send(f"gespraech/{talk.pk}/absagen/").status_code == 303
    talk.refresh_from_db()
    assert talk.status == Status.CANCELLED_BY_JOBCOACH
    assert Message.objects.filter(purpose=Purpose.CANCELLED).exists()
    assert "Abschlussgespräch vorschlagen" in fee.look().content.decode()


def test_the_centre_learns_of_it_until_another_talk_is_booked(
    fee: Coach, talk: Appointment, office: Office, running: Participation
) -> None:
    who = office.personas
    fee.send(f"gespraech/{talk.pk}/absagen/")
    for user in (who.jule, who.toni, who.birte):
        assert "Jobcoach hat 1 Abschlussgespräch abgesagt: Dilan Distel" in news_of(user)
    office.booked(at(14), running)
    assert "abgesagt" in news_of(who.toni), "a talk of counselling is no closing talk"
    booked_at(office, running, 8)
    assert "abgesagt" not in news_of(who.toni)


def test_what_staff_cancels_for_the_jobcoach_is_no_news(talk: Appointment, office: Office) -> None:
    cancel(
        by=office.personas.toni, appointment=talk, version=talk.version, status=Status.CANCELLED_BY_JOBCOACH, tell=False
    )
    assert "abgesagt" not in news_of(office.personas.jule)


def test_too_late_the_page_says_to_call(fee: Coach, office: Office, running: Participation) -> None:
    """Cancelling ends the day before."""
    talk = booked_at(office, running, 7)
    Appointment.objects.filter(pk=talk.pk).update(starts_at=_soon(), ends_at=_soon(75))
    assert "rufen Sie" in fee.look(f"gespraech/{talk.pk}/absagen/").content.decode()
    assert fee.send(f"gespraech/{talk.pk}/absagen/").status_code == 409
    talk.refresh_from_db()
    assert talk.status == Status.PLANNED


def test_another_time_moves_it_once_the_person_agrees(fee: Coach, talk: Appointment, running: Participation) -> None:
    time = fee.look(f"abschluss/{running.pk}/zeit/").content.decode().split('name="at" value="')[1].split('"')[0]
    fee.send(f"abschluss/{running.pk}/zeit/", at=time, id=uuid4())
    talk.refresh_from_db()
    assert talk.starts_at == at(10)  # it stands until then
    answer(by=running.jobcoach, closing_date=ClosingDate.objects.get(), who="participant", says="yes")  # type: ignore[arg-type]
    moved = Appointment.objects.get()
    assert (moved.pk, key_of(moved.starts_at)) == (talk.pk, time)


def test_who_says_yes_last_reads_that_it_is_booked(fee: Coach, office: Office, running: Participation) -> None:
    (date,) = propose(
        by=office.personas.toni, participation=running, times=[at(10, days_ahead=5)], counsellor=office.personas.jule
    )
    answer(by=office.personas.toni, closing_date=date, who="participant", says="yes")
    page = fee.browser.get(fee.send(f"abschluss/{date.pk}/", says="yes")["Location"]).content.decode()
    assert "Das Gespräch ist gebucht" in page
    assert Appointment.objects.get().confirmed


def test_without_one_the_page_is_called_for_what_it_does(fee: Coach, office: Office, running: Participation) -> None:
    address, title = f"abschluss/{running.pk}/zeit/", "<h1>Abschlussgespräch vorschlagen</h1>"
    assert title in fee.look(address).content.decode()
    booked_at(office, running, 7)
    assert "<h1>Andere Zeit vorschlagen</h1>" in fee.look(address).content.decode()


def test_anothers_talk_is_not_there(fee: Coach, office: Office, talk: Appointment) -> None:
    pirol = Jobcoach.objects.create(centre=office.centre, family_name="Pirol")
    Participation.objects.update(jobcoach=pirol)
    assert fee.send(f"gespraech/{talk.pk}/kommen/").status_code == 404
    assert fee.look(f"gespraech/{talk.pk}/absagen/").status_code == 404


def _soon(minutes: int = 0) -> datetime:
    return timezone.now() + timedelta(minutes=30 + minutes)
