from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.letters.models import Message
from perspektiv.records.reminders.models.rule import Rule


class WhyNot(models.TextChoices):
    """Why a reminder that was due was not written."""

    LOT = "lot", _("by lot without reminder")
    OPTED_OUT = "opted_out", _("wants no reminders")
    NO_CHANNEL = "no_channel", _("not reachable: consent or address is missing")
    TOO_LATE = "too_late", _("booked too late for it")
    LATER_ONE = "later_one", _("booked late: only the last reminder was sent")


GONE = (Message.State.SENT, Message.State.PRINTED)
"""The states of a message that has left the house: a letter has, once it is printed."""


class Lot(Record):
    """What the lot drew for an appointment; drawn once, for all rules, and kept."""

    class Arm(models.TextChoices):
        REMINDED = "reminded", _("reminded")
        WITHOUT = "without", _("without reminder")

    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="lot")
    arm = models.CharField(max_length=10, choices=Arm.choices)
    drawn_at = models.DateTimeField()

    objects = Records["Lot"].as_manager()

    def __str__(self) -> str:
        return self.arm


class Reminder(Record):
    """One reminder of one appointment by one rule; a moved appointment is reminded of at its new time."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="reminders")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="reminders")
    starts_at = models.DateTimeField()  # the time that it names
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="reminder")
    why_not = models.CharField(max_length=20, choices=WhyNot.choices, blank=True)  # there is no message

    objects = Records["Reminder"].as_manager()

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(fields=("appointment", "rule", "starts_at"), name="one_reminder_a_rule_and_time"),
            models.CheckConstraint(
                condition=Q(message__isnull=False) | ~Q(why_not=""), name="no_message_without_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
