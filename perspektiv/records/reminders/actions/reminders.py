"""One reminder of one appointment: written, or not for a reason; once a rule and time."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.post import post_reaches
from perspektiv.records.letters.actions.messages import write
from perspektiv.records.letters.links import link_of_participant
from perspektiv.records.letters.models import Channel, Purpose
from perspektiv.records.letters.way import Way, no_reminders, way_to
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.reminders.lots import lot_of
from perspektiv.records.reminders.models import Lot, Reminder, Rule, WhyNot
from perspektiv.records.reminders.timing import moment_by_post, moment_of
from perspektiv.records.reminders.words import fields_of


@transaction.atomic
def remind(*, by: Actor, appointment: Appointment, rule: Rule) -> Reminder | None:
    """Writes the reminder, unless the person or the lot says otherwise; nothing if there is one, or nothing to come."""
    wait_for_turn()
    stored = _still_to_come(appointment, rule)
    if stored is None:
        return None
    person = stored.participant.merged_into or stored.participant
    way, now = way_to(person), timezone.now()
    if due_at(rule, stored.starts_at, way, now) > now:
        return None  # it was to be a letter; meanwhile messages were agreed to
    if why := WhyNot.OPTED_OUT if no_reminders(person) else no_way(way, rule, stored.starts_at, now):
        return _kept(by, stored, rule, why)
    if rule.share_without and lot_of(stored, rule.share_without).arm == Lot.Arm.WITHOUT:
        return _kept(by, stored, rule, WhyNot.LOT)
    message = write(
        by=by,
        centre=stored.centre,
        key=key_of(stored, rule),
        purpose=Purpose.REMINDER,
        participant=person,
        fields=fields_of(stored) | {"link": link_of_participant(person)},
        about=stored.pk,
    )
    return Reminder.objects.create(
        centre=stored.centre, appointment=stored, rule=rule, starts_at=stored.starts_at, message=message
    )


@transaction.atomic
def skip(*, by: Actor, appointment: Appointment, rule: Rule, why: WhyNot) -> Reminder | None:
    """Keeps why there is no reminder; nothing if that is known already."""
    wait_for_turn()
    stored = _still_to_come(appointment, rule)
    return _kept(by, stored, rule, why) if stored else None


def key_of(appointment: Appointment, rule: Rule) -> str:
    """One message an appointment, rule (in all its versions) and time."""
    return f"reminder:{appointment.pk}:{rule.line}:{appointment.starts_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def due_at(rule: Rule, starts_at: datetime, way: Way | None, now: datetime) -> datetime:
    """When somebody who is reached that way is reminded: letters need longer. Without a way, as by message."""
    by_post = way and way.channel == Channel.LETTER and not way.why_not
    return moment_by_post(rule, starts_at, now) if by_post else moment_of(rule, starts_at)


def no_way(way: Way, rule: Rule, starts_at: datetime, now: datetime) -> WhyNot | None:
    """Why a reminder that is written now cannot reach somebody by this way."""
    if way.channel != Channel.LETTER:
        return None
    if way.why_not or not rule.by_letter:
        return WhyNot.NO_CHANNEL
    return WhyNot.TOO_LATE if starts_at < post_reaches(now) else None


def _still_to_come(appointment: Appointment, rule: Rule) -> Appointment | None:
    """The appointment as it is now, if it still stands at that time and nothing was written of it by this rule."""
    planned = Appointment.objects.filter(pk=appointment.pk, status=Status.PLANNED, starts_at=appointment.starts_at)
    if Reminder.objects.filter(appointment=appointment, rule__line=rule.line, starts_at=appointment.starts_at).exists():
        return None
    return planned.select_related("participant__merged_into", "centre", "counsellor", "room").first()


def _kept(by: Actor, appointment: Appointment, rule: Rule, why: WhyNot) -> Reminder:
    reminder = Reminder.objects.create(
        centre=appointment.centre, appointment=appointment, rule=rule, starts_at=appointment.starts_at, why_not=why
    )
    record(by=by, what="reminders.reminder_stopped", subject=reminder, person=appointment.participant_id)
    return reminder
