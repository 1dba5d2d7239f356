"""What falls due by the plan: somebody is asked once an occasion, reminded once, and left alone when it is settled."""

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from perspektiv.records.access.tokens import hashed
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.moments import local
from perspektiv.records.feedback.actions.invitations import invite, token_for
from perspektiv.records.feedback.links import address_of
from perspektiv.records.feedback.models import InstrumentVersion, Invitation, WhyNot
from perspektiv.records.feedback.occasions import Occasion
from perspektiv.records.feedback.plan import limit_of
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.letters.turning import filled_with
from perspektiv.records.letters.way import agrees_to_surveys, no_questions, way_to
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant


@transaction.atomic
def ask(*, by: Actor, occasion: Occasion) -> Invitation | None:
    """The invitation with its message, or why there is none; nothing if it is written down already."""
    wait_for_turn()
    participation, rule = occasion.participation, occasion.rule
    if Invitation.objects.filter(centre=participation.centre_id, occasion=occasion.key).exists():
        return None
    version = InstrumentVersion.objects.published().filter(instrument=rule.instrument).order_by("-number").first()
    if version is None:
        return None
    person = Participant.objects.select_related("centre").get(pk=participation.participant_id)
    invitation = invite(
        by=by,
        version=version,
        occasion=occasion.key,
        due_on=occasion.due_on,
        closes_on=max(occasion.due_on, timezone.localdate()) + rule.open_for,
        participation=participation,
        moment=rule.moment,
        appointment=occasion.appointment,
        rule=rule,
        why_not=occasion.why_not or not_to_be_asked(person, version),
    )
    if not invitation.why_not:
        link = address_of(token_for(invitation, by=by))
        invitation.message = _written(by, invitation, person, Purpose.FEEDBACK_INVITATION, link)
        invitation.save(update_fields=["message"])
    return invitation


@transaction.atomic
def send_link(*, by: Actor, invitation: Invitation) -> Invitation:
    """The message of an invitation that was made by hand."""
    wait_for_turn()
    person = Participant.objects.select_related("centre").get(pk=invitation.participant_id)
    link = address_of(token_for(invitation, by=by))
    invitation.message = _written(by, invitation, person, Purpose.FEEDBACK_INVITATION, link)
    invitation.save(update_fields=["message"])
    return invitation


@transaction.atomic
def remind(*, by: Actor, invitation: Invitation) -> Invitation | None:
    """Once, with the same link, as long as it leads there; nothing if it was answered, declined or reminded of."""
    wait_for_turn()
    open_ones = Invitation.objects.open().filter(pk=invitation.pk, reminder=None, message__isnull=False)
    stored = open_ones.select_related("participant__centre", "message").first()
    if stored is None or no_questions(stored.participant):
        return None
    assert stored.message is not None
    link = filled_with(stored.message).get("link", "")
    if hashed(link.rstrip("/").rpartition("/")[2]) != stored.token_hash:
        link = address_of(token_for(stored, by=by))
    stored.reminder = _written(by, stored, stored.participant, Purpose.FEEDBACK_REMINDER, link)
    stored.save(update_fields=["reminder"])
    return stored


@transaction.atomic
def close(*, by: Actor, invitation: Invitation) -> Invitation | None:
    """Nobody is asked any more, since the participation ended early. What was answered or declined stays so."""
    wait_for_turn()
    unanswered = Invitation.objects.filter(pk=invitation.pk, answered_at=None, declined_at=None, why_not="")
    if not unanswered.update(why_not=WhyNot.ENDED, version=F("version") + 1):
        return None
    record(by=by, what="feedback.invitation_closed", subject=invitation, person=invitation.participant_id)
    return invitation


def not_to_be_asked(person: Participant, version: InstrumentVersion) -> WhyNot | str:
    """Who opted out, who never agreed to be written to about it, whom no message reaches, and who was asked enough."""
    if no_questions(person):
        return WhyNot.OPTED_OUT
    if not agrees_to_surveys(person) or way_to(person).why_not:
        return WhyNot.NO_CHANNEL
    if asked_in_month(person, timezone.localdate()) + version.items.count() > limit_of(person.centre).questions_a_month:
        return WhyNot.LIMIT
    return ""


def asked_in_month(person: Participant, day: date) -> int:
    """How many questions somebody was asked since the month began: by the plan and by hand, answered or not."""
    first = local(day.replace(day=1), time.min)
    asked = Invitation.objects.filter(participant=person, why_not="", created_at__gte=first)
    return int(asked.aggregate(n=Count("version_of__items"))["n"])


def key_of(invitation_id: UUID, purpose: Purpose) -> str:
    """One message an invitation, and one reminder."""
    return f"{purpose}:{invitation_id}"


def withdraw_messages(*, by: Actor, invitation: Invitation) -> int:
    """What waits to be sent or printed for it; how many."""
    keys = (key_of(invitation.pk, purpose) for purpose in (Purpose.FEEDBACK_INVITATION, Purpose.FEEDBACK_REMINDER))
    return sum(withdraw(by=by, key=key, centre=invitation.centre) is not None for key in keys)


def _written(by: Actor, invitation: Invitation, person: Participant, purpose: Purpose, link: str) -> Message:
    return write(
        by=by,
        centre=person.centre,
        key=key_of(invitation.pk, purpose),
        purpose=purpose,
        participant=person,
        fields={"link": link, "valid_until": invitation.closes_on.isoformat()},
        about=invitation.pk,
    )
