import uuid

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A view of the list of people that a user has given a name: what is set in it, never whom it finds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=200)  # as in the address: "state=waiting&mine=1"

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="one_saved_filter_a_name"),)

    def __str__(self) -> str:
        return self.name
