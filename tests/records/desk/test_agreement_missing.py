"""Somebody takes part, and nobody has agreed on it in writing yet: whoever may do so sees it."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perspektiv.records.access.models import User
from perspektiv.records.cases.actions.agreements import agree
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.papers.agreement_text import newest
from perspektiv.records.people.models import Participant
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]
MARK = "pv-tabs__missing"


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def agreed(scene: Scene, person: Participant) -> None:
    agree(
        by=scene.personas.toni,
        participant=person,
        text_version=newest().version,
        signed_on=Participation.objects.get(participant=person).started_on,
    )


def test_it_is_on_today_of_whoever_agrees(scene: Scene, as_user: As) -> None:
    jule, merle, toni = scene.personas.jule, scene.personas.merle, scene.personas.toni
    person = scene.person("Dilan", "Distel", jule)
    scene.runs(person)
    for user, sees in ((jule, True), (toni, True), (merle, False), (scene.personas.hanne, False)):
        page = text(as_user(user), "/")
        assert ("1 Vereinbarung fehlt" in page) is sees, user
        assert (f"/personen/{person.pk}/vereinbarung/" in page) is sees
    agreed(scene, person)
    assert "Vereinbarung fehlt" not in text(as_user(jule), "/")


def test_the_file_says_it_on_the_overview_and_at_the_tab(scene: Scene, as_user: As) -> None:
    person = scene.person("Dilan", "Distel", scene.personas.jule)
    scene.runs(person)
    client = as_user(scene.personas.jule)
    page = text(client, f"/personen/{person.pk}/")
    assert "Es gibt noch keine Vereinbarung." in page
    assert MARK in page
    agreed(scene, person)
    page = text(client, f"/personen/{person.pk}/")
    assert "Es gibt noch keine Vereinbarung." not in page
    assert MARK not in page


def test_nobody_is_asked_for_who_only_waits_or_was_imported(scene: Scene, as_user: As) -> None:
    scene.way_in(scene.person("Alma", "Ahorn"))
    earlier = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    Participation.objects.filter(pk=earlier.pk).update(source_key="t17")
    assert "Vereinbarung fehlt" not in text(as_user(scene.personas.toni), "/")


def test_the_queries_are_the_same_for_one_and_for_many(scene: Scene, as_user: As) -> None:
    client = as_user(scene.personas.toni)
    counted = []
    for names in ("Birke",), ("Clematis", "Efeu", "Farn", "Ginster"):
        for name in names:
            scene.runs(scene.person("Bekir", name, scene.personas.jule))
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert "fehl" in text(client, "/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
