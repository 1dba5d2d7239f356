"""Registering a person: the next file number, once for each form sent, and found at once."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.people.actions.participants import edit, register
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas


def test_numbers_go_up_within_a_centre_and_year(personas: Personas) -> None:
    year = timezone.localdate().year
    for person, expected in [("Distel", "0001"), ("Mohn", "0002")]:
        made = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name=person)
        assert made.file_number == f"{year}-{expected}"
    other = register(by=personas.fremd, centre=personas.elsewhere, family_name="Klee")
    assert other.file_number == f"{year}-0001"


def test_numbers_pass_ten_thousand_and_overlook_foreign_ones(personas: Personas) -> None:
    year = timezone.localdate().year
    for number in (f"{year}-9999", f"{year}-10000", f"{year}-alt", f"{year - 1}-77777"):
        Participant.objects.create(centre=personas.centre, file_number=number)
    assert register(by=personas.toni, centre=personas.centre, family_name="Mohn").file_number == f"{year}-10001"


def test_a_form_sent_twice_makes_one_file(personas: Personas) -> None:
    id = uuid4()
    first = register(by=personas.toni, centre=personas.centre, family_name="Distel", id=id)
    again = register(by=personas.toni, centre=personas.centre, family_name="Distel", id=id)
    assert first.id == again.id == id
    assert Participant.objects.count() == 1
    assert TrailRow.objects.filter(what="people.registered", person=id).count() == 1


def test_an_id_of_another_centre_gives_nothing_away(personas: Personas) -> None:
    theirs = register(by=personas.fremd, centre=personas.elsewhere, family_name="Klee")
    with pytest.raises(Refused):
        register(by=personas.toni, centre=personas.centre, family_name="Klee", id=theirs.id)


def test_somebody_without_any_mark_is_refused(personas: Personas) -> None:
    with pytest.raises(Refused):
        register(by=personas.toni, centre=personas.centre, city="Musterstadt")
    assert not Participant.objects.exists()
    assert not TrailRow.objects.exists()


def test_what_is_stored_is_tidy(personas: Personas) -> None:
    made = register(
        by=personas.toni,
        centre=personas.centre,
        given_name=" Dilan ",
        family_name="Distel",
        customer_number="317 a 123456",
        birth_date=date(1990, 3, 5),
    )
    assert (made.given_name, made.customer_number, made.birth_year) == ("Dilan", "317A123456", 1990)
    assert f" {made.file_number[5:]} " in made.search_name
    assert " 317a123456 " in made.search_name


def test_a_changed_name_is_found_and_the_old_one_no_more(personas: Personas) -> None:
    made = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    changed = edit(by=personas.toni, participant=made, version=1, family_name="Müller")
    assert changed.version == 2
    assert " muller " in changed.search_name
    assert "distel" not in changed.search_name
    assert changed.sounds == " 256 657 "
