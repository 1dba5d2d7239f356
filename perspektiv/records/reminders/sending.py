"""The worker's step: what is due now is written once; what no longer holds is taken back before it goes out.

The row of a reminder and its message are one transaction, in turn with all who write: a worker that dies leaves both or
neither, and a second worker finds them. What the clock does meanwhile does not matter, since the row names the time of
the appointment and not the time of sending.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.post import LAST_DAYS_OF_POST, post_reaches
from perspektiv.records.appointments.quiet_hours import asleep, next_waking
from perspektiv.records.letters.actions.messages import withdraw
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.letters.way import Way, ways_to
from perspektiv.records.reminders.actions.reminders import due_at, remind, skip
from perspektiv.records.reminders.models import Reminder, Rule, WhyNot
from perspektiv.records.reminders.reach import farthest, lines_known, person_of
from perspektiv.records.reminders.timing import moment_by_post, moment_of, passed, worth_sending

log = logging.getLogger(__name__)


def due() -> Counter[str]:
    """Writes what is due. Returns how many reminders were written, and how many not for which reason."""
    now = timezone.now()
    take_back_outdated(now)
    if asleep(now):
        hold_back(now)
        return Counter()
    ends: Counter[str] = Counter()
    rules: dict[UUID, list[Rule]] = defaultdict(list)
    for rule in Rule.objects.standing(now):
        rules[rule.centre_id].append(rule)
    for centre, standing in rules.items():
        coming = _coming(centre, standing, now)
        ways = _ways(coming, standing, now)
        for appointment in coming:
            try:
                ends.update(_reminded(appointment, standing, ways.get(person_of(appointment).pk), now))
            except Exception:
                log.exception("appointment %s could not be reminded of", appointment.pk)
    return ends


def take_back_outdated(now: datetime) -> None:
    """Reminders that still wait though their appointment was moved, cancelled, taken back, or has begun.

    A letter that nobody has printed while there was a working day left for the post would come too late.
    """
    outdated = ~Q(appointment__status=Status.PLANNED) | ~Q(appointment__starts_at=F("starts_at"))
    outdated |= Q(appointment__withdrawn_at__isnull=False) | Q(starts_at__lte=now)
    by_post = Q(message__state=Message.State.TO_PRINT)
    missed_the_post = by_post & Q(starts_at__lt=post_reaches(now, LAST_DAYS_OF_POST))
    to_take_back = (outdated & (by_post | Q(message__state=Message.State.WAITING))) | missed_the_post
    waiting = Reminder.objects.filter(to_take_back)
    for reminder in waiting.select_related("message", "centre"):
        assert reminder.message is not None
        withdraw(by=SYSTEM, key=reminder.message.key, centre=reminder.centre)


def hold_back(now: datetime) -> None:
    """What was tried in vain in the evening is tried again in the morning."""
    morning = next_waking(now)
    waiting = Message.objects.filter(purpose=Purpose.REMINDER, state=Message.State.WAITING, due_at__lt=morning)
    waiting.update(due_at=morning)


def _coming(centre: UUID, rules: Iterable[Rule], now: datetime) -> list[Appointment]:
    """The planned appointments that a rule can have reached, with what was written of them already."""
    planned = Appointment.objects.filter(centre=centre, status=Status.PLANNED, starts_at__gt=now)
    planned = planned.filter(starts_at__lte=farthest(rules, now)).select_related("participant__merged_into")
    return list(planned.prefetch_related("reminders__rule"))


def _ways(coming: Iterable[Appointment], rules: Iterable[Rule], now: datetime) -> dict[UUID, Way]:
    """How those are reached of whom a letter would be due already, but no message."""
    people = [
        person_of(appointment)
        for appointment in coming
        if any(
            passed(rule, moment_by_post(rule, appointment.starts_at, now), appointment.starts_at, now)
            and rule.line not in lines_known(appointment)
            and now < moment_of(rule, appointment.starts_at)
            for rule in rules
        )
    ]
    return ways_to(people)


def _reminded(appointment: Appointment, rules: Iterable[Rule], way: Way | None, now: datetime) -> Counter[str]:
    """Of several reminders that are late at once, only the last one goes out."""
    known, starts_at = lines_known(appointment), appointment.starts_at
    reached = [
        (rule, moment)
        for rule in rules
        if passed(rule, moment := due_at(rule, starts_at, way, now), starts_at, now) and rule.line not in known
    ]
    ends: Counter[str] = Counter()
    for place, (rule, moment) in enumerate(sorted(reached, key=lambda one: (-one[0].days_before, one[0].at)), start=1):
        if place < len(reached):
            made = skip(by=SYSTEM, appointment=appointment, rule=rule, why=WhyNot.LATER_ONE)
        elif worth_sending(moment, starts_at, now):
            made = remind(by=SYSTEM, appointment=appointment, rule=rule)
        else:
            made = skip(by=SYSTEM, appointment=appointment, rule=rule, why=WhyNot.TOO_LATE)
        if made:
            ends[made.why_not or "written"] += 1
    return ends
