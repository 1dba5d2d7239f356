import uuid

from django.db import models
from django.db.models import Q

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.people.models import Participant


class Steps(Records["Step"]):
    def own(self, user: User) -> Q:
        """Those that the user took."""
        return Q(actor=user.trail_name)


class Step(Record):
    """One step on a participant's path and what it changed, so that it can be taken back while nothing follows it.

    ``changes`` holds ``[model, id, before, after]`` for every row that was made or changed; ids, days and states only.
    """

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=60)  # as in the trail
    actor = models.CharField(max_length=60)  # as in the trail
    changes = models.JSONField(default=list)
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)  # steps of several people, taken back at once
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = Steps.as_manager()

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.what
