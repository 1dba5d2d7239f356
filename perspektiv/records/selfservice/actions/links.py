"""Personal links: handed out, sent, ended."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.tokens import fresh_token, hashed
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.sending import already_made
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.models import PersonalLink
from perspektiv.records.selfservice.validity import IN_MESSAGE, end_of, good_until

LEFT_LONG_AGO = Text(
    "Diese Person ist schon vor langer Zeit ausgetreten. Ein Link würde nicht mehr gelten.",
    "This person left a long time ago. A link would no longer be good.",
)


def address_of(token: str) -> str:
    return settings.ADDRESS + reverse("selfservice:page", args=[token])


@transaction.atomic
def hand_out(*, by: Actor, participant: Participant, id: UUID | None = None) -> tuple[PersonalLink, str]:
    """A new link and its token, which is told only now; sent twice, the token is empty. Older links end."""
    wait_for_turn()
    if made := already_made(PersonalLink, id, participant_id=participant.pk):
        return made, ""
    expires_at = end_of(good_until(participant, timezone.localdate()))
    if expires_at <= timezone.now():
        raise Refused(LEFT_LONG_AGO)
    before = _ended(by, participant)
    return _made(by, participant, expires_at, id=id, language=before)


@transaction.atomic
def send_link(*, by: Actor, participant: Participant, id: UUID | None = None) -> tuple[PersonalLink, Message | None]:
    """A new link by mail, text message or letter, as the person is reached; sent twice, it is one message."""
    link, token = hand_out(by=by, participant=participant, id=id)
    if not token:
        return link, Message.objects.filter(key=key_of(link)).first()
    message = write(
        by=by,
        centre=participant.centre,
        key=key_of(link),
        purpose=Purpose.PERSONAL_LINK,
        participant=participant,
        fields={"link": address_of(token), "valid_until": last_day(link).isoformat()},
        about=link.pk,
    )
    return link, message


@transaction.atomic
def in_message(*, by: Actor, participant: Participant) -> str:
    """The token of a link that one message carries, beside the one that was handed out; empty where it would not lead.

    Whose links were ended gets none in messages either, until a new one is handed out.
    """
    wait_for_turn()
    last = PersonalLink.objects.handed_out().filter(participant=participant).first()
    until = min(timezone.now() + IN_MESSAGE, end_of(good_until(participant, timezone.localdate())))
    if (last and last.ended_at) or until <= timezone.now():
        return ""
    language = last.language if last else ""
    return _made(by, participant, until, carried=True, language=language)[1]


@transaction.atomic
def end_links(*, by: Actor, participant: Participant) -> int:
    """From now on no link leads to the person's pages; a message that still waits is not sent. Returns how many."""
    wait_for_turn()
    standing = list(PersonalLink.objects.standing().filter(participant=participant))
    _ended(by, participant)
    for link in standing:
        withdraw(by=by, key=key_of(link), centre=participant.centre)
    return len(standing)


def key_of(link: PersonalLink) -> str:
    return f"personal-link:{link.pk}"


def last_day(link: PersonalLink) -> date:
    return timezone.localdate(link.expires_at - timedelta(seconds=1))


def _made(
    by: Actor,
    participant: Participant,
    expires_at: datetime,
    *,
    id: UUID | None = None,
    carried: bool = False,
    language: str = "",
) -> tuple[PersonalLink, str]:
    token = fresh_token()
    link = PersonalLink(
        id=id or uuid4(),
        centre_id=participant.centre_id,
        participant=participant,
        token_hash=hashed(token),
        expires_at=expires_at,
        in_message=carried,
        language=language,
    )
    link.save(force_insert=True)
    record(by=by, what="selfservice.link_made", subject=link, person=participant.pk)
    return link, token


def _ended(by: Actor, participant: Participant) -> str:
    """Ends all of them; the language that was chosen on the page last."""
    language = ""
    for link in PersonalLink.objects.filter(participant=participant, ended_at=None).order_by("created_at"):
        link.ended_at = timezone.now()
        link.version += 1
        link.save(update_fields=["ended_at", "version"])
        record(by=by, what="selfservice.link_ended", subject=link, person=participant.pk)
        language = link.language or language
    return language
