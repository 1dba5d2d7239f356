"""The worker: takes what is due, one message at a time, hands it over, and keeps what became of it.

A message is claimed in one transaction and sent after it. Whoever dies in between leaves a claimed message: by a way
that is idempotent it goes out again under the same name; by any other it is shown as uncertain and not sent again.
What became unwanted by that way while it waited becomes a letter in the very step that claims it (see turning.py).
"""

import logging
from collections import Counter
from datetime import timedelta
from time import monotonic
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM, record
from perspektiv.records.letters import reasons
from perspektiv.records.letters.carriers import Carrier, Never, NotNow, Unfit, Unknown
from perspektiv.records.letters.carriers.mail import MailCarrier
from perspektiv.records.letters.carriers.sms import sms_carrier
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.letters.turning import CHANGED, turn, unwanted
from perspektiv.records.people.actions.participants import wait_for_turn

State = Message.State
FORGOTTEN_AFTER = timedelta(minutes=10)
"""Whoever claimed a message and did not mark it by then has died."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""Before the second, third … attempt; the one after the last pause is the last."""
ATTEMPTS = len(PAUSES) + 1
ROUND = 45.0
"""Seconds after which a round ends; what is left waits for the next."""

log = logging.getLogger(__name__)


def send_due(*, seconds: float = ROUND) -> Counter[str]:
    """Sends what is due now. Returns how many messages ended in which state."""
    until = monotonic() + seconds
    settle_forgotten()
    ends: Counter[str] = Counter()
    carriers: dict[str, Carrier] = {}
    try:
        for id, channel in list(Message.objects.due().values_list("id", "channel")):
            carrier = carriers.get(channel) or carriers.setdefault(channel, carrier_for(channel))
            if message := claim(id, carrier.name):
                ends[deliver(message, carrier)] += 1
            if monotonic() > until:
                break
    finally:
        for carrier in carriers.values():
            carrier.close()
    return ends


def carrier_for(channel: str) -> Carrier:
    return sms_carrier() if channel == Channel.SMS else MailCarrier()


@transaction.atomic
def claim(id: UUID, carrier: str) -> Message | None:
    """Ours from now on, if nobody was faster. What nobody wants that way any more is settled in the same step."""
    wait_for_turn()
    now = timezone.now()
    waiting = Message.objects.filter(pk=id, state=State.WAITING, due_at__lte=now)
    if not waiting.update(state=State.SENDING, claimed_at=now, carrier=carrier, attempts=F("attempts") + 1):
        return None
    message = Message.objects.select_related("participant", "jobcoach", "centre", "template").get(pk=id)
    if unwanted(message):
        turn(message)
        message.claimed_at, message.carrier, message.attempts = None, "", 0
        message.done_at = None if message.state == State.TO_PRINT else now
        message.save(update_fields=[*CHANGED, "claimed_at", "carrier", "attempts", "done_at"])
        record(by=SYSTEM, what=f"letters.message_{message.state}", subject=message, person=message.participant_id)
    return message


def deliver(message: Message, carrier: Carrier) -> State:
    """Hands a claimed message over, outside of any transaction, and marks what became of it."""
    if message.state != State.SENDING:
        return State(message.state)
    try:
        carrier.carry(message)
    except NotNow as busy:
        if message.attempts >= ATTEMPTS:
            return mark(message, State.FAILED, _without_address(busy, message))
        return mark(message, State.WAITING, _without_address(busy, message))
    except Never as refused:
        return mark(message, State.FAILED, _without_address(refused, message))
    except Unknown:
        return mark(message, State.UNCERTAIN, reasons.DROPPED)
    except Unfit:
        log.exception("message %s could not be made", message.pk)
        return mark(message, State.FAILED, reasons.UNFIT)
    except Exception:
        log.exception("message %s", message.pk)
        return mark(message, State.UNCERTAIN, reasons.DROPPED)
    return mark(message, State.SENT)


@transaction.atomic
def mark(message: Message, state: State, why: str = "") -> State:
    """Keeps the end of an attempt, unless somebody else has meanwhile settled the message."""
    wait_for_turn()
    now = timezone.now()
    ours = Message.objects.filter(pk=message.pk, state=State.SENDING, claimed_at=message.claimed_at)
    if state == State.WAITING:
        ours.update(state=state, why=why, claimed_at=None, due_at=now + PAUSES[message.attempts - 1])
        return state
    if ours.update(state=state, why=why, done_at=now, version=F("version") + 1):
        record(by=SYSTEM, what=f"letters.message_{state}", subject=message, person=message.participant_id)
    return state


def settle_forgotten() -> None:
    """What a dead worker left: by an idempotent way it waits again, else nobody knows."""
    forgotten = Message.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - FORGOTTEN_AFTER)
    for message in forgotten:
        if message.carrier == "file" and message.attempts < ATTEMPTS:
            ours = Message.objects.filter(pk=message.pk, state=State.SENDING, claimed_at=message.claimed_at)
            ours.update(state=State.WAITING, claimed_at=None)
        else:
            mark(message, State.UNCERTAIN, reasons.INTERRUPTED)


def _without_address(failed: Exception, message: Message) -> str:
    """The other side's words, without the address that they like to repeat."""
    said = " ".join(str(failed).split()) or type(failed).__name__
    return said.replace(message.address, "…")[:200] if message.address else said[:200]
