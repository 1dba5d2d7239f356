"""The page for registering: at most twelve fields, and a look at who is known already before a second file is made."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.fields import Birth, BirthField
from perspektiv.records.people.forms import ParticipantForm
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

Browser = Callable[[User], Client]
TYPED = {"given_name": "Dilan", "family_name": "Distel", "birth": "5.3.1990", "language": "de"}


def test_twelve_fields_at_most() -> None:
    assert len(ParticipantForm().fields) <= 12


def test_a_person_is_registered_in_one_step(personas: Personas, as_user: Browser) -> None:
    answer = as_user(personas.toni).post("/personen/neu/", {**TYPED, "id": str(uuid4())})
    person = Participant.objects.get()
    assert answer.headers["Location"] == f"/personen/{person.pk}/zugang/"  # the way in comes next
    assert person.birth_date == date(1990, 3, 5)


def test_sent_twice_made_once(personas: Personas, as_user: Browser) -> None:
    client, id = as_user(personas.toni), str(uuid4())
    answers = [client.post("/personen/neu/", {**TYPED, "id": id}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Participant.objects.count() == 1


def test_who_may_be_the_same_is_asked_first(personas: Personas, as_user: Browser) -> None:
    known = register(by=personas.toni, centre=personas.centre, given_name="Dylan", family_name="Distel")
    client = as_user(personas.toni)
    asked = client.post("/personen/neu/", {**TYPED, "id": str(uuid4())})
    assert f'href="/personen/{known.pk}/"' in asked.text
    assert Participant.objects.count() == 1
    client.post("/personen/neu/", {**TYPED, "id": str(uuid4()), "someone_else": "1"})
    assert Participant.objects.count() == 2


def test_candidates_appear_while_typing(personas: Personas, as_user: Browser) -> None:
    known = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    client = as_user(personas.toni)
    assert f"/personen/{known.pk}/" in client.post("/personen/aehnliche/", TYPED).text
    assert client.post("/personen/aehnliche/", {"given_name": "Di"}).text.strip() == ""


def test_half_typed_dates_break_nothing(personas: Personas, as_user: Browser) -> None:
    known = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    answer = as_user(personas.toni).post("/personen/aehnliche/", {**TYPED, "birth": "31.0"})
    assert f"/personen/{known.pk}/" in answer.text


def test_nothing_typed_is_lost_to_a_mistake(personas: Personas, as_user: Browser) -> None:
    answer = as_user(personas.toni).post("/personen/neu/", {**TYPED, "birth": "31.02.1990", "phone": "02331 4711"})
    assert "02331 4711" in answer.text and "31.02.1990" in answer.text
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("5.3.1990", Birth(date(1990, 3, 5), 1990)),
        ("05.03.90", Birth(date(1990, 3, 5), 1990)),
        ("5. 3. 1990", Birth(date(1990, 3, 5), 1990)),
        ("5/3/1990", Birth(date(1990, 3, 5), 1990)),
        ("05031990", Birth(date(1990, 3, 5), 1990)),
        ("5 Mar 1990", Birth(date(1990, 3, 5), 1990)),
        ("5. march 1990", Birth(date(1990, 3, 5), 1990)),
        ("1990-03-05", Birth(date(1990, 3, 5), 1990)),
        ("1990", Birth(year=1990)),
        ("", Birth()),
    ],
)
def test_days_as_people_type_them(typed: str, born: Birth) -> None:
    assert BirthField(required=False).clean(typed) == born


@pytest.mark.parametrize("typed", ["31.02.1990", "1066", "heute", "1.13.1990", "5.3.2999", "1.1"])
def test_days_that_cannot_be(typed: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        BirthField(required=False).clean(typed)
