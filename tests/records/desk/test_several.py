"""Several at once: how many is said first, one undo takes all back, and a foreign one among them stops everything."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import CaseOffer
from perspektiv.records.letters.models import Message
from perspektiv.records.people.models import Participant
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


@pytest.fixture
def people(scene: Scene) -> list[Participant]:
    made = [scene.person(name, "Distel", scene.personas.jule) for name in ("Alma", "Bela", "Cora")]
    for person in made:
        person.street, person.postcode, person.city = "Gartenweg 1", "44135", "Dortmund"
        person.save()
        scene.runs(person)
    return made


@pytest.fixture
def talks(scene: Scene, people: list[Participant]) -> list[Appointment]:
    at = timezone.now() - timedelta(hours=2)
    return [scene.appointment(person.participations.get(), at) for person in people]


def ids(people: list[Participant]) -> list[str]:
    return [str(person.pk) for person in people]


def undo_of(client: Client, page: str) -> str:
    found = re.search(r'data-undo.*?action="([^"]+)"', client.get(page).content.decode(), re.DOTALL)
    assert found
    return found.group(1)


def test_the_list_offers_what_the_role_may_do(people: list[Participant], scene: Scene, as_user: As) -> None:
    for user, writes, steers in ((scene.personas.toni, True, False), (scene.personas.birte, True, True)):
        page = as_user(user).get("/personen/").content.decode()
        assert page.count("data-picks") == 3
        assert ("/briefe/an-mehrere/" in page, "/faelle/uebergeben/" in page) == (writes, steers)


def test_a_letter_goes_to_all_and_is_taken_back_at_once(people: list[Participant], scene: Scene, as_user: As) -> None:
    client = as_user(scene.personas.toni)
    page = client.post("/briefe/an-mehrere/", {"person": ids(people)}).content.decode()
    assert "An 3 Personen schreiben" in page
    assert not Message.objects.exists()
    sent = {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("batch", "name")}
    for _ in range(2):
        client.post("/briefe/an-mehrere/", {**sent, "person": ids(people), "step": "send", "text": "Am Freitag zu."})
    assert Message.objects.count() == 3
    client.post(undo_of(client, "/nachrichten/"))
    assert {message.state for message in Message.objects.all()} == {Message.State.STOPPED}


def test_cases_are_offered_together_and_withdrawn_together(
    people: list[Participant], scene: Scene, as_user: As
) -> None:
    client = as_user(scene.personas.birte)
    page = client.post("/faelle/uebergeben/", {"person": ids(people)}).content.decode()
    assert "3 Fälle übergeben" in page
    batch = re.findall(r'name="batch" value="([^"]+)"', page)[0]
    sent = {"batch": batch, "person": ids(people), "step": "offer", "counsellor": str(scene.personas.merle.pk)}
    for _ in range(2):
        client.post("/faelle/uebergeben/", sent)
    assert CaseOffer.objects.filter(counsellor=scene.personas.merle, answer="open").count() == 3
    client.post(f"/faelle/uebergeben/{batch}/zurueck/")
    assert not CaseOffer.objects.filter(answer="open").exists()


def test_appointments_are_marked_together_and_taken_back_together(
    talks: list[Appointment], scene: Scene, as_user: As
) -> None:
    client = as_user(scene.personas.toni)
    sent = {"appointment": [f"{talk.pk}.{talk.version}" for talk in talks], "status": "no_show"}
    asked = client.post("/termine/auswahl/", sent)
    assert "3 Termine vermerken" in asked.content.decode()
    assert not Appointment.objects.exclude(status=Status.PLANNED).exists()
    client.post("/termine/auswahl/", {**sent, "shown": "3"})
    assert {talk.status for talk in Appointment.objects.all()} == {Status.NO_SHOW}
    client.post(undo_of(client, "/termine/"))
    assert {talk.status for talk in Appointment.objects.all()} == {Status.PLANNED}


def test_what_somebody_said_meanwhile_stops_all(talks: list[Appointment], scene: Scene, as_user: As) -> None:
    sent = {"appointment": [f"{talk.pk}.{talk.version}" for talk in talks], "status": "held", "shown": "3"}
    mark(by=scene.personas.jule, appointment=talks[1], version=talks[1].version, status=Status.EXCUSED)
    assert as_user(scene.personas.toni).post("/termine/auswahl/", sent).status_code == 409
    assert not Appointment.objects.filter(status=Status.HELD).exists()


@pytest.mark.parametrize(
    ("page", "who"),
    [
        ("/briefe/an-mehrere/", "jule"),
        ("/faelle/uebergeben/", "birte"),
        ("/personen/auswahl/liste/", "jule"),
        ("/personen/auswahl/etiketten/", "jule"),
    ],
)
def test_one_foreign_person_stops_all(
    people: list[Participant], scene: Scene, as_user: As, page: str, who: str
) -> None:
    foreign = scene.person("Mara", "Malve")
    if who == "birte":
        foreign.centre = scene.personas.elsewhere
        foreign.save()
    client = as_user(getattr(scene.personas, who))
    assert client.post(page, {"person": ids(people)}).status_code == 200
    assert client.post(page, {"person": ids([*people, foreign])}).status_code == 404
    assert client.post(page, {"person": [*ids(people), "nonsense"]}).status_code == 404
    assert client.post(page, {}).status_code == 409


def test_a_foreign_appointment_stops_all(talks: list[Appointment], scene: Scene, as_user: As) -> None:
    sent = {"appointment": [f"{talk.pk}.{talk.version}" for talk in talks], "status": "held", "shown": "3"}
    assert as_user(scene.personas.merle).post("/termine/auswahl/", sent).status_code == 404
    assert not Appointment.objects.filter(status=Status.HELD).exists()


def test_labels_have_addresses_and_say_who_has_none(people: list[Participant], scene: Scene, as_user: As) -> None:
    Participant.objects.filter(pk=people[0].pk).update(street="")
    page = as_user(scene.personas.toni).post("/personen/auswahl/etiketten/", {"person": ids(people)}).content.decode()
    assert page.count("<address>") == 2
    assert "Ohne Anschrift: Alma Distel" in page
