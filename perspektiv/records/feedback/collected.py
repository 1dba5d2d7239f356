"""What the plan brought in the last days: how many fell due, were asked, answered, declined, or left out and why."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.invited import WAS_ASKED
from perspektiv.records.feedback.models import Invitation, WhyNot

SPANS = (30, 90)
"""Days that the page looks back on."""


@dataclass(frozen=True)
class Collected:
    """Of one rule in all its versions, or of all of them. Who fell due was asked or left out."""

    due: int = 0
    asked: int = 0
    answered: int = 0
    declined: int = 0
    left_out: Mapping[WhyNot, int] = field(default_factory=dict)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why people were left out, in words; only what happened."""
        return [(str(why.label), number) for why, number in self.left_out.items() if number]

    @property
    def left(self) -> int:
        return sum(self.left_out.values())

    def __add__(self, other: "Collected") -> "Collected":
        return Collected(
            self.due + other.due,
            self.asked + other.asked,
            self.answered + other.answered,
            self.declined + other.declined,
            {why: self.left_out.get(why, 0) + other.left_out.get(why, 0) for why in WhyNot},
        )


def collected(centre: Centre, days: int) -> dict[UUID, Collected]:
    """By the line of the rule, in one query: what fell due in the last days."""
    today = timezone.localdate()
    rows = (
        Invitation.objects.filter(centre=centre, rule__isnull=False, due_on__gt=_since(today, days))
        .order_by()
        .annotate(was_asked=WAS_ASKED)
        .values_list("rule__line", "was_asked", "why_not")
        .annotate(
            due=Count("pk"),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            declined=Count("pk", filter=Q(declined_at__isnull=False)),
        )
    )
    found: dict[UUID, Collected] = defaultdict(Collected)
    for line, was_asked, why_not, due, answered, declined in rows:
        left_out = {} if was_asked else {WhyNot(why_not): due}
        found[line] += Collected(due, due if was_asked else 0, answered, declined, left_out)
    return dict(found)


def _since(today: date, days: int) -> date:
    return today - timedelta(days=days)
