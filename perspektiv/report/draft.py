"""A plan and a package brought together: figures computed, charts drawn, claims and remarks at hand."""

from collections import defaultdict
from dataclasses import dataclass

from perspektiv.package import Package
from perspektiv.report.binding import SLOT, Binder
from perspektiv.report.charts import CHARTS, SHORTEST_ALTERNATIVE, Drawing, Given
from perspektiv.report.claims import Claims
from perspektiv.report.facts import Facts, Want, wanted_by
from perspektiv.report.naming import Naming
from perspektiv.report.notes import Notes
from perspektiv.report.plan import Block, Faults, Plan, Section
from perspektiv.report.plan.texts import written
from perspektiv.report.remarks import Proposal, proposed
from perspektiv.report.remarks.names import check_decided
from perspektiv.report.remarks.remark import Ground

Drawings = dict[tuple[str, int], Drawing]
"""By section and place of the block in it."""


@dataclass(frozen=True)
class Draft:
    """All that is needed to compose a report, or to check a plan."""

    plan: Plan
    package: Package
    facts: Facts
    naming: Naming
    binder: Binder
    claims: Claims
    drawings: Drawings
    proposals: tuple[Proposal, ...]
    faults: Faults


def draft(plan: Plan, package: Package) -> Draft:
    """Computes all figures that the plan needs. Raises PlanFaulty if it names what cannot be had."""
    faults = Faults(plan.source)
    facts = Facts(package, plan, wanted_by(plan, _wants_of_charts(plan)))
    facts.name(plan, faults)
    naming = Naming.of(package)
    binder = Binder(facts.named, Notes(), faults, plan.names)
    drawings = {
        (section.id, number): _drawn(block, section, plan, package, facts, naming, binder)
        for section in plan.sections
        for number, block in enumerate(section.blocks)
        if block.kind == "chart"
    }
    proposals = proposed(Ground(plan, package, facts, sections_by_figure(plan)))
    check_decided(plan, (proposal.remark for proposal in proposals), faults)
    return Draft(plan, package, facts, naming, binder, Claims(facts.named, faults), drawings, proposals, faults)


def _wants_of_charts(plan: Plan) -> list[Want]:
    return [
        (indicator, dims, section.period)
        for section in plan.sections
        for block in section.blocks
        if block.kind == "chart"
        for indicator, dims in CHARTS[block.name].needs
    ]


def _drawn(
    block: Block, section: Section, plan: Plan, package: Package, facts: Facts, naming: Naming, binder: Binder
) -> Drawing:
    limit = binder.fact(block.limit, (*block.place, "limit")) if block.limit else None
    given = Given(
        package, facts, section.period, naming.segments, plan.public, plan.merge, limit.figure if limit else None
    )
    drawing = CHARTS[block.name].draw(given)
    if len(drawing.alternative) < SHORTEST_ALTERNATIVE:
        raise ValueError(f"{block.name}: the alternative text does not say what is seen: {drawing.alternative}")
    return drawing


def sections_by_figure(plan: Plan) -> dict[str, list[str]]:
    """In which sections each figure is named; "" stands for the first page."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in written(plan):
        for match in SLOT.finditer(text.text):
            found[match.group(1)].append(text.section)
    return found
