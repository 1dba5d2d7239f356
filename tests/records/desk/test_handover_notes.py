"""Handover notes: to one person, read by them and by whoever wrote it, and by nobody else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.cases.actions.handovers import finish, hand_over
from perspektiv.records.cases.actions.substitutes import substitute
from perspektiv.records.cases.handing_over import notes_for, receivers, to_write
from perspektiv.records.cases.models import HandoverNote
from perspektiv.records.desk.todos import todos_of
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.models import Care, Participant
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]
WORDS = "Ruft lieber nachmittags an; der Praktikumsplatz steht."


@pytest.fixture
def person(scene: Scene) -> Participant:
    """Jule counsels; Merle stands in from today on."""
    person = scene.person("Dilan", "Distel", scene.personas.jule)
    today = timezone.localdate()
    substitute(
        by=scene.personas.birte,
        participations=[scene.runs(person)],
        counsellor=scene.personas.merle,
        first=today,
        last=today + timedelta(days=6),
    )
    return person


def written(scene: Scene, person: Participant) -> HandoverNote:
    return hand_over(by=scene.personas.jule, participant=person, to=scene.personas.merle, words=WORDS)


def test_whoever_hands_on_is_asked_for_a_note_until_there_is_one(scene: Scene, person: Participant) -> None:
    jule, day = scene.personas.jule, timezone.localdate()
    assert to_write(jule) == [(person, scene.personas.merle)]
    assert any(todo.icon == "pen" for todo in todos_of(jule, day))
    written(scene, person)
    assert to_write(jule) == []
    assert not any(todo.icon == "pen" for todo in todos_of(jule, day))


def test_it_stands_on_today_of_its_receiver_until_it_is_done(scene: Scene, person: Participant, as_user: As) -> None:
    note = written(scene, person)
    client = as_user(scene.personas.merle)
    for _ in range(2):
        page = client.get("/").content.decode()
        assert WORDS in page
        assert "1 Übergabenotiz für Sie" in page
    assert TrailRow.objects.filter(what="handover_on_today.read", person=person.pk).count() == 1
    client.post(f"/uebergaben/{note.pk}/erledigt/")
    assert WORDS not in client.get("/").content.decode()
    client.post(f"/uebergaben/{note.pk}/wieder/")
    assert WORDS in client.get("/").content.decode()
    what = list(TrailRow.objects.filter(what__startswith="cases.handover").values_list("what", flat=True))
    assert sorted(what) == ["cases.handover_done", "cases.handover_done_undone", "cases.handover_written"]


def test_nobody_else_reads_it_anywhere(scene: Scene, person: Participant, as_user: As) -> None:
    written(scene, person)
    break_glass(by=scene.personas.birte, participant=person, reason="Krankheit, dringender Anruf")
    for user in (scene.personas.toni, scene.personas.birte, scene.personas.ada, scene.personas.hanne):
        client = as_user(user)
        assert WORDS not in client.get("/").content.decode()
        assert client.get(f"/personen/{person.pk}/uebergabe/").status_code == 404
        for page in ("", "notizen/"):
            assert WORDS not in client.get(f"/personen/{person.pk}/{page}").content.decode()
        assert WORDS not in client.get("/suche/?q=nachmittags").content.decode()


def test_a_third_counsellor_of_the_case_does_not_read_it(scene: Scene, person: Participant, as_user: As) -> None:
    fremd = scene.personas.fremd
    other = User.objects.create_user("nora@example.org", "geheim geheim", given_name="Nora", family_name="Meise")
    fremd.memberships.filter(role="counsellor").update(user=other, centre=person.centre)
    Care.objects.create(centre=person.centre, participant=person, user=other)
    written(scene, person)
    page = as_user(other).get(f"/personen/{person.pk}/uebergabe/")
    assert page.status_code == 200
    assert WORDS not in page.content.decode()


def test_who_no_longer_stands_in_reads_it_no_more(scene: Scene, person: Participant) -> None:
    written(scene, person)
    assert notes_for(scene.personas.merle)
    yesterday = timezone.now() - timedelta(days=1)
    Care.objects.filter(user=scene.personas.merle).update(since=yesterday, until=yesterday)
    assert notes_for(scene.personas.merle) == []


def test_it_is_encrypted(scene: Scene, person: Participant) -> None:
    written(scene, person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM cases_handovernote")
        (stored,) = cursor.fetchone()
    assert "nachmittags" not in str(stored)


def test_only_whoever_takes_over_or_stands_in_can_get_one(scene: Scene, person: Participant) -> None:
    assert receivers(scene.personas.jule, person) == [scene.personas.merle]
    with pytest.raises(Refused):
        hand_over(by=scene.personas.jule, participant=person, to=scene.personas.toni, words=WORDS)
    with pytest.raises(Refused):
        hand_over(by=scene.personas.jule, participant=person, to=scene.personas.merle, words="  ")


def test_sent_twice_it_is_one(scene: Scene, person: Participant, as_user: As) -> None:
    client, id = as_user(scene.personas.jule), str(uuid4())
    for _ in range(2):
        client.post(f"/personen/{person.pk}/uebergabe/", {"id": id, "to": str(scene.personas.merle.pk), "words": WORDS})
    assert HandoverNote.objects.get().words == WORDS


def test_the_writer_cannot_finish_it(scene: Scene, person: Participant, as_user: As) -> None:
    note = written(scene, person)
    assert as_user(scene.personas.jule).post(f"/uebergaben/{note.pk}/erledigt/").status_code == 404
    assert finish(by=scene.personas.merle, note=note).done_at
