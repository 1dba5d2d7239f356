from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.vault import VaultField
from perspektiv.records.cases.models.counselling import OfParticipant
from perspektiv.records.letters.models.template import Channel, Purpose, Template
from perspektiv.records.people.models import Care, Jobcoach, Participant


class Messages(OfParticipant["Message"]):
    def with_permission(self, user: User, permission: Permission) -> Self:
        return super().with_permission(user, permission).readable_by(user)

    def readable_by(self, user: User) -> Self:
        """Without what is confidential and goes to people whom the user counsels or counselled."""
        theirs = Care.objects.behind_complaints(user).values("participant")
        return self.exclude(confidential=True, participant__in=theirs)

    def due(self) -> Self:
        """What waits for the worker, the oldest first."""
        return self.filter(state=Message.State.WAITING, due_at__lte=timezone.now()).order_by("due_at", "id")


class Message(Record):
    """One message to one person: written once, sent once, kept with what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("uncertain whether it arrived")
        TO_PRINT = "to_print", _("to be printed")
        PRINTED = "printed", _("printed")
        STOPPED = "stopped", _("not sent")

    key = models.CharField(max_length=150)  # what it is for; there is one message a key, however often it is asked for
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="messages")
    jobcoach = models.ForeignKey(Jobcoach, models.PROTECT, null=True, blank=True, related_name="messages")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=10, default="de")
    template = models.ForeignKey(Template, models.PROTECT, null=True, blank=True, related_name="messages")
    about = models.UUIDField(null=True, blank=True, db_index=True)  # the appointment, participation … it is about
    address = VaultField(blank=True, default="")  # as it was when it was sent
    subject = VaultField(blank=True, default="")
    body = VaultField(blank=True, default="")
    made_from = VaultField(blank=True, default="")  # what filled its words, should it have to become a letter
    confidential = models.BooleanField(default=False)  # answers a complaint: not for whoever counsels the person
    by_hand = models.BooleanField(default=False)  # somebody chose this way, knowing that the person prefers letters
    calendar = VaultField(blank=True, default="")  # an invitation for calendars (iCalendar), if there is one
    due_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True, blank=True)
    carrier = models.CharField(max_length=10, blank=True)  # who carried it, or tries to: "file", "smtp" …
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)  # it failed, or was stopped: see reasons.py

    objects = Messages.as_manager()

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("state", "due_at"), name="messages_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("centre", "key"), name="one_message_a_key"),
            models.CheckConstraint(
                condition=Q(participant__isnull=False, jobcoach=None) | Q(participant=None, jobcoach__isnull=False),
                name="a_message_goes_to_one_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.state}"
