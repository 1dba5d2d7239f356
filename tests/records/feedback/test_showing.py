"""The code on the counsellor's screen: one click, one invitation a talk, nobody's name, no token in an address."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.feedback.actions.invitations import OPEN_FOR, of_code, of_token, paper_code_for, token_for
from perspektiv.records.feedback.models import Instrument, Invitation, Response
from tests.records.appointments.office import Office, at
from tests.records.feedback.inviting import asked, questionnaire
from tests.records.selfservice.form_visiting import Guest

AsUser = Callable[[User], Client]


@pytest.fixture
def jule(office: Office, as_user: AsUser) -> Client:
    return as_user(office.personas.jule)


@pytest.fixture
def talk(office: Office) -> Appointment:
    """One that ended just now."""
    questionnaire(office)
    talk = office.booked(at(9))
    start = timezone.now() - timedelta(hours=1)
    Appointment.objects.filter(pk=talk.pk).update(
        starts_at=start, ends_at=start + timedelta(minutes=50), status=Status.HELD
    )
    talk.refresh_from_db()
    return talk


def shown(client: Client, address: str) -> str:
    """The key in the address on the page."""
    page = client.post(address)
    assert page.status_code == 200, page.content.decode()
    return str(page.context["address"]).rstrip("/").rsplit("/", 1)[1]


def test_one_click_shows_the_code_of_the_talk(office: Office, jule: Client, talk: Appointment) -> None:
    key = shown(jule, f"/termine/{talk.pk}/rueckmeldung/")
    invitation = Invitation.objects.get()
    assert of_token(key) == invitation
    assert (invitation.appointment, invitation.participation) == (talk, talk.participation)
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", key)  # short enough to be typed


def test_the_person_answers_by_it(jule: Client, talk: Appointment) -> None:
    guest = Guest(Invitation(), shown(jule, f"/termine/{talk.pk}/rueckmeldung/"))
    guest.invitation = Invitation.objects.get()
    assert guest.look().status_code == 200
    assert guest.answers(heard=9).status_code == 303
    assert "Vielen Dank" in guest.look().content.decode()
    assert Response.objects.get().invitation == guest.invitation


def test_the_screen_names_nobody(jule: Client, talk: Appointment) -> None:
    page = jule.post(f"/termine/{talk.pk}/rueckmeldung/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert talk.participant.family_name not in page and talk.participant.given_name not in page
    assert main.count("data:image/svg") == 1


def test_shown_again_it_is_the_same_invitation_by_another_key(jule: Client, talk: Appointment) -> None:
    first, second = (shown(jule, f"/termine/{talk.pk}/rueckmeldung/") for _ in range(2))
    assert first != second and of_token(second) == Invitation.objects.get()


def test_who_has_the_code_of_before_open_gets_in_for_two_days_more(
    jule: Client, talk: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown a second time, somebody may have scanned the first and load the page anew."""
    first, second = (shown(jule, f"/termine/{talk.pk}/rueckmeldung/") for _ in range(2))
    guest = Guest(Invitation.objects.get(), first)
    assert guest.look().status_code == 200
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + OPEN_FOR - timedelta(minutes=1))
    assert guest.look().status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: now + OPEN_FOR + timedelta(minutes=1))
    assert guest.look().status_code == 410
    assert of_token(second) == guest.invitation


def test_they_send_and_are_thanked_where_they_are(jule: Client, talk: Appointment) -> None:
    first, _second = (shown(jule, f"/termine/{talk.pk}/rueckmeldung/") for _ in range(2))
    guest = Guest(Invitation.objects.get(), first)
    assert guest.answers(heard=9).status_code == 303
    assert "Vielen Dank" in guest.look().content.decode()


def test_only_the_last_two_codes_lead_anywhere(jule: Client, talk: Appointment) -> None:
    first, second, third = (shown(jule, f"/termine/{talk.pk}/rueckmeldung/") for _ in range(3))
    assert of_token(first) is None
    assert of_token(second) == of_token(third) == Invitation.objects.get()


def test_the_code_of_before_enters_no_sheet(jule: Client, talk: Appointment) -> None:
    for key in [shown(jule, f"/termine/{talk.pk}/rueckmeldung/") for _ in range(2)]:
        assert of_code(key) is None


def test_a_sheet_on_paper_stays_good(office: Office, jule: Client, talk: Appointment) -> None:
    invitation = asked(office, of=talk.participation, appointment=talk)
    code = paper_code_for(invitation)
    key = shown(jule, f"/termine/{talk.pk}/rueckmeldung/")
    assert of_token(key) == of_token(code) == invitation


def test_the_link_in_a_message_stays_good_however_often_it_is_shown(
    jule: Client, talk: Appointment, office: Office
) -> None:
    invitation = asked(office, of=talk.participation, appointment=talk)
    token = token_for(invitation)
    code = paper_code_for(invitation)
    keys = [shown(jule, f"/termine/{talk.pk}/rueckmeldung/") for _ in range(2)]
    assert of_token(token) == of_token(code) == of_token(keys[-1]) == invitation


def test_looking_makes_nothing(jule: Client, talk: Appointment) -> None:
    assert jule.get(f"/termine/{talk.pk}/rueckmeldung/").status_code == 200
    assert not Invitation.objects.exists()


def test_from_the_file_it_is_about_the_last_talk(jule: Client, talk: Appointment) -> None:
    shown(jule, f"/personen/{talk.participant_id}/rueckmeldung/")
    assert Invitation.objects.get().appointment == talk


def test_without_a_talk_there_is_nothing_to_ask(office: Office, jule: Client) -> None:
    questionnaire(office)
    answer = jule.post(f"/personen/{office.participation().participant_id}/rueckmeldung/")
    assert answer.status_code == 409 and "kein Gespräch" in answer.content.decode()


@pytest.mark.parametrize("status", [Status.NO_SHOW, Status.EXCUSED, Status.CANCELLED_BY_CENTRE])
def test_nobody_is_asked_about_a_talk_that_was_none(jule: Client, talk: Appointment, status: str) -> None:
    Appointment.objects.filter(pk=talk.pk).update(status=status)
    assert jule.post(f"/termine/{talk.pk}/rueckmeldung/").status_code == 409
    assert not Invitation.objects.exists()


def test_nor_about_one_to_come(office: Office, jule: Client) -> None:
    questionnaire(office)
    assert jule.post(f"/termine/{office.booked(at(9)).pk}/rueckmeldung/").status_code == 409


def test_an_answered_talk_is_not_asked_about_again(jule: Client, talk: Appointment) -> None:
    guest = Guest(Invitation(), shown(jule, f"/termine/{talk.pk}/rueckmeldung/"))
    guest.invitation = Invitation.objects.get()
    guest.answers(heard=9)
    again = jule.post(f"/termine/{talk.pk}/rueckmeldung/")
    assert again.status_code == 409 and "schon ausgefüllt" in again.content.decode()


def test_without_a_questionnaire_it_is_said(office: Office, jule: Client, talk: Appointment) -> None:
    Instrument.objects.update(retired_at=timezone.now())
    answer = jule.post(f"/termine/{talk.pk}/rueckmeldung/")
    assert answer.status_code == 409 and "keinen veröffentlichten Fragebogen" in answer.content.decode()
