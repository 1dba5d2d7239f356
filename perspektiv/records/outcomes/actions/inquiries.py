"""Asking jobcoaches by mail."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from smtplib import SMTPException
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.outcomes.due import desk_centres
from perspektiv.records.outcomes.letters import NOT_AGAIN_FOR, Letter, letters_for, mail_of
from perspektiv.records.outcomes.links import VALID_FOR, address_of
from perspektiv.records.outcomes.models import Inquiry
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Jobcoach, Participant


@dataclass
class Sent:
    mails: int = 0
    questions: int = 0
    failed: list[str] = field(default_factory=list)


def ask_jobcoaches(*, by: User, ids: Iterable[UUID]) -> Sent:
    """One mail to each jobcoach with all due questions about these people; none twice within a fortnight.

    Each mail is claimed first and sent then, so that two who press the button at once send one; what could not be
    sent is free again.
    """
    done = Sent()
    for letter in letters_for(desk_centres(by), timezone.localdate(), set(ids)).ready:
        claimed = _claim(by, letter)
        if not claimed:
            continue
        try:
            send(letter.jobcoach, [inquiry for inquiry, _ in claimed])
        except (OSError, SMTPException):
            _let_go(by, claimed)
            done.failed.append(str(letter.jobcoach))
        else:
            done.mails += 1
            done.questions += len(claimed)
    return done


@transaction.atomic
def _claim(by: Actor, letter: Letter) -> list[tuple[Inquiry, datetime | None]]:
    """The questions that nobody else is sending, with when they were sent before."""
    wait_for_turn()
    now, claimed = timezone.now(), []
    for asked in letter.questions:
        inquiry, _ = Inquiry.objects.select_for_update().get_or_create(
            participant=asked.participant,
            about=asked.about,
            jobcoach=letter.jobcoach,
            due_on=asked.case.window.last,
            defaults={"centre_id": asked.participant.centre_id},
        )
        before = inquiry.sent_at
        if before is None or before <= now - NOT_AGAIN_FOR:
            _sent(inquiry, now)
            record(by=by, what="outcomes.jobcoach_asked", subject=inquiry, person=inquiry.participant_id)
            claimed.append((inquiry, before))
    return claimed


@transaction.atomic
def _let_go(by: Actor, claimed: list[tuple[Inquiry, datetime | None]]) -> None:
    wait_for_turn()
    for inquiry, before in claimed:
        _sent(inquiry, before)
        record(by=by, what="outcomes.jobcoach_asked_undone", subject=inquiry, person=inquiry.participant_id)


def _sent(inquiry: Inquiry, at: datetime | None) -> None:
    inquiry.sent_at = at
    inquiry.version += 1
    inquiry.save(update_fields=["sent_at", "version"])


def send(jobcoach: Jobcoach, inquiries: list[Inquiry]) -> None:
    """No name: initials and the end of the customer number say enough to those who know the person."""
    with translation.override("de"):
        context = {
            "centre": jobcoach.centre,
            "questions": [(inquiry, shown(inquiry.participant), address_of(inquiry)) for inquiry in inquiries],
            "days": VALID_FOR.days,
        }
        text = render_to_string("outcomes/mails/inquiry.txt", context)
    subject, _, body = text.strip().partition("\n")
    EmailMessage(subject.strip(), body.lstrip(), to=[mail_of(jobcoach)]).send()


def shown(participant: Participant) -> str:
    """How a mail or an open page names a person.

    >>> shown(Participant(given_name="Dilan", family_name="Distel", customer_number="317A123456"))
    'D. D. (…3456)'
    """
    initials = shortened(participant)
    ending = f"(…{participant.customer_number[-4:]})" if participant.customer_number else ""
    return " ".join(part for part in (initials, ending) if part) or "–"


def shortened(participant: Participant) -> str:
    """
    >>> shortened(Participant(given_name="Dilan", family_name="Distel", customer_number="317A123456"))
    'D. D.'
    """
    return " ".join(f"{name[0]}." for name in (participant.given_name, participant.family_name) if name)
