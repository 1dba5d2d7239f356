"""What is written to those concerned when an appointment is booked, moved or cancelled, and when that is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone, translation

from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.calendar_files import Address, invitation, place_of
from perspektiv.records.appointments.models import ACTIVE, Appointment, AppointmentChange
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.post import post_reaches
from perspektiv.records.appointments.proposal_letters import with_dots
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.links import link_of_jobcoach, link_of_participant
from perspektiv.records.letters.models import Channel, Message, Purpose
from perspektiv.records.letters.way import consented, way_to
from perspektiv.records.people.models import Jobcoach, Participant

HELD_BACK = timedelta(minutes=1)
"""So long a message waits, that it can be taken back with what it tells."""
PURPOSES = (Purpose.INVITATION, Purpose.MOVED, Purpose.CANCELLED)
GONE = (Message.State.SENDING, Message.State.SENT, Message.State.UNCERTAIN, Message.State.PRINTED)

_AFTER = UUID("9f0f2f0e-52a4-4c1e-9d57-1d6a2c9d3b11")


@dataclass(frozen=True)
class Reach:
    """How somebody would be told."""

    channel: Channel
    open: bool  # there is an address for it
    late: bool = False  # a letter that comes after the day

    @property
    def to_call(self) -> bool:
        return self.late or not self.open


def reach_of(participant: Participant, day: date) -> Reach:
    way = way_to(participant)
    late = way.channel == Channel.LETTER and local(day, time.min) < post_reaches(timezone.now())
    return Reach(way.channel, not way.why_not, late)


def told_unasked(participant: Participant) -> bool:
    """Whether a message is the usual: where the person wished for messages."""
    return consented(participant)


def tell(
    *, by: Actor, appointment: Appointment, purpose: Purpose, action: UUID, before: datetime | None = None
) -> list[Message]:
    """Writes to the participant, and to the jobcoach of a closing talk. ``before``: the time that no longer holds.

    Nobody is written to about what is over, as where something is entered afterwards.
    """
    if max(appointment.starts_at, before or appointment.starts_at) <= timezone.now():
        return []
    return [_written(by, appointment, to, purpose, action, before) for to in concerned(appointment)]


def take_back(*, by: Actor, appointment: Appointment, action: UUID) -> None:
    """What still waits is stopped; whoever was told already is told how it is now."""
    for to in concerned(appointment):
        for purpose in PURPOSES:
            key = _key(appointment, to, purpose, action)
            told = Message.objects.filter(centre=appointment.centre_id, key=key).first()
            if told is None or withdraw(by=by, key=key, centre=appointment.centre):
                continue
            if told.state in GONE:
                _correct(by, appointment, to, purpose, action)


def messages_about(action: UUID, appointments: list[Appointment]) -> dict[UUID, Message]:
    """What was written to the participants of these appointments in one step."""
    keys = {_key(one, one.participant, purpose, action): one.pk for one in appointments for purpose in PURPOSES}
    return {keys[message.key]: message for message in Message.objects.filter(key__in=list(keys))}


def _correct(by: Actor, appointment: Appointment, to: Participant | Jobcoach, purpose: Purpose, action: UUID) -> None:
    stands = appointment.status in ACTIVE and appointment.withdrawn_at is None
    now = (Purpose.MOVED if purpose == Purpose.MOVED else Purpose.INVITATION) if stands else Purpose.CANCELLED
    step = AppointmentChange.objects.filter(action=action, appointment=appointment).first()
    before = step.starts_after if step else None
    _written(by, appointment, to, now, uuid5(_AFTER, str(action)), before)


def concerned(appointment: Appointment) -> Iterator[Participant | Jobcoach]:
    yield appointment.participant
    closing = appointment.kind == Appointment.Kind.CLOSING_TALK and appointment.participation
    if closing and closing.jobcoach:
        yield closing.jobcoach


def _written(
    by: Actor,
    appointment: Appointment,
    to: Participant | Jobcoach,
    purpose: Purpose,
    action: UUID,
    before: datetime | None,
) -> Message:
    person = to if isinstance(to, Participant) else None
    fields = fields_of(appointment, to.language if isinstance(to, Participant) else "de")
    fields["link"] = link_of_participant(person) if person else _for_jobcoach(appointment, to)
    if person is None:
        fields["person"] = with_dots(appointment.participant)
    if purpose == Purpose.MOVED:
        old = timezone.localtime(before or appointment.starts_at)
        fields |= {"old_day": f"{old:%Y-%m-%d}", "old_time": f"{old:%H:%M}"}
    method = "CANCEL" if purpose == Purpose.CANCELLED else "REQUEST"
    return write(
        by=by,
        centre=appointment.centre,
        key=_key(appointment, to, purpose, action),
        purpose=purpose,
        fields=fields,
        participant=person,
        jobcoach=None if isinstance(to, Participant) else to,
        about=appointment.pk,
        calendar=invitation(appointment, method, to=Address(str(to), to.email)),
        due_at=timezone.now() + HELD_BACK,
    )


def fields_of(appointment: Appointment, language: str) -> dict[str, str]:
    """Day, time, place and with whom, as templates take them."""
    start, end = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    with translation.override("en" if language == "en" else "de"):
        place = place_of(appointment, letterhead_of(appointment.centre_id)) or str(appointment.get_place_display())
    return {
        "day": f"{start:%Y-%m-%d}",
        "time": f"{start:%H:%M}",
        "until": f"{end:%H:%M}",
        "place": place,
        "with": str(appointment.counsellor or ""),
    }


def _for_jobcoach(appointment: Appointment, to: Participant | Jobcoach) -> str:
    return link_of_jobcoach(to, appointment.participant) if isinstance(to, Jobcoach) else ""


def _key(appointment: Appointment, to: Participant | Jobcoach, purpose: Purpose, action: UUID) -> str:
    whom = "participant" if isinstance(to, Participant) else "jobcoach"
    return f"appointment:{appointment.pk}:{action}:{purpose}:{whom}"
