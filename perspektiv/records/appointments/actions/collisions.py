"""Double bookings, said as a sentence with the next free times."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.appointments.double_booking import COUNSELLOR, ROOM
from perspektiv.records.appointments.models import ACTIVE, Appointment
from perspektiv.records.appointments.moments import moment, moments
from perspektiv.records.appointments.nothing_free import why_nothing
from perspektiv.records.appointments.slots import free_slots

COUNSELLOR_TAKEN = Text(
    "{who} hat am {when} Uhr schon einen Termin. {next}",
    "{who} already has an appointment on {when}. {next}",
)
ROOM_TAKEN = Text("{who} ist am {when} Uhr schon belegt. {next}", "{who} is already taken on {when}. {next}")
NO_ROOM = Text("Am {when} Uhr ist kein Raum frei. {next}", "No room is free on {when}. {next}")
NEXT_TIMES = Text("Nächste freie Zeiten: {times}.", "Next free times: {times}.")


class DoubleBooked(Refused):
    """A counsellor, a room or the participant has something else at that time."""


@contextmanager
def guarded(wish: Appointment, *, only_counsellor: bool = False) -> Iterator[None]:
    """Writes inside; what the database then refuses as a double booking becomes a sentence.

    ``wish`` is the appointment as it shall be. What the guards of the database leave out, the participant's own time
    and imported history, is looked up first. ``only_counsellor``: time and room are those it had before.
    """
    if refusal := collision(wish, guarded_too=False, only_counsellor=only_counsellor):
        raise refusal
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if COUNSELLOR in str(error):
            raise counsellor_taken(wish) from error
        if ROOM in str(error):
            raise _room_taken(wish) from error
        raise


def collision(wish: Appointment, *, guarded_too: bool = True, only_counsellor: bool = False) -> DoubleBooked | None:
    """What stands against the wish; without ``guarded_too`` only what the database does not guard itself."""
    if wish.status not in ACTIVE:
        return None
    others = Appointment.objects.overlapping(wish.starts_at, wish.ends_at).exclude(pk=wish.pk)
    mine = Q(participant=wish.participant_id)
    taken = Q(counsellor=wish.counsellor_id or None, counsellor__isnull=False) | Q(
        room=wish.room_id or None, room__isnull=False
    )
    if only_counsellor:
        mine, taken = Q(pk__in=()), Q(counsellor=wish.counsellor_id or None, counsellor__isnull=False)
    if not guarded_too and not wish.imported:
        taken &= ~Q(source_key="")
    for participant, counsellor in others.filter(mine | taken).values_list("participant_id", "counsellor_id"):
        if participant == wish.participant_id:
            return _taken(COUNSELLOR_TAKEN, wish, str(wish.participant))
        return counsellor_taken(wish) if counsellor == wish.counsellor_id else _room_taken(wish)
    return None


def no_room_free(wish: Appointment) -> DoubleBooked:
    """No room is left for a talk that takes place in the centre."""
    return _taken(NO_ROOM, wish, "")


def counsellor_taken(wish: Appointment) -> DoubleBooked:
    return _taken(COUNSELLOR_TAKEN, wish, str(wish.counsellor))


def _room_taken(wish: Appointment) -> DoubleBooked:
    return _taken(ROOM_TAKEN, wish, str(wish.room))


def _taken(sentence: Text, wish: Appointment, who: str) -> DoubleBooked:
    after = max(wish.starts_at, timezone.now())
    slots = free_slots(
        wish.centre,
        wish.counsellor,
        after=after,
        minutes=wish.minutes,
        without=wish,
        needs_room=wish.place == Appointment.Place.CENTRE,
    )
    next = NEXT_TIMES.filled(times=moments(slot.at for slot in slots)) if slots else None
    next = next or why_nothing(wish.centre, wish.counsellor, after)
    return DoubleBooked(sentence, who=who, when=moment(wish.starts_at), next=next)
