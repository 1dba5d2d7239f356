"""Every text of a plan that is printed, with its place and its section."""

from collections.abc import Iterator
from dataclasses import dataclass

from perspektiv.report.plan.model import Block, Plan, Section
from perspektiv.report.plan.source import Place


@dataclass(frozen=True)
class Written:
    """A text of the author; ``holds`` says whether a claim stands beside it, ``headline`` whether it is a finding."""

    text: str
    place: Place
    section: str = ""
    headline: bool = False
    holds: bool = False


def written(plan: Plan) -> Iterator[Written]:
    """All texts in the order of the report."""
    for point in plan.points:
        yield Written(point.head.text, point.head.place, headline=True, holds=bool(point.head.holds))
        yield Written(point.text, (*point.place, "text"))
    for row in plan.glance:
        yield Written(f"{{{row.figure}}} {row.says}" if row.figure else row.group, (*row.place, "says"))
        yield Written(row.basis, (*row.place, "basis"))
    for section in plan.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[Written]:
    if lead := section.lead:
        yield Written(lead.text, lead.place, section.id, headline=True, holds=bool(lead.holds))
    for note in section.notes:
        yield Written(note, (*section.place, "notes"), section.id)
    for block in section.blocks:
        yield from _of_block(block, section.id)


def _of_block(block: Block, section: str) -> Iterator[Written]:
    if title := block.title:
        yield Written(title.text, title.place, section, headline=True, holds=bool(title.holds))
    yield Written(block.caption, (*block.place, "caption"), section)
    if block.kind == "text":
        yield Written(block.name, (*block.place, "text"), section)
    for row in block.rows:
        for cell in row:
            yield Written(cell, (*block.place, "rows"), section)
    for step in block.steps:
        for words in step:
            yield Written(words, (*block.place, "steps"), section)
