from django.db import models


class TrailRow(models.Model):
    """One change or one read of a person's data: who, when, what kind, which random id; never names or content."""

    seq = models.BigIntegerField(primary_key=True)  # without gaps
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)  # "user:…", "jobcoach:…", "system"
    centre = models.UUIDField(null=True)  # ids, not keys: erasing a record leaves the chain whole
    what = models.CharField(max_length=60)  # "appointments.marked", "file.read"
    subject = models.CharField(max_length=90)  # "appointments.appointment:…"
    person = models.UUIDField(null=True)  # the participant concerned, if any
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("person", "-seq"), name="trail_of_a_person"),
            models.Index(fields=("centre", "-seq"), name="trail_of_a_centre"),
            models.Index(fields=("centre", "actor", "-seq"), name="trail_of_an_actor"),
            models.Index(fields=("at",), name="trail_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.what}"


class TrailHead(models.Model):
    """The end of the chain, one row; whoever appends holds its lock until the change is written, too."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_head_of_the_trail"),)

    def __str__(self) -> str:
        return str(self.seq)
