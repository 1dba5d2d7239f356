from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Deputy, Record, Records, User
from perspektiv.records.access.vault import VaultField
from perspektiv.records.people.models.participant import Participant

TOLD_FOR = timedelta(days=7)
"""How long a counsellor's Today says that somebody opened a case: longer than a freelancer is away."""


class Cares(Records["Care"]):
    def current(self) -> Self:
        """Those that hold now."""
        now = timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)

    def counselling(self) -> Self:
        """Of counsellors and their substitutes; not of those who opened a case with a reason."""
        return self.exclude(kind=Care.Kind.BREAK_GLASS)

    def in_charge(self) -> Self:
        """Without counsellors after whom somebody else goes on: they only finish their own notes."""
        later = Q(until=None) | Q(until__gt=models.OuterRef("until"))
        successors = Care.objects.filter(
            later, participant=models.OuterRef("participant"), kind=Care.Kind.COUNSELLOR, since__lte=timezone.now()
        ).exclude(user=models.OuterRef("user"))
        return self.exclude(models.Exists(successors), kind=Care.Kind.COUNSELLOR, until__isnull=False)

    def held_by(self, user: User) -> Self:
        """The user's own, and as a deputy those of whom they stand in for; opened cases are nobody else's."""
        stands_in = Deputy.objects.filter(
            deputy=user,
            centre=models.OuterRef("centre"),
            absent=models.OuterRef("user"),
            starts_on__lte=timezone.localdate(),
            ends_on__gte=timezone.localdate(),
        )
        deputising = Q(models.Exists(stands_in)) & ~Q(kind=Care.Kind.BREAK_GLASS)
        return self.filter(Q(user=user) | deputising)

    def behind_complaints(self, user: User) -> Self:
        """Of people whom the user counsels, ever counselled, or stands in for: what these complain of is for others."""
        stands_in = Care.objects.current().held_by(user)
        return self.counselling().filter(Q(user=user) | Q(pk__in=stands_in.values("pk")))

    def glass_broken_recently(self, user: User) -> Self:
        """Who opened, with a reason, a case that this user counsels: shown on their Today."""
        mine = Care.objects.current().counselling().held_by(user).values("participant")
        opened = self.filter(kind=Care.Kind.BREAK_GLASS, participant__in=mine, since__gte=timezone.now() - TOLD_FOR)
        return opened.exclude(user=user).select_related("user", "participant").order_by("-since")


class Care(Record):
    """Who cares for a participant and may therefore see them: the wall between counsellors' cases."""

    class Kind(models.TextChoices):
        COUNSELLOR = "counsellor", _("Counsellor")
        SUBSTITUTE = "substitute", _("Substitute")
        BREAK_GLASS = "break_glass", _("Opened with a reason")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="cares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cares")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.COUNSELLOR)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    reason = VaultField(blank=True, default="")  # of a break-glass

    objects = Cares.as_manager()

    class Meta:
        indexes = (models.Index(fields=("user", "until"), name="cares_of_a_user"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="care_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(kind="break_glass") | (Q(until__isnull=False) & ~Q(reason="")),
                name="glass_is_broken_for_a_time_and_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.participant_id}"
