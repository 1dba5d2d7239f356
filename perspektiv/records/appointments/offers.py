"""The times that counsellors offer. Whoever offers any from today on is free only then; whoever offers none, always.

Offered units a quarter of an hour apart count as one, so that a longer talk fits in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.appointments.models import OfferedSlot
from perspektiv.records.appointments.moments import midnight

BREATH = timedelta(minutes=15)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Offers:
    """Of some counsellors, between two moments."""

    offering: frozenset[UUID] = frozenset()
    spans: dict[UUID, list[Span]] = field(default_factory=dict)

    def bound(self, counsellor: UUID | None) -> bool:
        """Whether the counsellor is to be booked only in offered times."""
        return counsellor in self.offering

    def covers(self, counsellor: UUID | None, start: datetime, end: datetime) -> bool:
        """Whether that time may be booked without asking."""
        if counsellor is None or not self.bound(counsellor):
            return True
        return any(begins <= start and end <= ends for begins, ends in self.spans.get(counsellor, ()))


def offers_between(counsellors: Iterable[UUID], start: datetime, end: datetime) -> Offers:
    """In two queries."""
    ids = list(counsellors)
    if not ids:
        return Offers()
    standing = OfferedSlot.objects.standing().filter(counsellor__in=ids)
    ahead = standing.filter(ends_at__gt=midnight(timezone.localdate())).order_by()
    offering = frozenset(ahead.values_list("counsellor_id", flat=True).distinct())
    if not offering:
        return Offers()
    found: dict[UUID, list[Span]] = defaultdict(list)
    shown = standing.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at")
    for counsellor, starts_at, ends_at in shown.values_list("counsellor_id", "starts_at", "ends_at"):
        spans = found[counsellor]
        if spans and starts_at - spans[-1][1] <= BREATH:
            spans[-1] = (spans[-1][0], max(ends_at, spans[-1][1]))
        else:
            spans.append((starts_at, ends_at))
    return Offers(offering, dict(found))
