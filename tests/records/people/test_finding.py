"""Finding a person: typed in any order and spelling, the closest first, Enter opens; only whom one may see."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.people.actions.cares import open_care
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Participant
from perspektiv.records.people.search import find
from tests.records.personas import Personas

Browser = Callable[[User], Client]
TYPING = {"HX-Request": "true"}


@pytest.fixture
def people(personas: Personas) -> dict[str, Participant]:
    names = [("Dilan", "Distel"), ("Zoë", "Müller-Ahorn"), ("Zora", "Distelfink"), ("Weiß", "Klee")]
    made = {
        family: register(
            by=personas.toni,
            centre=personas.centre,
            given_name=given,
            family_name=family,
            customer_number=f"317A10{number}",
        )
        for number, (given, family) in enumerate(names)
    }
    register(by=personas.fremd, centre=personas.elsewhere, given_name="Dilan", family_name="Distel")
    return made


def names(found: list[Participant]) -> list[str]:
    return [str(person) for person in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dist", ["Dilan Distel", "Zora Distelfink"]),
        ("distel", ["Dilan Distel", "Zora Distelfink"]),
        ("distel dil", ["Dilan Distel"]),
        ("DIL distel", ["Dilan Distel"]),
        ("mueller", ["Zoë Müller-Ahorn"]),
        ("muller", ["Zoë Müller-Ahorn"]),
        ("ahorn", ["Zoë Müller-Ahorn"]),
        ("zoe", ["Zoë Müller-Ahorn", "Zora Distelfink"]),  # the whole word first
        ("weiss", ["Weiß Klee"]),
        ("0003", ["Zora Distelfink"]),
        ("317A100", ["Dilan Distel"]),
        ("317 a 100", ["Dilan Distel"]),
        ("istel", []),
        ("%", []),
        ("' OR 1=1", []),
        ("", []),
    ],
)
def test_typed(personas: Personas, people: dict[str, Participant], typed: str, expected: list[str]) -> None:
    assert names(find(personas.toni, typed)) == expected


def test_counsellors_find_their_own_only(personas: Personas, people: dict[str, Participant]) -> None:
    open_care(by=personas.birte, participant=people["Distelfink"], user=personas.jule)
    assert names(find(personas.jule, "distel")) == ["Zora Distelfink"]
    assert find(personas.merle, "distel") == []
    assert find(personas.hanne, "distel") == []


def test_whoever_was_merged_is_not_found(personas: Personas, people: dict[str, Participant]) -> None:
    Participant.objects.filter(pk=people["Distel"].pk).update(merged_into=people["Klee"])
    assert names(find(personas.toni, "distel")) == ["Zora Distelfink"]


def test_enter_opens_the_first(personas: Personas, people: dict[str, Participant], as_user: Browser) -> None:
    answer = as_user(personas.toni).get("/personen/", {"q": "distel", "open": "1"})
    assert answer.headers["Location"] == f"/personen/{people['Distel'].pk}/"


def test_enter_without_a_hit_says_so(personas: Personas, people: dict[str, Participant], as_user: Browser) -> None:
    answer = as_user(personas.toni).get("/personen/", {"q": "quitte", "open": "1"})
    assert answer.status_code == 200
    assert "Niemand passt dazu" in answer.text or "Nobody matches" in answer.text


def test_typing_answers_the_rows_alone(personas: Personas, people: dict[str, Participant], as_user: Browser) -> None:
    client = as_user(personas.toni)
    answer = client.get("/personen/", {"q": "dist"}, headers=TYPING)
    assert "<html" not in answer.text
    assert len(re.findall("data-row>", answer.text)) == 2
    assert not TrailRow.objects.filter(what="people_list.read").exists()  # one row a page, not one a key
    client.get("/personen/")
    (row,) = TrailRow.objects.filter(what="people_list.read")
    assert row.centre == personas.centre.id
    assert row.person is None


def test_typed_names_reach_no_title_and_are_escaped(personas: Personas, as_user: Browser) -> None:
    answer = as_user(personas.toni).get("/personen/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text


def test_the_same_queries_for_ten_and_for_fifty(personas: Personas, as_user: Browser) -> None:
    counts = []
    client = as_user(personas.toni)
    client.get("/personen/", {"q": "distel"}, headers=TYPING)
    for wanted in (10, 50):
        while Participant.objects.filter(centre=personas.centre).count() < wanted:
            made = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
            open_care(by=personas.birte, participant=made, user=personas.jule)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/personen/", {"q": "distel"}, headers=TYPING)
        assert len(re.findall("data-row>", answer.text)) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 10
