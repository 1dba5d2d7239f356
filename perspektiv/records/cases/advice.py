"""What speaks against a segment for somebody today: said before a case is offered, never a bar."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from perspektiv.records.cases.models import Participation, Segment
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Advised:
    """A segment with what should be looked at first."""

    segment: Segment
    warnings: tuple[str, ...]


def advise(segments: list[Segment], participant: Participant, day: date) -> list[Advised]:
    """Each segment with what is to be considered for this person. Two statements, however many segments."""
    running = list(
        Participation.objects.running()
        .filter(centre=participant.centre_id)
        .values_list("segment__key", flat=True)
        .order_by()
    )
    past = set(
        Participation.objects.filter(participant=participant, ended_on__isnull=False).values_list(
            "segment__key", flat=True
        )
    )
    return [Advised(each, tuple(_warnings(each, running.count(each.key), each.key in past, day))) for each in segments]


def _warnings(segment: Segment, running: int, been_before: bool, day: date) -> list[str]:
    warnings = []
    if segment.valid_to and segment.valid_to < day:
        warnings.append(_("is no longer offered since %s") % date_format(segment.valid_to, "SHORT_DATE_FORMAT"))
    if segment.valid_from and segment.valid_from > day:
        warnings.append(_("is offered from %s") % date_format(segment.valid_from, "SHORT_DATE_FORMAT"))
    if segment.capacity is not None and running >= segment.capacity:
        warnings.append(_("is full: %(running)s of %(capacity)s") % {"running": running, "capacity": segment.capacity})
    if segment.prerequisites:
        warnings.append(_("needs: %s") % segment.prerequisites)
    if been_before:
        warnings.append(_("the person was in it before"))
    return warnings
