from django.db import models

from perspektiv.records.access.models import Record, Records


class Room(Record):
    """A room of the centre that one appointment at a time can have."""

    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=1)
    in_use = models.BooleanField(default=True)

    objects = Records["Room"].as_manager()

    class Meta:
        ordering = ("position", "name")
        constraints = (models.UniqueConstraint(fields=("centre", "name"), name="room_name_once_a_centre"),)

    def __str__(self) -> str:
        return self.name
