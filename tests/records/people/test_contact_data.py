"""Contact data: seen by those who care or work at the desk, changed at the desk, never overwritten unseen."""

from collections.abc import Callable

import pytest
from django.test import Client

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.people.actions.cares import open_care
from perspektiv.records.people.actions.participants import ChangedMeanwhile, edit, register
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

Browser = Callable[[User], Client]
TYPED = {"given_name": "Dilan", "family_name": "Distel", "phone": "0176 111", "language": "uk", "gender": "unknown"}


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    return register(
        by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel", phone="02331 4711"
    )


def test_the_page_shows_it_and_leaves_a_row(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    answer = as_user(personas.toni).get(f"/personen/{dilan.pk}/kontakt/")
    assert "02331 4711" in answer.text
    assert TrailRow.objects.filter(what="contact.read", person=dilan.pk).count() == 1


def test_the_counsellor_sees_but_does_not_edit(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    open_care(by=personas.birte, participant=dilan, user=personas.jule)
    client = as_user(personas.jule)
    assert "bearbeiten" not in client.get(f"/personen/{dilan.pk}/kontakt/").text
    assert client.post(f"/personen/{dilan.pk}/kontakt/bearbeiten/", {**TYPED, "version": "1"}).status_code == 404


def test_changed_with_a_history(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    client = as_user(personas.toni)
    client.post(f"/personen/{dilan.pk}/kontakt/bearbeiten/", {**TYPED, "version": "1"})
    dilan.refresh_from_db()
    assert (dilan.phone, dilan.language, dilan.version) == ("0176 111", "uk", 2)
    assert "Toni Zeisig" in client.get(f"/personen/{dilan.pk}/kontakt/").text


def test_a_stale_form_shows_both_texts_and_overwrites_nothing(
    personas: Personas, dilan: Participant, as_user: Browser
) -> None:
    edit(by=personas.birte, participant=dilan, version=1, phone="0999 222")
    client = as_user(personas.toni)
    answer = client.post(f"/personen/{dilan.pk}/kontakt/bearbeiten/", {**TYPED, "version": "1"})
    assert answer.status_code == 409
    assert "0176 111" in answer.text and "0999 222" in answer.text and "Birte Reiher" in answer.text
    dilan.refresh_from_db()
    assert dilan.phone == "0999 222"
    client.post(f"/personen/{dilan.pk}/kontakt/bearbeiten/", {**TYPED, "version": "2"})  # the form it answered with
    dilan.refresh_from_db()
    assert dilan.phone == "0176 111"


def test_two_hundred_stale_edits_overwrite_nothing(personas: Personas, dilan: Participant) -> None:
    edit(by=personas.birte, participant=dilan, version=1, phone="0999 222")
    for number in range(200):
        with pytest.raises(ChangedMeanwhile) as refused:
            edit(by=personas.toni, participant=dilan, version=1, phone=str(number))
        assert refused.value.stored.phone == "0999 222"
    dilan.refresh_from_db()
    assert (dilan.phone, dilan.version) == ("0999 222", 2)


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 40])
def test_a_form_without_its_version_is_stale(
    personas: Personas, dilan: Participant, as_user: Browser, version: str
) -> None:
    answer = as_user(personas.toni).post(f"/personen/{dilan.pk}/kontakt/bearbeiten/", {**TYPED, "version": version})
    assert answer.status_code == 409


def test_an_imported_language_that_no_form_offers_stays(
    personas: Personas, dilan: Participant, as_user: Browser
) -> None:
    Participant.objects.filter(pk=dilan.pk).update(language="ku")
    typed = {**TYPED, "language": "ku", "version": "1"}
    assert as_user(personas.toni).post(f"/personen/{dilan.pk}/kontakt/bearbeiten/", typed).status_code == 302
    dilan.refresh_from_db()
    assert dilan.language == "ku"


def test_a_merged_file_is_changed_no_more(personas: Personas, dilan: Participant) -> None:
    other = register(by=personas.toni, centre=personas.centre, family_name="Klee")
    Participant.objects.filter(pk=dilan.pk).update(merged_into=other)
    with pytest.raises(Refused):
        edit(by=personas.toni, participant=dilan, version=1, phone="1")
