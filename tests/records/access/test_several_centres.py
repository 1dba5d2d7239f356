"""Somebody works in several centres: they choose one in the shell, or see all of them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.accounts import manages_all_of
from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

As = Callable[[User], Client]
ALL = ""


@pytest.fixture
def toni(personas: Personas) -> User:
    """The assistant of two centres, each with one person."""
    Membership.objects.create(user=personas.toni, centre=personas.elsewhere, role=Role.ASSISTANT)
    person(personas.centre, "Distel")
    person(personas.elsewhere, "Farn")
    return personas.toni


def person(centre: Centre, family_name: str) -> Participant:
    return Participant.objects.create(centre=centre, file_number="1", family_name=family_name, search_name=family_name)


def choose(browser: Client, centre: Centre | None, **more: str) -> str:
    answer = browser.post(reverse("access:choose_centre"), {"centre": str(centre.pk) if centre else ALL, **more})
    return answer.headers.get("Location", str(answer.status_code))


def people(browser: Client) -> set[str]:
    page = browser.get(reverse("people:list")).content.decode()
    return {name for name in ("Distel", "Farn") if name in page}


def test_lists_show_all_centres_or_the_chosen_one(personas: Personas, toni: User, as_user: As) -> None:
    browser = as_user(toni)
    assert people(browser) == {"Distel", "Farn"}
    assert choose(browser, personas.elsewhere) == "/"
    assert people(browser) == {"Farn"}
    choose(browser, personas.centre)
    assert people(browser) == {"Distel"}
    choose(browser, None)
    assert people(browser) == {"Distel", "Farn"}


def test_what_is_made_is_made_in_the_chosen_centre(personas: Personas, toni: User, as_user: As) -> None:
    browser = as_user(toni)
    choose(browser, personas.elsewhere)
    browser.post(reverse("people:register"), {"given_name": "Rosa", "family_name": "Raute", "gender": "female"})
    assert Participant.objects.get(family_name="Raute").centre == personas.elsewhere


def test_where_a_centre_is_needed_it_is_asked_for_and_the_way_goes_on(
    personas: Personas, toni: User, as_user: As
) -> None:
    browser, wanted = as_user(toni), reverse("cases:register")
    asked = browser.get(wanted)
    assert asked.status_code == 200
    assert "In welchem Zentrum?" in asked.content.decode()
    came_from = {"referer": f"http://testserver{wanted}"}
    answer = browser.post(
        reverse("access:choose_centre"), {"centre": str(personas.centre.pk), "stay": "1"}, headers=came_from
    )
    assert answer.headers["Location"] == wanted
    assert "In welchem Zentrum?" not in browser.get(wanted).content.decode()


def test_a_page_of_another_of_ones_centres_says_how_to_get_there(personas: Personas, toni: User, as_user: As) -> None:
    browser = as_user(toni)
    file = reverse("desk:file", args=[Participant.objects.get(family_name="Farn").pk])
    assert browser.get(file).status_code == 200
    choose(browser, personas.centre)
    page = browser.get(file)
    assert page.status_code == 404
    assert "Alle Zentren" in page.content.decode()


def test_a_centre_in_which_one_does_not_work_cannot_be_chosen(personas: Personas, as_user: As) -> None:
    browser = as_user(personas.toni)
    assert choose(browser, personas.elsewhere) == "404"
    session = browser.session
    session["centre"] = str(personas.elsewhere.pk)
    session.save()
    assert "Farn" not in people(browser)


def test_a_choice_ends_with_the_role(personas: Personas, toni: User, as_user: As) -> None:
    browser = as_user(toni)
    choose(browser, personas.elsewhere)
    Membership.objects.filter(user=toni, centre=personas.elsewhere).delete()
    assert people(browser) == {"Distel"}


def test_a_choice_takes_the_second_factor_from_nobody(personas: Personas, as_user: As) -> None:
    Membership.objects.create(user=personas.fee, centre=personas.elsewhere, role=Role.COUNSELLOR)
    fee = User.objects.get(pk=personas.fee.pk)
    fee.choose(personas.centre.pk)
    assert fee.roles() == {Role.JOBCOACH}
    assert fee.is_staff_of_a_centre()


def test_a_choice_does_not_change_whose_account_one_manages(personas: Personas, toni: User) -> None:
    Membership.objects.create(user=personas.ada, centre=personas.elsewhere, role=Role.ADMINISTRATOR)
    ada = User.objects.get(pk=personas.ada.pk)
    ada.choose(personas.centre.pk)
    assert manages_all_of(ada, toni)


def test_the_switcher_is_shown_to_those_who_have_a_choice(personas: Personas, toni: User, as_user: As) -> None:
    assert reverse("access:choose_centre") in as_user(toni).get("/").content.decode()
    assert reverse("access:choose_centre") not in as_user(personas.birte).get("/").content.decode()
