"""The list of the open ways in says who may have a file already."""

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from perspektiv.records.access.models import User
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Participant
from tests.records.cases.path.conftest import Path

As = Callable[[User], Client]
FLAG = "vielleicht schon bekannt"


def known(path: Path, given_name: str, family_name: str, born: date | None = None) -> Participant:
    return register(
        by=path.personas.toni,
        centre=path.personas.centre,
        given_name=given_name,
        family_name=family_name,
        birth_date=born,
    )


def listed(browser: Client) -> str:
    return browser.get(reverse("cases:ways_in")).content.decode()


def test_whoever_may_have_a_file_is_flagged_with_a_way_to_compare(path: Path, as_user: As) -> None:
    before = known(path, "Dilan", "Distl")
    new = path.comes_in("Dilan", "Distel").participant
    path.comes_in("Alma", "Ahorn")
    page = listed(as_user(path.personas.toni))
    assert page.count(FLAG) == 1
    assert f"{reverse('people:merge', args=[before.pk])}?mit={new.pk}" in page


def test_those_who_wait_for_a_place_are_flagged_too(path: Path, as_user: As) -> None:
    known(path, "Dilan", "Distl")
    way = path.comes_in("Dilan", "Distel")
    way.waiting_since = way.referred_on
    way.save()
    assert listed(as_user(path.personas.toni)).count(FLAG) == 1


def test_other_people_other_centres_and_merged_files_are_not(path: Path, as_user: As) -> None:
    same = known(path, "Dilan", "Distel", date(1990, 1, 1))
    path.comes_in("Dilan", "Distel")
    Participant.objects.filter(pk=same.pk).update(centre=path.personas.elsewhere)
    known(path, "Dilara", "Dost")
    assert FLAG not in listed(as_user(path.personas.toni))


def test_ten_and_fifty_cost_the_same_number_of_statements(path: Path, as_user: As) -> None:
    browser = as_user(path.personas.toni)

    def statements() -> int:
        with CaptureQueriesContext(connection) as counted:
            listed(browser)
        return len(counted)

    statements()  # what is kept for a while is counted the first time
    counts = []
    for first, last in ((0, 10), (10, 50)):
        for at in range(first, last):
            letters = "".join("bdfgklmnrt"[int(digit)] + "a" for digit in f"{at:03}")
            known(path, f"R{letters}", "Raute")
            path.comes_in(f"R{letters}", "Raute")
        counts.append(statements())
    assert counts[0] == counts[1]
