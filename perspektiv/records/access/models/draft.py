from django.conf import settings
from django.db import models

from perspektiv.records.access.vault import VaultField


class Draft(models.Model):
    """What a user has typed and not yet sent: it survives a lost connection and a logout."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=120)  # which form of which record
    content = VaultField()  # JSON of the fields
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "form"), name="one_draft_a_form"),)

    def __str__(self) -> str:
        return self.form
