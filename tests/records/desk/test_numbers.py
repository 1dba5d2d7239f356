"""The head's Today: how the centre stands, in numbers and without a name."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.cases.models import CaseOffer
from perspektiv.records.desk.numbers import numbers_of
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def furnish(scene: Scene) -> None:
    """Two ways in, one of them late; one who waits for a place; one who is counselled, with six places."""
    scene.way_in(scene.person("Ulla", "Ulme"), days_ago=3)
    scene.way_in(scene.person("Tarek", "Tanne"), days_ago=40)
    waiting = scene.way_in(scene.person("Yara", "Ysop"), days_ago=22)
    waiting.waiting_since = timezone.localdate() - timedelta(days=2)
    waiting.save()
    scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    Membership.objects.filter(user=scene.personas.jule, role=Role.COUNSELLOR).update(places=6)
    asked = scene.person("Jana", "Jasmin")
    CaseOffer.objects.create(
        centre=asked.centre, participant=asked, segment=scene.segment, counsellor=scene.personas.jule
    )


def test_how_many_wait_where(scene: Scene) -> None:
    furnish(scene)
    found = numbers_of(scene.personas.hanne, timezone.localdate())
    assert {number.key: (number.count, number.late) for number in found.numbers} == {
        "running": (1, 0),
        "ways_in": (2, 1),
        "contacts": (0, 0),
        "places": (1, 0),
        "changes": (1, 1),
        "follow_ups": (0, 0),
    }
    assert found.late == 2
    assert [(load.running, load.offered, load.places) for load in found.loads] == [(1, 1, 6), (0, 0, None)]
    assert (found.taken, found.places) == (1, 6)


def test_the_head_sees_numbers_and_no_names(scene: Scene, as_user: As) -> None:
    furnish(scene)
    page = as_user(scene.personas.hanne).get("/").content.decode()
    assert "Stand des Zentrums" in page
    assert "1 von 6" in page
    for name in ("Ulme", "Tanne", "Ysop", "Distel", "Jasmin", "Lerche", "Amsel"):
        assert name not in page, name


def test_cases_of_who_counsels_no_more_are_marked(scene: Scene, as_user: As) -> None:
    furnish(scene)
    head = as_user(scene.personas.hanne)
    assert "Konto geschlossen" not in head.get("/").content.decode()
    User.objects.filter(pk=scene.personas.jule.pk).update(is_active=False)
    page = head.get("/").content.decode()
    assert page.count("Konto geschlossen") == 1 and "Lerche" not in page
    User.objects.filter(pk=scene.personas.jule.pk).update(is_active=True)
    Membership.objects.filter(user=scene.personas.jule).delete()
    assert "berät hier nicht mehr" in head.get("/").content.decode()


def test_other_centres_are_not_counted(scene: Scene) -> None:
    furnish(scene)
    Membership.objects.create(user=scene.personas.fremd, centre=scene.personas.elsewhere, role=Role.HEAD)
    found = numbers_of(User.objects.get(pk=scene.personas.fremd.pk), timezone.localdate())
    assert sum(number.count for number in found.numbers) == 0


def test_others_do_not_see_them(scene: Scene, as_user: As) -> None:
    furnish(scene)
    for user in (scene.personas.toni, scene.personas.jule, scene.personas.ada, scene.personas.birte):
        assert "Stand des Zentrums" not in as_user(user).get("/").content.decode()


def test_many_cost_no_more_statements_than_few(scene: Scene, as_user: As) -> None:
    client = as_user(scene.personas.hanne)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get("/")
        return len(counted)

    furnish(scene)
    statements()
    few = statements()
    for at in range(20):
        scene.way_in(scene.person("Rosa", f"Raute{at}"), days_ago=at)
        scene.runs(scene.person("Finn", f"Farn{at}", scene.personas.jule))
    assert statements() == few
