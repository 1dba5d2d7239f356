"""All running participations of a centre, segment by segment: the other side of the steering board."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import Participation, Segment
from perspektiv.records.people.models import Participant

ON_A_PAGE = 100


@dataclass(frozen=True)
class Running:
    """One running participation as a row."""

    participant: Participant
    segment: Segment
    counsellor: str
    since: date
    held: int
    planned: int
    next_at: datetime | None


@dataclass(frozen=True)
class Group:
    segment: Segment
    rows: list[Running]


def running_of(user: User, number: str) -> tuple[list[Group], Page[Participation]]:
    """One page of the running participations, in the order of the path and then by name."""
    running = (
        Participation.objects.with_permission(user, P.SEE_BOARD)
        .running()
        .select_related("participant", "segment", "counsellor")
        .order_by("segment__position", "participant__family_name", "participant__given_name", "started_on")
    )
    page = Paginator(running, ON_A_PAGE).get_page(number)
    rows = _rows(list(page))
    return [Group(segment, list(group)) for segment, group in groupby(rows, key=lambda row: row.segment)], page


def _rows(shown: list[Participation]) -> list[Running]:
    closing = Q(kind=Appointment.Kind.CLOSING_TALK)
    planned = Q(status=Status.PLANNED, starts_at__gte=timezone.now())
    counted = Appointment.objects.filter(participation__in=shown).order_by().values("participation")
    facts = {
        participation: (held, next_at)
        for participation, held, next_at in counted.annotate(
            held=Count("pk", filter=Q(status=Status.HELD) & ~closing), next_at=Min("starts_at", filter=planned)
        ).values_list("participation", "held", "next_at")
    }
    rows = []
    for each in shown:
        held, next_at = facts.get(each.pk, (0, None))
        units = each.units_planned or each.segment.planned_units
        counsellor = str(each.counsellor or "")
        rows.append(Running(each.participant, each.segment, counsellor, each.started_on, held, units, next_at))
    return rows
