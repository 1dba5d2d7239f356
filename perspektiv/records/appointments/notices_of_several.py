"""What is written when several appointments of a person are booked, called off or given to another counsellor at once.

One message with all dates, instead of one a date; and what becomes of it when that is taken back.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

from django.utils import timezone

from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments import notices
from perspektiv.records.appointments.calendar_files import Address, address_of, invitation, publication
from perspektiv.records.appointments.models import ACTIVE, Appointment, AppointmentChange
from perspektiv.records.appointments.proposal_letters import with_dots
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.fields import fields_of as fields_known
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.links import link_of_jobcoach, link_of_participant
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.models import Jobcoach, Participant

TOGETHER = (Purpose.SEVERAL, Purpose.SEVERAL_CANCELLED, Purpose.OTHER_COUNSELLOR)
_AFTER = UUID("c0b6a5f2-7c0e-4f1b-8b0d-2f4be0a3f6d7")


def tell_together(*, by: Actor, appointments: Sequence[Appointment], purpose: Purpose, action: UUID) -> list[Message]:
    """Writes to the participant, and to the jobcoach of a closing talk: one message each, once a step.

    Of several that were booked, the only one that still stands is an ordinary invitation.
    """
    ahead = [one for one in appointments if one.starts_at > timezone.now()]
    told = [one for one in ahead if stands(one) == (purpose != Purpose.SEVERAL_CANCELLED)]
    if purpose == Purpose.SEVERAL and len(told) == 1:
        return notices.tell(by=by, appointment=told[0], purpose=Purpose.INVITATION, action=action)
    return [_written(by, to, theirs, purpose, action) for to, theirs in _concerned(told)]


def take_back_together(*, by: Actor, action: UUID, undone: Sequence[Appointment]) -> None:
    """What still waits is stopped; whoever was told already is told how it is now, of all dates in one message.

    What the undo left as it was, since somebody changed it meanwhile, is told anew where its message was stopped.
    """
    left, after = _left(action, undone), uuid5(_AFTER, str(action))
    receivers = {to.pk for one in (*undone, *left) for to in notices.concerned(one)}
    keys = [_key(action, purpose, to) for purpose in TOGETHER for to in receivers]
    for told in Message.objects.filter(key__in=keys, centre__in={one.centre_id for one in undone}):
        purpose = Purpose(told.purpose)
        if withdraw(by=by, key=told.key, centre=told.centre):
            tell_together(by=by, appointments=left, purpose=purpose, action=after)
        elif told.state in notices.GONE:
            again = purpose if purpose == Purpose.OTHER_COUNSELLOR else Purpose.SEVERAL
            for now in (again, Purpose.SEVERAL_CANCELLED):
                tell_together(by=by, appointments=undone, purpose=now, action=after)


def message_about(action: UUID, participant: Participant) -> Message | None:
    """What was written to a participant of all that was done in one step."""
    keys = [_key(action, purpose, participant.pk) for purpose in TOGETHER]
    return Message.objects.filter(key__in=keys, centre=participant.centre_id).first()


def stands(appointment: Appointment) -> bool:
    return appointment.status in ACTIVE and appointment.withdrawn_at is None


def _left(action: UUID, undone: Sequence[Appointment]) -> list[Appointment]:
    """Those of the step that were not undone and are still to come."""
    of_step = AppointmentChange.objects.filter(action=action).values("appointment")
    others = Appointment.objects.filter(pk__in=of_step, starts_at__gt=timezone.now())
    return list(others.exclude(pk__in=[one.pk for one in undone]))


def _concerned(appointments: Sequence[Appointment]) -> Iterator[tuple[Participant | Jobcoach, list[Appointment]]]:
    theirs: dict[UUID, list[Appointment]] = {}
    people: dict[UUID, Participant | Jobcoach] = {}
    for appointment in sorted(appointments, key=lambda one: one.starts_at):
        for to in notices.concerned(appointment):
            people[to.pk] = to
            theirs.setdefault(to.pk, []).append(appointment)
    for id, to in people.items():
        yield to, theirs[id]


def _written(
    by: Actor, to: Participant | Jobcoach, appointments: list[Appointment], purpose: Purpose, action: UUID
) -> Message:
    person = to if isinstance(to, Participant) else None
    first = appointments[0]
    return write(
        by=by,
        centre=first.centre,
        key=_key(action, purpose, to.pk),
        purpose=purpose,
        fields=_fields(to, appointments, purpose),
        participant=person,
        jobcoach=None if isinstance(to, Participant) else to,
        about=first.participation_id or first.referral_id,
        calendar=_calendar(to, appointments, purpose),
        due_at=timezone.now() + notices.HELD_BACK,
    )


def _fields(to: Participant | Jobcoach, appointments: list[Appointment], purpose: Purpose) -> dict[str, str]:
    language = to.language if isinstance(to, Participant) else "de"
    each = [notices.fields_of(one, language) for one in appointments]
    own, place = _places([fields["place"] for fields in each], address_of(letterhead_of(appointments[0].centre_id)))
    if "place" not in fields_known(purpose):
        own = [""] * len(each)
    link = link_of_participant(to) if isinstance(to, Participant) else link_of_jobcoach(to, appointments[0].participant)
    said = {
        "dates": "\n".join(
            f"{fields['day']}T{fields['time']} {where}".strip() for fields, where in zip(each, own, strict=True)
        ),
        "place": place,
        "with": _all(fields["with"] for fields in each),
        "person": "" if isinstance(to, Participant) else with_dots(appointments[0].participant),
        "link": link,
    }
    return {name: value for name, value in said.items() if name in fields_known(purpose)}


def _calendar(to: Participant | Jobcoach, appointments: list[Appointment], purpose: Purpose) -> str:
    """An invitation may hold one event alone (RFC 5546, 3.2.2); several are published, and replaced all the same."""
    off = purpose == Purpose.SEVERAL_CANCELLED
    if len(appointments) > 1:
        return publication(appointments, off=off)
    return invitation(appointments[0], "CANCEL" if off else "REQUEST", to=Address(str(to), to.email))


def _places(places: Sequence[str], address: str) -> tuple[list[str], str]:
    """What is said of the place beside each date, and once of all: the rooms beside the dates where they differ.

    >>> _places(["Raum 1, Weg 1", "Raum 1, Weg 1"], "Weg 1")
    (['', ''], 'Raum 1, Weg 1')
    >>> _places(["Raum 1, Weg 1", "Telefon", "Weg 1"], "Weg 1")
    (['Raum 1', 'Telefon', ''], 'Weg 1')
    """
    if len(set(places)) == 1:
        return [""] * len(places), places[0]
    there = address if any(place.endswith(address) for place in places) else ""
    return [place.removesuffix(address).rstrip(", ") for place in places], there


def _all(words: Iterator[str]) -> str:
    """
    >>> _all(iter(["Raum 1", "", "Raum 2", "Raum 1"]))
    'Raum 1, Raum 2'
    """
    return ", ".join(dict.fromkeys(filter(None, words)))


def _key(action: UUID, purpose: Purpose, to: UUID) -> str:
    return f"appointments:{action}:{purpose}:{to}"
