from django.conf import settings
from django.db import models

from perspektiv.records.access.models import Record, Records


class Jobcoach(Record):
    """The Jobcenter's own adviser of a person: proposes, joins the closing talk. Often without an account."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=100, blank=True)
    links_ended = models.PositiveIntegerField(default=0)  # how often; links made before lead nowhere
    in_use = models.BooleanField(default=True)  # offered in forms; those who left stay in what was

    objects = Records["Jobcoach"].as_manager()

    class Meta:
        ordering = ("family_name", "given_name")
        constraints = (models.UniqueConstraint(fields=("centre", "user"), name="one_jobcoach_a_user_and_centre"),)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def listed(self) -> str:
        """By family name, as lists show and search it."""
        name = f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name
        return f"{name} · {self.team}" if self.team else name

    @property
    def trail_name(self) -> str:
        return f"jobcoach:{self.id}"
