"""What every page shows around its content."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.site.shell import AREAS, ON_TABBAR, address, entries
from tests.records.desk.scenes import Scene
from tests.records.personas import Personas

As = Callable[[User], Client]


def test_every_area_leads_somewhere() -> None:
    assert [area.url for area in AREAS if not address(area.url)] == []


def test_areas_are_those_that_a_role_uses(personas: Personas, as_user: As) -> None:
    for user in (personas.toni, personas.jule, personas.birte, personas.hanne, personas.ada, personas.august):
        client = as_user(user)
        for entry in entries(user, "/"):
            assert client.get(entry.address).status_code == 200, (user, entry.address)
    assert "desk:board" not in [entry.area.url for entry in entries(personas.jule, "/")]


def test_a_page_below_an_area_keeps_it_marked(personas: Personas) -> None:
    def marked(path: str) -> dict[str, str]:
        return {entry.area.url: entry.current for entry in entries(personas.birte, path) if entry.current}

    assert marked("/") == {"desk:today": "page"}
    assert marked("/personen/") == {"people:list": "page"}
    assert marked("/personen/0000/ziele/") == {"people:list": "true"}
    assert marked("/personen/zugang/") == {"cases:ways_in": "true"}
    assert marked("/suche/") == {}


def test_the_tab_bar_holds_four_and_the_rest_is_under_more(personas: Personas) -> None:
    for user in (personas.toni, personas.jule, personas.birte, personas.ada):
        assert 1 <= sum(entry.on_tabbar for entry in entries(user, "/")) <= ON_TABBAR


def test_what_is_open_is_counted_beside_its_area(scene: Scene, as_user: As) -> None:
    jule, merle = scene.personas.jule, scene.personas.merle
    scene.appointment(scene.runs(scene.person(cares=jule)), timezone.now() - timedelta(days=1))
    scene.appointment(scene.runs(scene.person(cares=merle), merle), timezone.now() - timedelta(days=1))

    def count(user: User) -> int:
        return next(int(str(e.count or 0)) for e in entries(user, "/") if e.area.url == "appointments:attendance")

    assert (count(jule), count(scene.personas.toni)) == (1, 2)
    assert '<b>2<span class="pv-sr"> offen</span></b>' in as_user(scene.personas.toni).get("/hilfe/").content.decode()


def test_made_up_data_is_said_on_every_page(personas: Personas, as_user: As) -> None:
    client = as_user(personas.toni)
    assert "Beispieldaten" not in client.get("/hilfe/").content.decode()
    personas.centre.made_up = True
    personas.centre.save()
    assert "Beispieldaten" in client.get("/hilfe/").content.decode()


def test_whoever_is_not_logged_in_sees_no_areas(client: Client, db: None) -> None:
    page = client.get("/konto/login/").content.decode()
    assert "pv-nav" not in page
    assert "palette" not in page


def test_the_mark_is_found_where_browsers_look_for_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/perspektiv/mark.svg")
