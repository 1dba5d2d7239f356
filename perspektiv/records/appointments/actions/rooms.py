"""The centre's rooms."""

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.models import Room

NAME_MISSING = Text("Bitte geben Sie dem Raum einen Namen.", "Please give the room a name.")
NAME_TAKEN = Text("Ein Raum „{name}“ steht schon in der Liste.", "A room “{name}” is on the list already.")
CHANGED_MEANWHILE = Text(
    "Diesen Raum hat inzwischen jemand anders geändert. Bitte sehen Sie ihn sich noch einmal an.",
    "Somebody else has changed this room meanwhile. Please look at it again.",
)


@transaction.atomic
def add_room(*, by: Actor, centre: Centre, name: str, id: UUID | None = None) -> Room:
    """A new room at the end of the list."""
    name = _named(name)
    if id and (made := Room.objects.filter(pk=id, centre=centre).first()):
        return made
    must_be_new(Room, id)
    last = Room.objects.filter(centre=centre).aggregate(last=Max("position"))["last"] or 0
    room = Room(id=id or uuid4(), centre=centre, name=name, position=last + 1)
    try:
        with transaction.atomic():
            room.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(NAME_TAKEN, name=name) from error
    record(by=by, what="appointments.room_added", subject=room)
    return room


@transaction.atomic
def change_room(*, by: Actor, room: Room, version: int, name: str, in_use: bool) -> Room:
    """Its name, and whether it is still used; what was booked in it stays."""
    name = _named(name)
    if (room.name, room.in_use) == (name, in_use):
        return room
    try:
        with transaction.atomic():
            unchanged = Room.objects.filter(pk=room.pk, version=version)
            changed = unchanged.update(name=name, in_use=in_use, version=F("version") + 1)
    except IntegrityError as error:
        raise Refused(NAME_TAKEN, name=name) from error
    if not changed:
        raise Refused(CHANGED_MEANWHILE)
    room.name, room.in_use, room.version = name, in_use, version + 1
    record(by=by, what="appointments.room_changed", subject=room)
    return room


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(NAME_MISSING)
    return " ".join(name.split())[:60]
