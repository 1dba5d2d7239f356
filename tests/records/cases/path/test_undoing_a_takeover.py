"""Who undoes the takeover of a case loses its file, and is led to the start instead of a page that is not there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import User
from perspektiv.records.cases.actions.offers import offer_takeover
from perspektiv.records.cases.models import Participation, Step
from tests.records.cases.path.conftest import Path
from tests.records.cases.path.pages import words_of


@pytest.fixture
def merle(path: Path, as_user: Callable[[User], Client]) -> Client:
    return as_user(path.personas.merle)


@pytest.fixture
def running(path: Path) -> Participation:
    return path.begins(days_ago=30)


def undone(merle: Client, path: Path, running: Participation, *, referer: str) -> str:
    """What the browser shows; it names the page of the button at every step on the way, as browsers do."""
    offer = offer_takeover(by=path.personas.birte, participation=running, counsellor=path.personas.merle)
    merle.post(reverse("cases:accept", args=[offer.pk]), {"version": offer.version})
    undo = reverse("cases:take_back", args=[Step.objects.latest("created_at").pk])
    return words_of(merle.post(undo, headers={"referer": f"http://testserver{referer}"}, follow=True))


def test_leads_to_the_start_which_says_so(merle: Client, path: Path, running: Participation) -> None:
    said = undone(merle, path, running, referer=reverse("desk:file", args=[running.participant_id]))
    assert "Zurückgenommen" in said
    assert "Diese Seite gibt es" not in said
    assert "Merle" in said


def test_a_page_that_is_still_ones_own_stays(merle: Client, path: Path, running: Participation) -> None:
    assert "Mir angebotene Fälle" in undone(merle, path, running, referer=reverse("cases:offers"))


def test_without_something_done_a_page_that_is_not_there_is_not_there(merle: Client, running: Participation) -> None:
    file = reverse("desk:file", args=[running.participant_id])
    assert merle.get(file, headers={"referer": f"http://testserver{file}"}).status_code == 404
