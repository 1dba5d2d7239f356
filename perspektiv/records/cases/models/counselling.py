"""Compartment C: what is said between participant and counsellor, encrypted in the database."""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.vault import VaultField
from perspektiv.records.people.models import Participant

M = TypeVar("M", bound=models.Model, covariant=True)


class OfParticipant(Records[M]):
    """Records that hang on a participant: own cases are those whom one cares for."""

    def own(self, user: User) -> Q:
        participants = Participant.objects.all()
        return Q(participant__in=participants.filter(participants.own(user)))

    def own_with(self, user: User, permission: Permission) -> Q:
        participants = Participant.objects.all()
        return Q(participant__in=participants.filter(participants.own_with(user, permission)))


class Mandate(Record):
    """What the participant wants to be helped with, in their own words."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="mandates")
    words = VaultField()
    stated_on = models.DateField(default=timezone.localdate)

    objects = OfParticipant["Mandate"].as_manager()

    class Meta:
        ordering = ("-stated_on", "-created_at")

    def __str__(self) -> str:
        return f"{self.stated_on}"


class Goal(Record):
    """A goal of the participant in their own words, with steps of progress from 0 to 10."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        REACHED = "reached", _("reached")
        DROPPED = "dropped", _("no longer wanted")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="goals")
    words = VaultField()
    target = models.PositiveSmallIntegerField(default=10)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)

    objects = OfParticipant["Goal"].as_manager()

    class Meta:
        ordering = ("created_at",)
        constraints = (models.CheckConstraint(condition=Q(target__gte=1, target__lte=10), name="target_from_1_to_10"),)

    def __str__(self) -> str:
        return self.state


class OfGoal(Records["GoalStep"]):
    def own(self, user: User) -> Q:
        participants = Participant.objects.all()
        return Q(goal__participant__in=participants.filter(participants.own(user)))

    def own_with(self, user: User, permission: Permission) -> Q:
        participants = Participant.objects.all()
        return Q(goal__participant__in=participants.filter(participants.own_with(user, permission)))


class GoalStep(Record):
    """Where the participant sees a goal on a day."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="steps")
    on = models.DateField(default=timezone.localdate)
    progress = models.PositiveSmallIntegerField()
    words = VaultField(blank=True, default="")

    objects = OfGoal.as_manager()

    class Meta:
        ordering = ("on", "created_at")
        constraints = (models.CheckConstraint(condition=Q(progress__lte=10), name="progress_from_0_to_10"),)

    def __str__(self) -> str:
        return str(self.progress)


class Note(Record):
    """A counsellor's note. Saved by itself while it is typed."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointment = models.UUIDField(null=True, blank=True)  # the appointment it belongs to; that room lies above
    about_on = models.DateField(default=timezone.localdate)
    words = VaultField(blank=True, default="")
    saved_at = models.DateTimeField(auto_now=True)

    objects = OfParticipant["Note"].as_manager()

    class Meta:
        ordering = ("-about_on", "-created_at")
        constraints = (
            models.UniqueConstraint(
                fields=("author", "appointment"), condition=Q(appointment__isnull=False), name="one_note_an_appointment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.about_on}"
