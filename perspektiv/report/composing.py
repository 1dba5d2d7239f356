"""A draft to a document: every text bound, every finding checked, every note and remark in its place."""

from dataclasses import dataclass
from functools import partial

from perspektiv import __version__
from perspektiv.indicators import CATALOGUE
from perspektiv.language import Text
from perspektiv.report.binding import Run
from perspektiv.report.charts import Drawing
from perspektiv.report.document import (
    Aside,
    Definition,
    Document,
    Piece,
    Point,
    PrintedChart,
    PrintedSection,
    Provenance,
    Step,
    Stop,
)
from perspektiv.report.draft import Draft
from perspektiv.report.ledger import ledger_row
from perspektiv.report.numbers import german_date
from perspektiv.report.plan import Block, Section
from perspektiv.report.plan.model import Said
from perspektiv.report.plan.texts import written
from perspektiv.report.printing import period_in_words
from perspektiv.report.quality import quality_notes
from perspektiv.report.signs import SIGNS, TERMS
from perspektiv.report.tables import Table, chart_table, positions_table, table_by, written_table
from perspektiv.report.wording import miscounted

MADE_UP = "Beispieldaten: Alle Personen und Zahlen sind erfunden."
MISCOUNTED = Text(
    "„{word}“ nach „{slot}“: Diese Kennzahl zählt {counts}. Bitte das Wort ändern.",
    "“{word}” after “{slot}”: this figure counts {counts}. Please change the word.",
)
AUDIENCES = {True: "öffentlich", False: "nur für den internen Gebrauch"}


@dataclass
class _Counter:
    """Numbers the charts through all sections."""

    charts: int = 0


def compose(draft: Draft, seal: str = "") -> Document:
    """The document of a draft. Raises PlanFaulty if a text or a finding does not hold."""
    plan, binder = draft.plan, draft.binder
    check_units(draft)
    points = tuple(_point(draft, point.head, point.text, point.place) for point in plan.points)
    ledger = tuple(ledger_row(row, draft.facts, binder, plan) for row in plan.glance)
    counter = _Counter()
    sections = tuple(_section(draft, s, n, counter) for n, s in enumerate(plan.sections, start=1))
    draft.faults.stop()
    return Document(
        title=plan.title,
        short=plan.short,
        kind=plan.kind,
        office=plan.office,
        date=german_date(plan.date),
        iso_date=plan.date.isoformat(),
        audience=AUDIENCES[plan.public],
        route=tuple(Stop(german_date(s.date), s.purpose, s.body) for s in plan.route),
        decisions=tuple((d.reference, d.about) for d in plan.decisions),
        heading=plan.heading,
        points=points,
        ledger=ledger,
        asides=_remarks(draft, ""),
        sections=sections,
        notes=tuple(binder.notes.all),
        definitions=_definitions(draft),
        terms=(*TERMS, *((limit.name, f"{limit.source}.") for limit in plan.limits.values() if limit.source)),
        signs=SIGNS,
        quality=quality_notes(draft.package),
        dismissed=tuple((d.id, d.reason) for d in plan.dismissed),
        provenance=Provenance(
            draft.package.name, draft.package.title, german_date(draft.package.data_as_of), seal, __version__
        ),
        made_up=MADE_UP if draft.package.made_up else "",
    )


def check_units(draft: Draft) -> None:
    """Notes a fault where a count is called by the name of another unit than it counts."""
    for text in written(draft.plan):
        for slot, word, counts in miscounted(text.text, draft.facts.named):
            draft.faults.add(text.place, MISCOUNTED, fragment=slot, slot=slot, word=word, counts=counts)


def _point(draft: Draft, head: Said, text: str, place: tuple[str | int, ...]) -> Point:
    draft.claims.demand(head)
    prose = partial(draft.binder.prose, noted=False)
    return Point(prose(head.text, head.place), prose(text, (*place, "text")))


def _section(draft: Draft, section: Section, number: int, counter: _Counter) -> PrintedSection:
    binder = draft.binder
    if section.lead:
        draft.claims.demand(section.lead)
    lead = binder.prose(section.lead.text, section.lead.place) if section.lead else ()
    notes = tuple(Aside(binder.prose(note, (*section.place, "notes"))) for note in section.notes)
    return PrintedSection(
        id=section.id,
        number=number,
        title=section.title,
        counts=section.counts,
        period=period_in_words(section.period),
        lead=lead,
        asides=(*_remarks(draft, section.id), *notes),
        pieces=tuple(_piece(draft, section, block, n, counter) for n, block in enumerate(section.blocks)),
    )


def _remarks(draft: Draft, section: str) -> tuple[Aside, ...]:
    """The accepted remarks of a section, or of the first page."""
    return tuple(
        Aside((Run(p.remark.sentence.de),), p.remark.alarm)
        for p in draft.proposals
        if p.state == "accepted" and p.remark.section == section
    )


def _piece(draft: Draft, section: Section, block: Block, number: int, counter: _Counter) -> Piece:
    if block.kind == "text":
        return Piece("text", text=draft.binder.prose(block.name, (*block.place, "text")))
    if block.kind == "steps":
        place = (*block.place, "steps")
        return Piece("steps", steps=tuple(Step(w, t, draft.binder.prose(s, place)) for w, t, s in block.steps))
    if block.kind == "chart":
        counter.charts += 1
        return Piece("chart", chart=_chart(draft, block, draft.drawings[section.id, number], counter.charts))
    return Piece("table", table=_table(draft, section, block))


def carried(draft: Draft, title: Said, drawing: Drawing) -> bool:
    """Whether the author's title may stand over a chart: an empty one carries nothing."""
    return not drawing.empty and draft.claims.hold(title, drawing.values)


def _chart(draft: Draft, block: Block, drawing: Drawing, number: int) -> PrintedChart:
    """The author's title where its claim holds or where it claims nothing, else the chart's neutral one."""
    title = drawing.title
    if block.title and carried(draft, block.title, drawing):
        title = draft.binder.plain(block.title.text, block.title.place)
    caption = draft.binder.plain(block.caption, (*block.place, "caption")) or drawing.caption
    table = chart_table(block.name, drawing.title, drawing.head, drawing.rows)
    return PrintedChart(block.name, number, title, caption, drawing.alternative, table)


def _table(draft: Draft, section: Section, block: Block) -> Table:
    title = ""
    if block.title:
        draft.claims.demand(block.title)
        title = draft.binder.plain(block.title.text, block.title.place)
    caption = draft.binder.plain(block.caption, (*block.place, "caption"))
    if block.kind == "positions":
        return positions_table(block, section, title, caption, draft.package)
    if block.by:
        return table_by(block, section, title, caption, draft.facts, draft.naming)
    return written_table(block, title, caption, draft.binder)


def _definitions(draft: Draft) -> tuple[Definition, ...]:
    """The definitions of every indicator that the report names, in the catalogue's order."""
    used = {fact.figure.indicator for fact in draft.facts.named.values()}
    used |= {column.indicator for s in draft.plan.sections for b in s.blocks for column in b.columns}
    return tuple(
        Definition(i.name, i.title.de, i.counts.de, i.formula.de, i.dated_by.de, i.excluded.de, i.paragraph.de)
        for name, i in CATALOGUE.items()
        if name in used
    )
