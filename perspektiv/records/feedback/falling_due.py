"""The plan at work, each minute: who is due is asked, who forgot is reminded once, what is settled is left alone."""

import logging
from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Status
from perspektiv.records.appointments.quiet_hours import asleep, next_waking
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.falling_due import ask, close, remind, withdraw_messages
from perspektiv.records.feedback.models import Invitation
from perspektiv.records.feedback.occasions import Occasion, occasions
from perspektiv.records.feedback.plan import urgency
from perspektiv.records.letters.models import ASKING, Message
from perspektiv.records.letters.way import not_to_be_asked

State = Message.State
GONE = (State.SENT, State.PRINTED)
"""A letter has left the house once it is printed."""
WAITING = (State.WAITING, State.TO_PRINT)

log = logging.getLogger(__name__)


def fall_due(now: datetime | None = None) -> Counter[str]:
    """Returns how many were asked, how many not for which reason, and how many were reminded."""
    now = now or timezone.now()
    settle(now)
    if asleep(now):
        hold_back(now)
        return Counter()
    ends: Counter[str] = Counter()
    for occasion in sorted(occasions(now), key=first_of_all):
        try:
            if made := ask(by=SYSTEM, occasion=occasion):
                ends[made.why_not or "asked"] += 1
        except Exception:
            log.exception("nobody could be asked for occasion %s", occasion.key)
    for invitation in to_remind(now):
        try:
            ends["reminded"] += remind(by=SYSTEM, invitation=invitation) is not None
        except Exception:
            log.exception("invitation %s could not be reminded of", invitation.pk)
    return +ends


def first_of_all(occasion: Occasion) -> tuple[bool, int, date, str]:
    """The order in which occasions use up the month's questions: the most important, then the oldest."""
    rule = occasion.rule
    return (*urgency(rule.step, rule.instrument.purpose), occasion.due_on, occasion.key)


def settle(now: datetime) -> None:
    """Early ends close what is open; messages of what is answered, declined, closed or over are not sent."""
    today = timezone.localdate(now)
    early = Q(participation__ending=Participation.Ending.EARLY) | Q(participant__merged_into__isnull=False)
    unanswered = Invitation.objects.filter(answered_at=None, declined_at=None, why_not="", closes_on__gte=today)
    for invitation in unanswered.filter(early, rule__isnull=False).select_related("centre"):
        close(by=SYSTEM, invitation=invitation)
    done = Q(answered_at__isnull=False) | Q(declined_at__isnull=False) | ~Q(why_not="") | Q(closes_on__lt=today)
    waiting = Q(message__state__in=WAITING) | Q(reminder__state__in=WAITING)
    for invitation in Invitation.objects.filter(done, waiting).select_related("centre"):
        withdraw_messages(by=SYSTEM, invitation=invitation)


def hold_back(now: datetime) -> None:
    """What was tried in vain in the evening is tried again in the morning."""
    morning = next_waking(now)
    Message.objects.filter(purpose__in=ASKING, state=State.WAITING, due_at__lt=morning).update(due_at=morning)


def to_remind(now: datetime) -> list[Invitation]:
    """Open ones whose message has gone so many days ago that their rule reminds, for a talk that still counts."""
    today = timezone.localdate(now)
    gone = Invitation.objects.open(today).filter(
        closes_on__gt=today, reminder=None, message__state__in=GONE, rule__remind_after__isnull=False
    )
    willing = gone.exclude(participant__in=not_to_be_asked())
    taken_back = Q(appointment__isnull=False) & (
        ~Q(appointment__status__in=(Status.HELD, Status.PLANNED)) | Q(appointment__withdrawn_at__isnull=False)
    )
    return [
        invitation
        for invitation in willing.exclude(taken_back).select_related("rule", "message")
        if _long_enough(invitation, now)
    ]


def _long_enough(invitation: Invitation, now: datetime) -> bool:
    rule, message = invitation.rule, invitation.message
    assert rule is not None and message is not None and rule.remind_after is not None
    sent = message.done_at or message.due_at
    return timezone.localdate(sent) + timedelta(days=rule.remind_after) <= timezone.localdate(now)
