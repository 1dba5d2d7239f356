"""The steering board: who waits, until when, and what can be done."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import CaseOffer, Contact
from perspektiv.records.desk.board import board_of
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def columns(scene: Scene) -> dict[str, list[str]]:
    board = board_of(scene.personas.birte, timezone.localdate())
    return {column.key: [str(ticket.participant) for ticket in column.tickets] for column in board.columns}


def test_only_columns_in_which_somebody_waits(scene: Scene) -> None:
    assert columns(scene) == {}
    scene.way_in(scene.person("Ulla", "Ulme"))
    assert columns(scene) == {"ways_in": ["Ulla Ulme"]}


def test_who_waits_stands_in_the_column_of_what_is_missing(scene: Scene) -> None:
    now, today = timezone.now(), timezone.localdate()
    scene.way_in(scene.person("Ulla", "Ulme"), days_ago=13)
    tried = scene.way_in(scene.person("Wadim", "Weide"), days_ago=20)
    Contact.objects.create(
        centre=tried.centre, referral=tried, way="letter", outcome="not_reached", at=now - timedelta(days=16)
    )
    scene.way_in(scene.person("Yara", "Ysop"), days_ago=22, waiting_since=today - timedelta(days=3))
    runs = scene.runs(scene.person("Fatima", "Farn"))
    for week in range(8):
        scene.appointment(runs, now - timedelta(days=60 - 7 * week), Status.HELD)
    assert columns(scene) == {
        "ways_in": ["Ulla Ulme"],
        "contacts": ["Wadim Weide"],
        "places": ["Yara Ysop"],
        "changes": ["Fatima Farn"],
    }


def test_the_longest_wait_that_can_be_ended_has_the_one_filled_button(scene: Scene, as_user: As) -> None:
    for days in (12, 30, 3):
        scene.way_in(scene.person("Ulla", f"Ulme{days}"), days_ago=days)
    page = as_user(scene.personas.birte).get("/steuerung/").content.decode()
    assert page.count("kern-btn--primary") == 1
    assert page.index("Ulme30") < page.index("kern-btn--primary") < page.index("Ulme12")


def test_a_case_that_is_offered_says_to_whom_instead_of_a_button(scene: Scene, as_user: As) -> None:
    person = scene.person("Yara", "Ysop")
    scene.way_in(person, waiting_since=timezone.localdate())
    client = as_user(scene.personas.birte)
    assert f"/personen/{person.pk}/anbieten/" in client.get("/steuerung/").content.decode()
    CaseOffer.objects.create(
        centre=person.centre, participant=person, segment=scene.segment, counsellor=scene.personas.merle
    )
    page = client.get("/steuerung/").content.decode()
    assert "angeboten: Merle Amsel" in page
    assert f"/personen/{person.pk}/anbieten/" not in page


def test_a_declined_case_comes_before_longer_waits(scene: Scene) -> None:
    today = timezone.localdate()
    for number in range(6):
        person = scene.person("Yara", f"Ysop{number}")
        scene.way_in(person, days_ago=30, waiting_since=today - timedelta(days=20 - number))
    CaseOffer.objects.create(
        centre=person.centre,
        participant=person,
        segment=scene.segment,
        counsellor=scene.personas.jule,
        answer="declined",
    )
    assert columns(scene)["places"][:2] == ["Yara Ysop5", "Yara Ysop0"]
    CaseOffer.objects.update(answer="open")
    assert columns(scene)["places"][0] == "Yara Ysop0"


def test_counsellors_stand_by_name_with_what_they_have(scene: Scene, as_user: As) -> None:
    for _ in range(3):
        scene.runs(scene.person(cares=scene.personas.jule))
    page = as_user(scene.personas.birte).get("/steuerung/").content.decode()
    load = page[page.index("Auslastung") :]
    assert load.index("Merle Amsel") < load.index("Jule Lerche")  # by family name
    assert "3 Fälle" in load


def test_all_participations_are_a_page_away(scene: Scene, as_user: As) -> None:
    runs = scene.runs(scene.person("Dilan", "Distel"))
    scene.appointment(runs, timezone.now() - timedelta(days=7), Status.HELD)
    scene.appointment(runs, timezone.now() + timedelta(days=7))
    page = as_user(scene.personas.birte).get("/steuerung/?show=all").content.decode()
    assert "Dilan Distel" in page
    assert "1/8" in page


def test_another_centre_is_not_on_the_board(scene: Scene, as_user: As) -> None:
    scene.way_in(scene.person("Ulla", "Ulme"))
    assert "Ulla Ulme" not in as_user(scene.personas.fremd).get("/steuerung/").content.decode()


def test_the_number_of_queries_does_not_grow(scene: Scene, as_user: As) -> None:
    client, counted = as_user(scene.personas.birte), []
    for more in (10, 190):
        for _ in range(more):
            scene.way_in(scene.person("Ulla", f"Ulme{scene.made}"))
            scene.way_in(scene.person("Yara", f"Ysop{scene.made}"), waiting_since=timezone.localdate())
            scene.appointment(scene.runs(scene.person()), timezone.now() - timedelta(days=9), Status.HELD)
        each = []
        client.get("/steuerung/")
        for address in ("/steuerung/", "/steuerung/?show=all"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            each.append(len(queries))
        counted.append(each)
    assert counted[0] == counted[1]


def test_whose_six_months_are_over_is_asked_about(scene: Scene) -> None:
    person = scene.person("Rasim", "Rose")
    runs = scene.runs(person, since=300)
    runs.ended_on, runs.ending = timezone.localdate() - timedelta(days=190), "regular"
    runs.save()
    assert columns(scene) == {"follow_ups": ["Rasim Rose"]}
    board = board_of(scene.personas.birte, timezone.localdate())
    assert board.late == 0, "due, and overdue only four weeks after, as on the page of the follow-ups"
    assert board_of(scene.personas.birte, timezone.localdate() + timedelta(days=30)).late == 1


def test_the_menu_says_the_number_of_the_head(scene: Scene, as_user: As) -> None:
    scene.way_in(scene.person("Ulla", "Ulme"))
    scene.way_in(scene.person("Yara", "Ysop"), waiting_since=timezone.localdate())
    offered = scene.person("Wadim", "Weide")
    scene.way_in(offered, waiting_since=timezone.localdate())
    CaseOffer.objects.create(
        centre=offered.centre, participant=offered, segment=scene.segment, counsellor=scene.personas.merle
    )
    page = as_user(scene.personas.birte).get("/steuerung/").content.decode()
    assert "2 brauchen eine Entscheidung" in page
    assert "<span>Steuerung</span><b>2<" in page


def test_a_long_column_shows_its_first_and_unfolds(scene: Scene, as_user: As) -> None:
    for number in range(8):
        scene.way_in(scene.person("Ulla", f"Ulme-{number}"), days_ago=20 - number)
    client = as_user(scene.personas.birte)
    page = client.get("/steuerung/").content.decode()
    assert page.count("Ulla Ulme-") == 5 * page.count("Ulla Ulme-0")
    assert "3 weitere" in page
    unfolded = client.get("/steuerung/?column=ways_in").content.decode()
    assert "Ulme-7" in unfolded
    assert "weitere" not in unfolded


def test_a_first_contact_with_a_talk_shows_it_and_asks_for_nothing(scene: Scene) -> None:
    way = scene.way_in(scene.person("Ulla", "Ulme"))
    at = timezone.now() + timedelta(days=3)
    Appointment.objects.create(
        centre=way.centre, participant=way.participant, referral=way, kind="first_contact", starts_at=at, ends_at=at
    )
    [column] = board_of(scene.personas.birte, timezone.localdate()).columns
    assert column.tickets[0].action is None
    assert str(column.tickets[0].state).startswith("Gespräch ")


def test_a_follow_up_has_the_day_and_the_word_of_its_page(scene: Scene, as_user: As) -> None:
    runs = scene.runs(scene.person("Rasim", "Rose"), since=300)
    runs.ended_on, runs.ending = timezone.localdate() - timedelta(days=190), "regular"
    runs.save()
    client = as_user(scene.personas.birte)
    day = re.search(r"fällig [0-9.]+", client.get("/nachfrage/").text)
    board = client.get("/steuerung/").text
    assert day and day[0] in board and ">fällig<" in board.replace(" ", "").replace("</svg>", ">")
