"""The list of rooms."""

from collections.abc import Callable
from uuid import uuid4

from django.test import Client

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Room
from tests.records.appointments.office import Office

AsUser = Callable[[User], Client]


def test_adding_a_room_twice_with_one_form_adds_it_once(office: Office, as_user: AsUser) -> None:
    client, sent = as_user(office.personas.birte), {"name": "  Raum   4 ", "id": uuid4()}
    for _ in range(2):
        assert client.post("/raeume/", sent).status_code == 303
    assert Room.objects.filter(name="Raum 4").count() == 1
    assert TrailRow.objects.filter(what="appointments.room_added").count() == 1


def test_a_name_twice_is_refused_and_what_was_typed_stays(office: Office, as_user: AsUser) -> None:
    answer = as_user(office.personas.birte).post("/raeume/", {"name": "Raum 2", "id": uuid4()})
    assert answer.status_code == 409 and "steht schon in der Liste" in answer.content.decode()
    room = office.rooms[0]
    changed = {"room": room.id, "version": 1, "name": "Raum 2", "in_use": "1"}
    assert as_user(office.personas.birte).post("/raeume/", changed).status_code == 409


def test_a_room_is_renamed_and_taken_out_of_use(office: Office, as_user: AsUser) -> None:
    client, room = as_user(office.personas.birte), office.rooms[0]
    assert client.post("/raeume/", {"room": room.id, "version": 1, "name": "Gartenraum"}).status_code == 303
    room.refresh_from_db()
    assert (room.name, room.in_use, room.version) == ("Gartenraum", False, 2)
    stale = client.post("/raeume/", {"room": room.id, "version": 1, "name": "Anders", "in_use": "1"})
    assert stale.status_code == 409 and "Anders" in stale.content.decode()


def test_rooms_of_another_centre_are_not_there(office: Office, as_user: AsUser) -> None:
    room = Room.objects.create(centre=office.personas.elsewhere, name="Fern")
    client = as_user(office.personas.birte)
    assert "Fern" not in client.get("/raeume/").content.decode()
    assert client.post("/raeume/", {"room": room.id, "version": 1, "name": "Nah"}).status_code == 404
