"""Who stands on the list of a year: those who left in it, whose window is over and of whom something is still open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from perspektiv.records.outcomes.due import Case, follow_ups
from perspektiv.records.outcomes.lists.writing import Line
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class YearList:
    year: int
    lines: list[Line]
    without_number: int
    too_early: int  # whose window is still open

    @property
    def anybody(self) -> bool:
        return bool(self.lines or self.without_number or self.too_early)


def lists_of(centres: Collection[UUID], day: date) -> list[YearList]:
    """One list for each year in which somebody left with an open question, the latest first. Five statements."""
    cases = follow_ups(centres, day)
    early = [case for case in cases if case.window.last > day]
    wanted = [case for case in cases if case.window.last <= day and any(one.open for one in case.questions)]
    numbers = dict(Participant.objects.filter(centre__in=list(centres)).values_list("pk", "customer_number"))
    years = sorted({case.window.first.year for case in (*wanted, *early)}, reverse=True)
    return [_list_of(year, wanted, early, numbers) for year in years]


def _list_of(year: int, wanted: list[Case], early: list[Case], numbers: dict[UUID, str]) -> YearList:
    over = [case for case in wanted if case.window.first.year == year]
    numbered = [(numbers[case.participant_id], case) for case in over if numbers.get(case.participant_id)]
    lines = [Line(number, case.window) for number, case in sorted(numbered, key=lambda each: (each[0], each[1].order))]
    too_early = sum(case.window.first.year == year for case in early)
    return YearList(year, lines, len(over) - len(numbered), too_early)
