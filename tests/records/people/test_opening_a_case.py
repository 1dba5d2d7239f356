"""The page on which the lead opens another's case."""

from collections.abc import Callable

import pytest
from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.people.actions.cares import open_care
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Care, Participant
from tests.records.personas import Personas

Browser = Callable[[User], Client]


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    person = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    open_care(by=personas.birte, participant=person, user=personas.jule)
    return person


def test_says_who_reads_there_and_who_will_be_told(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    assert "Jule Lerche" in as_user(personas.birte).get(f"/personen/{dilan.pk}/oeffnen/").text


def test_opens_with_a_reason(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    answer = as_user(personas.birte).post(f"/personen/{dilan.pk}/oeffnen/", {"reason": "Krisenanruf am Abend"})
    assert answer.headers["Location"] == f"/personen/{dilan.pk}/"
    assert Care.objects.filter(kind=Care.Kind.BREAK_GLASS, user=personas.birte).count() == 1
    assert "<form method" not in as_user(personas.birte).get(f"/personen/{dilan.pk}/oeffnen/").text.split("<main")[1]


def test_keeps_a_reason_that_is_too_short(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    answer = as_user(personas.birte).post(f"/personen/{dilan.pk}/oeffnen/", {"reason": "eilig"})
    assert ">\neilig</textarea>" in answer.text
    assert not Care.objects.filter(kind=Care.Kind.BREAK_GLASS).exists()
