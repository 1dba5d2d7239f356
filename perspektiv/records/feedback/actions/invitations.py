"""Invitations: made once an occasion, reached by link or on paper by a code, declined."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.tokens import fresh_token, hashed
from perspektiv.records.access.trail import SYSTEM, Actor, record
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.codes import code_hash, fresh_code
from perspektiv.records.feedback.models import CollectionRule, InstrumentVersion, Invitation, Moment, WhyNot
from perspektiv.records.feedback.models.invitation import Invitations
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

OPEN_FOR = timedelta(days=2)
"""So long somebody who has the form open goes on with it, though a newer key was made."""

NEVER_BY_LINK = Text(
    "Dieser Fragebogen ist anonym. Er wird mit einem Code ausgefüllt, nie mit einer persönlichen Einladung.",
    "This questionnaire is anonymous. It is filled in with a code, never with a personal invitation.",
)
NOT_PUBLISHED = Text(
    "Diese Fassung ist noch nicht veröffentlicht. Gefragt wird nur mit veröffentlichten Fragebögen.",
    "This version is not published yet. People are asked with published questionnaires only.",
)
ANSWERED = Text("Dieser Fragebogen ist schon ausgefüllt.", "This questionnaire is filled in already.")
ELSEWHERE = Text("Dieser Fragebogen gehört zu einem anderen Zentrum.", "This questionnaire belongs to another centre.")


@transaction.atomic
def invite(
    *,
    by: Actor,
    version: InstrumentVersion,
    occasion: str,
    due_on: date,
    closes_on: date,
    participation: Participation | None = None,
    participant: Participant | None = None,
    moment: str = Moment.SINGLE,
    appointment: Appointment | None = None,
    rule: CollectionRule | None = None,
    why_not: str = "",
) -> Invitation:
    """The invitation of an occasion; the one that stands, if it was made before, whatever else is said now.

    ``why_not`` (``WhyNot``) writes down that somebody was due and is not asked.
    """
    asked = participation.participant if participation else participant
    if asked is None:
        raise ValueError("somebody must be asked")
    wait_for_turn()
    if made := Invitation.objects.filter(centre=asked.centre_id, occasion=occasion).first():
        return made
    if version.centre_id != asked.centre_id:
        raise Refused(ELSEWHERE)
    if version.instrument.anonymous:
        raise Refused(NEVER_BY_LINK)
    if version.published_at is None:
        raise Refused(NOT_PUBLISHED)
    invitation = Invitation(
        id=uuid4(),
        centre_id=asked.centre_id,
        participant=asked,
        participation=participation,
        appointment=appointment,
        rule=rule,
        version_of=version,
        moment=moment,
        occasion=occasion,
        due_on=due_on,
        closes_on=closes_on,
        why_not=WhyNot(why_not) if why_not else "",
    )
    invitation.save(force_insert=True)
    what = "feedback.invitation_left_out" if why_not else "feedback.invitation_made"
    record(by=by, what=what, subject=invitation, person=asked.pk)
    return invitation


@transaction.atomic
def token_for(invitation: Invitation, *, by: Actor = SYSTEM) -> str:
    """A fresh token of its link, which is told only now. The one before leads nowhere from now on.

    Who has the form open still sends it: the form carries a key of the invitation, not of the link.
    """
    wait_for_turn()
    token = fresh_token()
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=hashed(token))
    invitation.token_hash = hashed(token)
    record(by=by, what="feedback.link_made", subject=invitation, person=invitation.participant_id)
    return token


@transaction.atomic
def paper_code_for(invitation: Invitation, *, by: Actor = SYSTEM) -> str:
    """A fresh code for its paper form, which is told only now. The form that was printed before cannot be entered.

    It opens the form on a telephone, too; a link that was sent stays good beside it.
    """
    return _code_for(invitation, by, "paper_code_hash", "feedback.paper_printed")


@transaction.atomic
def shown_key_for(invitation: Invitation, *, by: Actor) -> str:
    """What opens it on a telephone now: a code short enough to be typed. The one that was shown before ends soon.

    A link that was sent and a sheet that somebody may have filled in already stay good, however often it is shown.
    Who has opened the code of before can load the page anew for ``OPEN_FOR``.
    """
    wait_for_turn()
    invitation.refresh_from_db(fields=["shown_code_hash"])
    if invitation.shown_code_hash:
        invitation.earlier_code_hash = invitation.shown_code_hash
        invitation.earlier_code_until = timezone.now() + OPEN_FOR
        invitation.save(update_fields=["earlier_code_hash", "earlier_code_until"])
    return _code_for(invitation, by, "shown_code_hash", "feedback.code_shown")


def _code_for(invitation: Invitation, by: Actor, field: str, what: str) -> str:
    wait_for_turn()
    code = fresh_code()
    Invitation.objects.filter(pk=invitation.pk).update(**{field: code_hash(code)})
    setattr(invitation, field, code_hash(code))
    record(by=by, what=what, subject=invitation, person=invitation.participant_id)
    return code


@transaction.atomic
def decline(*, by: Actor, invitation: Invitation) -> Invitation:
    """The person does not want to answer this one; said twice, it is said once."""
    wait_for_turn()
    invitation = Invitation.objects.get(pk=invitation.pk)
    if invitation.answered_at:
        raise Refused(ANSWERED)
    if invitation.declined_at is None:
        invitation.declined_at = timezone.now()
        invitation.version += 1
        invitation.save(update_fields=["declined_at", "version"])
        record(by=by, what="feedback.invitation_declined", subject=invitation, person=invitation.participant_id)
    return invitation


def of_token(token: str) -> Invitation | None:
    """By the token of its link, or by the code that was shown or printed."""
    code = code_hash(token)
    keys = Q(token_hash=hashed(token)) | Q(paper_code_hash=code) | Q(shown_code_hash=code)
    earlier = Q(earlier_code_hash=code, earlier_code_until__gte=timezone.now())
    return _with_all().filter(keys | earlier).first()


def of_id(id: UUID) -> Invitation | None:
    return _with_all().filter(pk=id).first()


def of_code(typed: str) -> Invitation | None:
    """By the code of its paper form, as somebody types it."""
    return _with_all().filter(paper_code_hash=code_hash(typed)).first()


def _with_all() -> Invitations:
    return Invitation.objects.select_related(
        "centre", "participant__centre", "participant__merged_into__centre", "version_of__instrument", "participation"
    )
