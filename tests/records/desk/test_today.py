"""Today: what is next, and what needs me; differs by role."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Status
from perspektiv.records.cases.models import CaseOffer, Goal, GoalStep
from perspektiv.records.outcomes.actions.list_releases import ask_for
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.models import Care
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]
NOON = timezone.make_aware(datetime(2026, 11, 24, 12, 0))


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def shown(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_counsellor_sees_own_appointments_only(scene: Scene, as_user: As) -> None:
    jule, merle = scene.personas.jule, scene.personas.merle
    scene.appointment(scene.runs(scene.person("Dilan", "Distel", jule)), NOON + timedelta(hours=1))
    scene.appointment(scene.runs(scene.person("Alma", "Ahorn", merle), merle), NOON + timedelta(hours=2))
    page = shown(as_user(jule))
    assert "Dilan Distel" in page
    assert "Alma Ahorn" not in page


def test_the_next_appointment_brings_its_goal_and_reading_it_leaves_a_row(scene: Scene, as_user: As) -> None:
    jule = scene.personas.jule
    person = scene.person(cares=jule)
    scene.appointment(scene.runs(person), NOON + timedelta(minutes=10))
    goal = Goal.objects.create(centre=person.centre, participant=person, words="zwei Betriebe auswählen", target=8)
    GoalStep.objects.create(centre=person.centre, goal=goal, progress=5)
    client = as_user(jule)
    page = shown(client)
    assert "is-next" in page
    assert "in 10 Min." in page
    assert "zwei Betriebe auswählen" in page
    assert "Stand 5 von 8" in page
    shown(client)
    rows = TrailRow.objects.filter(what="goal_on_today.read", person=person.pk)
    assert rows.count() == 1, "once a day, however often Today is opened"


def test_the_assistant_sees_the_centres_day_without_goals(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    scene.appointment(scene.runs(person), NOON + timedelta(minutes=10))
    Goal.objects.create(centre=person.centre, participant=person, words="zwei Betriebe auswählen")
    page = shown(as_user(scene.personas.toni))
    assert "Der Tag im Zentrum" in page
    assert "Jule Lerche" in page
    assert "zwei Betriebe" not in page


def test_held_is_one_tap_and_leads_back_here(scene: Scene, as_user: As) -> None:
    jule = scene.personas.jule
    talk = scene.appointment(scene.runs(scene.person(cares=jule)), NOON - timedelta(hours=2))
    client = as_user(jule)
    page = shown(client)
    assert f'action="/anwesenheit/{talk.pk}/"' in page
    assert page.count("kern-btn--primary") == 1
    answer = client.post(
        f"/anwesenheit/{talk.pk}/", {"status": "held", "version": talk.version, "back": "today"}, follow=True
    )
    assert answer.redirect_chain == [(f"/#row-{talk.pk}", 303)], "to its row"
    talk.refresh_from_db()
    assert talk.status == Status.HELD
    assert "data-undo" in answer.content.decode()


def test_what_is_still_to_come_cannot_be_marked(scene: Scene, as_user: As) -> None:
    jule = scene.personas.jule
    talk = scene.appointment(scene.runs(scene.person(cares=jule)), NOON + timedelta(hours=2))
    assert f'action="/anwesenheit/{talk.pk}/"' not in shown(as_user(jule))


def test_what_needs_a_counsellor(scene: Scene, as_user: As) -> None:
    jule = scene.personas.jule
    runs = scene.runs(scene.person("Goran", "Ginster", jule))
    scene.appointment(runs, NOON - timedelta(days=1))
    offered = scene.person("Jana", "Jasmin")
    CaseOffer.objects.create(centre=offered.centre, participant=offered, segment=scene.segment, counsellor=jule)
    done = scene.runs(scene.person("Fatima", "Farn", jule))
    for week in range(8):
        scene.appointment(done, NOON - timedelta(days=60 - 7 * week), Status.HELD)
    page = shown(as_user(jule))
    assert "1 Termin ohne Ergebnis" in page
    assert "1 Fall ist Ihnen angeboten" in page
    assert "1 Abschlussgespräch buchen" in page


def test_a_counsellor_is_told_who_opened_a_case(scene: Scene, as_user: As) -> None:
    person = scene.person(cares=scene.personas.jule)
    break_glass(by=scene.personas.birte, participant=person, reason="Vertretung im Notfall, Rückruf nötig")
    page = shown(as_user(scene.personas.jule))
    assert "1 Ihrer Fälle wurde geöffnet" in page
    assert "Birte Reiher öffnete Dilan Distel" in page
    assert "Rückruf" not in page


def test_what_needs_assistant_and_lead(scene: Scene, as_user: As) -> None:
    scene.way_in(scene.person("Ulla", "Ulme"), days_ago=13)
    waiting = scene.way_in(scene.person("Yara", "Ysop"), days_ago=22)
    waiting.waiting_since = timezone.localdate() - timedelta(days=2)
    waiting.save()
    assert "1 neuer Zugang" in shown(as_user(scene.personas.toni))
    lead = shown(as_user(scene.personas.birte))
    assert "1 neuer Zugang" in lead
    assert "1 Fall anbieten" in lead
    assert "1 Fall anbieten" not in shown(as_user(scene.personas.toni))


def test_a_substitute_sees_for_whom_and_until_when(scene: Scene, as_user: As) -> None:
    jule, merle = scene.personas.jule, scene.personas.merle
    person = scene.person("Petra", "Pappel", merle)
    Care.objects.create(
        centre=person.centre,
        participant=person,
        user=jule,
        kind=Care.Kind.SUBSTITUTE,
        since=NOON - timedelta(days=1),
        until=NOON + timedelta(days=3),
    )
    page = shown(as_user(jule))
    assert "Merle Amsel in einem Fall" in page
    assert "Petra Pappel" in page
    assert "bis 27. November" in page


def test_those_without_appointments_see_what_is_theirs(scene: Scene, as_user: As) -> None:
    for user in (scene.personas.hanne, scene.personas.ada):
        page = shown(as_user(user))
        assert "Braucht mich" in page or "Erste Schritte" in page or "Stand des Zentrums" in page
        assert "Meine Termine" not in page


def test_audit_goes_to_the_trail(scene: Scene, as_user: As) -> None:
    answer = as_user(scene.personas.august).get("/", follow=True)
    assert answer.redirect_chain == [("/protokoll/", 302)]
    assert "<span>Heute</span>" not in answer.content.decode()


def test_a_jobcoach_goes_to_the_proposals(scene: Scene, as_user: As) -> None:
    answer = as_user(scene.personas.fee).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/vorschlaege/")


def test_the_number_of_queries_does_not_grow(scene: Scene, as_user: As) -> None:
    counted = []
    for more in (10, 190):
        for _ in range(more):
            runs = scene.runs(scene.person("Dilan", f"Distel{scene.made}", scene.personas.jule))
            scene.appointment(runs, NOON + timedelta(minutes=scene.made))
            scene.appointment(runs, NOON - timedelta(days=2))
            scene.way_in(scene.person("Ulla", f"Ulme{scene.made}"))
        each = []
        for user in (scene.personas.jule, scene.personas.toni, scene.personas.birte):
            client = as_user(user)
            client.get("/")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get("/")
            each.append(len(queries))
        counted.append(each)
    assert counted[0] == counted[1]


def test_the_next_time_named_on_top_is_still_to_come(scene: Scene, as_user: As) -> None:
    jule = scene.personas.jule
    scene.appointment(scene.runs(scene.person("Dilan", "Distel", jule)), NOON - timedelta(minutes=28))
    assert "der nächste um" not in shown(as_user(jule))
    scene.appointment(scene.runs(scene.person("Alma", "Ahorn", jule)), NOON + timedelta(hours=2))
    assert "der nächste um 14:00 Uhr" in shown(as_user(jule))


def test_a_list_to_release_needs_lead_and_head(scene: Scene, as_user: As) -> None:
    ask_for(by=scene.personas.toni, centre=scene.personas.centre, year=2025)
    for user in (scene.personas.birte, scene.personas.hanne):
        page = as_user(user).get("/").text
        assert "1 Liste freizugeben" in page and "2025 fürs Jobcenter, angefragt von Toni Zeisig" in page
    assert "freizugeben" not in as_user(scene.personas.toni).get("/").text
