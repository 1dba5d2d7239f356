"""What is written to participant and jobcoach about the times proposed for a closing talk."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.actions.resuming import resume
from perspektiv.records.letters.links import link_of_jobcoach, link_of_participant
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.models import Participant


def send_proposal(*, by: Actor, dates: Sequence[ClosingDate]) -> list[Message]:
    """One message to the participant, and one to the jobcoach, unless they proposed it."""
    first = dates[0]
    participant, jobcoach = first.participant, first.participation.jobcoach
    for_all = partial(write, by=by, centre=first.centre, purpose=Purpose.CLOSING_DATES, about=first.participation_id)
    fields = {
        "dates": "\n".join(f"{timezone.localtime(date.starts_at):%Y-%m-%dT%H:%M}" for date in dates),
        "with": str(first.counsellor),
    }
    sent = [
        for_all(
            key=_key(first.batch, "participant"),
            participant=participant,
            fields={**fields, "person": "", "link": link_of_participant(participant)},
        )
    ]
    if jobcoach and not first.from_jobcoach:
        sent.append(
            for_all(
                key=_key(first.batch, "jobcoach"),
                jobcoach=jobcoach,
                fields={**fields, "person": with_dots(participant), "link": link_of_jobcoach(jobcoach, participant)},
            )
        )
    return sent


def withdraw_proposal(*, by: Actor, batch: UUID, centre: Centre) -> None:
    for to in ("participant", "jobcoach"):
        withdraw(by=by, key=_key(batch, to), centre=centre)


def resume_proposal(*, by: Actor, batch: UUID, centre: Centre) -> None:
    """What was withdrawn before it left goes out after all."""
    for to in ("participant", "jobcoach"):
        resume(by=by, key=_key(batch, to), centre=centre)


def _key(batch: UUID, to: str) -> str:
    return f"closing-dates:{batch}:{to}"


def with_dots(participant: Participant) -> str:
    """ "D. D.": enough for whoever proposed the person, and nothing for others."""
    return " ".join(f"{part[0]}." for part in str(participant).split()[:2])
