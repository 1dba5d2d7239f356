from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records
from perspektiv.records.access.vault import VaultField
from perspektiv.records.people.models.participant import Participant


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

    objects = Records["Care"].as_manager()

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
