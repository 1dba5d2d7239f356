from django.db import models

from perspektiv.records.access.models import Record, Records
from perspektiv.records.people.models.participant import Participant


class Merge(Record):
    """Two files that were one person: what was moved, so that it can be moved back."""

    kept = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)  # [["cases.participation", "participant", "<id>"], …]
    filled = models.JSONField(default=list)  # which fields the kept file lacked and took over: ["phone", …]
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = Records["Merge"].as_manager()

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
