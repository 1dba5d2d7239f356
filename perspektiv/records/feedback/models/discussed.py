from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records
from perspektiv.records.feedback.models.response import Response


class SignalKind(models.TextChoices):
    """What a response can say that its counsellor should take up."""

    BELOW = "below", _("an answer below its threshold")
    CHANGE = "change", _("change of a scale")
    FALLING = "falling", _("falling after a high start")


class Discussed(Record):
    """A signal that the counsellor took up with the participant. Signals themselves are computed, never stored."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="discussed")
    kind = models.CharField(max_length=10, choices=SignalKind.choices)
    about = models.CharField(max_length=60, blank=True)  # key of the item or scale
    on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = Records["Discussed"].as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("response", "kind", "about"), name="a_signal_is_discussed_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
