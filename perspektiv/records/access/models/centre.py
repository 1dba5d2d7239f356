import uuid

from django.db import models


class Centre(models.Model):
    """A counselling centre. Every record belongs to exactly one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=80, unique=True)  # its name in data packages
    name = models.CharField(max_length=200)
    made_up = models.BooleanField(default=False)  # the example cohort: said on every page
    accesses_shown = models.BooleanField(default=True)  # in each file, who looked at it: as the staff agreement allows
    feed_initials = models.BooleanField(default=False)  # calendar feeds name participants by their initials
    feed_initials_set_at = models.DateTimeField(null=True, blank=True)  # since then feeds say it, or no longer do
    first_steps_hidden = models.BooleanField(default=False)  # the list of what a new centre has still to do

    def __str__(self) -> str:
        return self.name
