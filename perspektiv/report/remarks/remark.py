"""A remark, and all remarks that a report's figures suggest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from perspektiv.language import Text
from perspektiv.package import Package
from perspektiv.report.facts import Facts
from perspektiv.report.plan import Plan

State = Literal["undecided", "accepted", "dismissed"]


@dataclass(frozen=True)
class Remark:
    """Something that a reader of the figures should know. The ``id`` stays the same from run to run.

    ``section`` is where it is printed; without one it stands on the first page. ``alarm`` marks a limit exceeded.
    """

    id: str
    sentence: Text
    section: str = ""
    alarm: bool = False


@dataclass(frozen=True)
class Proposal:
    """A remark and what the plan decided about it."""

    remark: Remark
    state: State
    reason: str = ""


@dataclass(frozen=True)
class Ground:
    """What remarks are drawn from. ``uses`` says in which sections a figure is named."""

    plan: Plan
    package: Package
    facts: Facts
    uses: dict[str, list[str]]

    def section_of(self, figure: str) -> str:
        """The first section that names the figure; none if only the first page does."""
        return next((section for section in self.uses.get(figure, []) if section), "")


Suggestion = Callable[[Ground], Iterator[Remark]]


def proposed(ground: Ground) -> tuple[Proposal, ...]:
    """Every remark that the figures suggest, once, with the plan's decision."""
    from perspektiv.report.remarks.bases import response_bounds, small_bases
    from perspektiv.report.remarks.limits import losses_above_tolerance, open_windows
    from perspektiv.report.remarks.scope import beyond_data, data_quality, different_periods
    from perspektiv.report.remarks.series import breaks_in_series, instrument_changes

    suggestions: tuple[Suggestion, ...] = (
        losses_above_tolerance,
        open_windows,
        small_bases,
        response_bounds,
        breaks_in_series,
        instrument_changes,
        beyond_data,
        different_periods,
        data_quality,
    )
    found: dict[str, Remark] = {}
    for suggestion in suggestions:
        for remark in suggestion(ground):
            found.setdefault(remark.id, remark)
    return tuple(_decided(remark, ground.plan) for remark in found.values())


def _decided(remark: Remark, plan: Plan) -> Proposal:
    if remark.id in plan.accepted:
        return Proposal(remark, "accepted")
    reason = next((d.reason for d in plan.dismissed if d.id == remark.id), None)
    return Proposal(remark, "undecided") if reason is None else Proposal(remark, "dismissed", reason)
