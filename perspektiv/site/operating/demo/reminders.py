"""Reminders in the demonstration: two rules since three months, what they sent, and the lot of the experiment."""

from collections.abc import Iterator
from datetime import time, timedelta
from random import Random

from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent
from perspektiv.records.letters.actions.messages import write
from perspektiv.records.letters.models import Channel, Message, Purpose
from perspektiv.records.letters.way import no_reminders, way_to
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.actions.reminders import key_of
from perspektiv.records.reminders.actions.rules import add_rule
from perspektiv.records.reminders.models import Lot, Reminder, Rule, WhyNot
from perspektiv.records.reminders.timing import moment_of
from perspektiv.records.reminders.words import fields_of
from perspektiv.site.operating.demo.house import House

DAYS, SHARE = 90, 30
SEED = 11


def remind_of_appointments(house: House) -> None:
    """As the worker would have done it, day by day."""
    starts_on = timezone.localdate() - timedelta(days=DAYS)
    for days_before, hour in ((3, 10), (1, 16)):
        add_rule(
            by=house.staff["birte"],
            centre=house.centre,
            days_before=days_before,
            at=time(hour),
            starts_on=starts_on,
        )
    Rule.objects.filter(centre=house.centre).update(share_without=SHARE)
    rules, chance = list(Rule.objects.filter(centre=house.centre)), Random(SEED)
    for appointment in _past(house):
        _can_be_reached(house, appointment.participant)
        arm = Lot.Arm.WITHOUT if chance.randrange(100) < _share(appointment) else Lot.Arm.REMINDED
        drawn_at = moment_of(rules[0], appointment.starts_at)
        Lot.objects.create(centre=house.centre, appointment=appointment, arm=arm, drawn_at=drawn_at)
        for rule in rules:
            _remind(appointment, rule, arm)


def _past(house: House) -> Iterator[Appointment]:
    """Decided appointments of those in the middle of their way: history that was imported knows no reminders."""
    since = timezone.now() - timedelta(days=DAYS - 4)
    decided = Appointment.objects.filter(centre=house.centre, source_key="", starts_at__range=(since, timezone.now()))
    decided = decided.exclude(status=Status.PLANNED).select_related("participant", "counsellor", "room", "centre")
    return (one for one in decided.order_by("starts_at", "pk") if _by_wire(one.participant) or one.pk.int % 4)


def _by_wire(person: Participant) -> bool:
    return not no_reminders(person) and way_to(person).channel != Channel.LETTER


def _share(appointment: Appointment) -> int:
    """Made up so that reminders seem to help: the missed ones were left out more often."""
    return 2 * SHARE if appointment.status == Status.NO_SHOW else SHARE - 5


def _can_be_reached(house: House, person: Participant) -> None:
    if not person.email:
        person.email = f"akte-{person.file_number}@example.org".lower()
        person.save(update_fields=["email"])
    for purpose in (Consent.Purpose.MESSAGES, Consent.Purpose.SURVEY):
        consents.give(by=house.staff["toni"], participant=person, purpose=purpose)


def _remind(appointment: Appointment, rule: Rule, arm: Lot.Arm) -> None:
    if arm == Lot.Arm.WITHOUT or not _by_wire(appointment.participant):
        why = WhyNot.LOT if arm == Lot.Arm.WITHOUT else WhyNot.NO_CHANNEL
        Reminder.objects.create(
            centre=appointment.centre,
            appointment=appointment,
            rule=rule,
            starts_at=appointment.starts_at,
            why_not=why,
        )
        return
    message = write(
        by=SYSTEM,
        centre=appointment.centre,
        key=key_of(appointment, rule),
        purpose=Purpose.REMINDER,
        participant=appointment.participant,
        fields=fields_of(appointment),
        about=appointment.pk,
    )
    at = moment_of(rule, appointment.starts_at)
    sent = {
        "state": Message.State.SENT,
        "created_at": at,
        "due_at": at,
        "done_at": at,
        "attempts": 1,
        "carrier": "file",
    }
    Message.objects.filter(pk=message.pk).update(**sent)
    Reminder.objects.create(
        centre=appointment.centre, appointment=appointment, rule=rule, starts_at=appointment.starts_at, message=message
    )
