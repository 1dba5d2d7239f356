"""The file: head with line and tabs, and the overview, each as far as one may see it."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Status
from perspektiv.records.cases.models import Goal, Mandate, Note
from perspektiv.records.desk.line import line_of
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def test_the_line_is_drawn_from_the_records(scene: Scene) -> None:
    person = scene.person()
    scene.way_in(person, days_ago=60, result="entered", decided_on=timezone.localdate() - timedelta(days=40))
    runs = scene.runs(person)
    for days, status in ((-21, Status.HELD), (-14, Status.NO_SHOW), (-7, Status.PLANNED), (7, Status.PLANNED)):
        scene.appointment(runs, timezone.now() + timedelta(days=days), status)
    stations = line_of(person)
    assert [str(one.kind) for one in stations] == ["way_in", "segment", "closing", "open"]
    segment = stations[1]
    assert (segment.held, segment.missed, segment.undecided, segment.open) == (1, 1, 1, 1)


def test_the_line_takes_the_same_queries_for_a_long_way(scene: Scene) -> None:
    person = scene.person()
    counted = []
    for more in (1, 9):
        for _ in range(more):
            scene.way_in(person, days_ago=90)
            runs = scene.runs(person)
            for days in range(20):
                scene.appointment(runs, timezone.now() - timedelta(days=days), Status.HELD)
        with CaptureQueriesContext(connection) as queries:
            line_of(person)
        counted.append(len(queries))
    assert counted == [5, 5]


def test_tabs_lead_only_where_one_may_go(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    scene.runs(person)
    for user in (scene.personas.jule, scene.personas.toni, scene.personas.birte):
        client = as_user(user)
        page = client.get(f"/personen/{person.pk}/").content.decode()
        tabs = page[page.index("pv-tabs--file") :].split("</nav>")[0]
        addresses = [part.split('"')[0] for part in tabs.split('<a href="')[1:]]
        assert len(addresses) >= 3
        assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert "Notizen" not in _tabs(as_user(scene.personas.toni), person.pk)
    assert "Notizen" in _tabs(as_user(scene.personas.jule), person.pk)


def _tabs(client: Client, id: object) -> str:
    page = client.get(f"/personen/{id}/").content.decode()
    return page[page.index("pv-tabs--file") :].split("</nav>")[0]


def test_notes_and_goals_are_for_the_counsellor_alone(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    Note.objects.create(centre=person.centre, participant=person, author=scene.personas.jule, words="geheim-notiz")
    Goal.objects.create(centre=person.centre, participant=person, words="geheim-ziel")
    Mandate.objects.create(centre=person.centre, participant=person, words="geheim-auftrag")
    page = as_user(scene.personas.jule).get(f"/personen/{person.pk}/").content.decode()
    assert all(word in page for word in ("geheim-notiz", "geheim-ziel", "geheim-auftrag"))
    for user in (scene.personas.toni, scene.personas.birte):
        assert "geheim" not in as_user(user).get(f"/personen/{person.pk}/").content.decode()


def test_looking_leaves_a_row_and_reading_notes_another(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    as_user(scene.personas.toni).get(f"/personen/{person.pk}/")
    assert list(TrailRow.objects.filter(person=person.pk).values_list("what", flat=True)) == ["file.read"]
    as_user(scene.personas.jule).get(f"/personen/{person.pk}/")
    rows = TrailRow.objects.filter(person=person.pk, actor=scene.personas.jule.trail_name)
    assert sorted(rows.values_list("what", flat=True)) == ["file.read", "notes.read"]


def test_next_appointments_come_first_then_the_latest(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    runs = scene.runs(person)
    for days in (-14, -7, 7, 14):
        status = Status.HELD if days < 0 else Status.PLANNED
        scene.appointment(runs, timezone.now() + timedelta(days=days), status)
    page = as_user(scene.personas.jule).get(f"/personen/{person.pk}/").content.decode()
    agenda = page[page.index("pv-agenda") :].split("</ol>")[0]
    shown = [timezone.localdate() + timedelta(days=days) for days in (7, 14, -7, -14)]
    places = [agenda.index(f'datetime="{day.isoformat()}') for day in shown]
    assert places == sorted(places)


def test_the_actions_are_those_of_the_role(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    runs = scene.runs(person)
    counsellor = as_user(scene.personas.jule).get(f"/personen/{person.pk}/").content.decode()
    lead = as_user(scene.personas.birte).get(f"/personen/{person.pk}/").content.decode()
    assert f"/termine/neu/?person={person.pk}" in counsellor
    assert f"/teilnahmen/{runs.pk}/wechsel/" in lead
    assert f"/teilnahmen/{runs.pk}/wechsel/" not in counsellor


def test_the_assistant_finds_a_date_for_three_from_the_file(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    runs = scene.runs(person)
    client = as_user(scene.personas.toni)
    page = client.get(f"/personen/{person.pk}/").content.decode()
    address = f"/termine/zu-dritt/{runs.pk}/"
    assert f'<a href="{address}">' in page and "Termin zu dritt finden" in page
    assert client.get(address).status_code == 200
    assert "/abschluss/" not in page, "she has no such tab"


def test_the_number_of_queries_does_not_grow(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    runs, counted = scene.runs(person), []
    for more in (10, 190):
        for _ in range(more):
            scene.made += 1
            scene.appointment(runs, timezone.now() - timedelta(hours=scene.made), Status.HELD)
            Goal.objects.create(centre=person.centre, participant=person, words="ein Ziel")
        client = as_user(scene.personas.jule)
        client.get(f"/personen/{person.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/personen/{person.pk}/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
