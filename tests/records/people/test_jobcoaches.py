"""Jobcoaches: listed, added, changed; offered in forms by family name."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.actions.jobcoaches import JobcoachChangedMeanwhile, add_jobcoach, edit_jobcoach
from perspektiv.records.people.fields import JobcoachField
from perspektiv.records.people.models import Jobcoach
from tests.records.personas import Personas

Browser = Callable[[User], Client]


def test_found_by_any_word_in_any_spelling(personas: Personas, as_user: Browser) -> None:
    add_jobcoach(by=personas.toni, centre=personas.centre, given_name="Käthe", family_name="Kuckuck", team="U25")
    client = as_user(personas.toni)
    for typed in ("kaethe", "kathe ku", "u25", "kuck"):
        text = client.get("/jobcoaches/", {"q": typed}).text
        assert "Kuckuck" in text and "Wachtel" not in text, typed


def test_added_once_however_often_sent(personas: Personas, as_user: Browser) -> None:
    client, id = as_user(personas.toni), str(uuid4())
    typed = {"family_name": "Uhu", "given_name": "Ulf", "email": "uhu@example.org", "in_use": "on", "id": id}
    for _ in range(2):
        client.post("/jobcoaches/neu/", typed)
    assert Jobcoach.objects.filter(family_name="Uhu").count() == 1


def test_one_address_is_one_person(personas: Personas, as_user: Browser) -> None:
    with pytest.raises(Refused):
        add_jobcoach(
            by=personas.toni, centre=personas.centre, family_name="Anders", email=personas.wachtel.email.upper()
        )
    typed = {"family_name": "Anders", "email": personas.wachtel.email}
    answer = as_user(personas.toni).post("/jobcoaches/neu/", typed)
    assert "Anders" in answer.text and "Fee Wachtel" in answer.text  # what was typed is still there
    add_jobcoach(by=personas.fremd, centre=personas.elsewhere, family_name="Anders", email=personas.wachtel.email)


def test_changed_never_unseen(personas: Personas, as_user: Browser) -> None:
    edit_jobcoach(by=personas.birte, jobcoach=personas.wachtel, version=1, team="Team 9")
    with pytest.raises(JobcoachChangedMeanwhile):
        edit_jobcoach(by=personas.toni, jobcoach=personas.wachtel, version=1, team="Team 5")
    typed = {"family_name": "Wachtel", "given_name": "Fee", "team": "Team 5", "version": "1"}
    answer = as_user(personas.toni).post(f"/jobcoaches/{personas.wachtel.pk}/", typed)
    assert answer.status_code == 409
    assert "Team 5" in answer.text and "Team 9" in answer.text
    as_user(personas.toni).post(f"/jobcoaches/{personas.wachtel.pk}/", {**typed, "version": "2"})
    personas.wachtel.refresh_from_db()
    assert (personas.wachtel.team, personas.wachtel.in_use) == ("Team 5", False)


def test_a_mistake_keeps_the_version_it_came_with(personas: Personas, as_user: Browser) -> None:
    edit_jobcoach(by=personas.birte, jobcoach=personas.wachtel, version=1, team="Team 9")
    typed = {"family_name": "", "version": "1"}
    answer = as_user(personas.toni).post(f"/jobcoaches/{personas.wachtel.pk}/", typed)
    assert 'name="version" value="1"' in answer.text


def test_the_field_offers_those_of_the_centre_who_are_still_there(personas: Personas) -> None:
    left = add_jobcoach(by=personas.toni, centre=personas.centre, family_name="Gimpel", in_use=False)
    foreign = add_jobcoach(by=personas.fremd, centre=personas.elsewhere, family_name="Pirol")
    field = JobcoachField(personas.toni, Permission.REGISTER)
    offered = field.widget.optgroups("jobcoach", [])
    assert [option["label"] for _, options, _ in offered for option in options if option["value"]] == [
        "Wachtel, Fee · Team 3"
    ]
    for other in (left, foreign):
        with pytest.raises(ValidationError):
            field.clean(str(other.pk))
