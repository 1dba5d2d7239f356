"""The report as every form of it prints it: one document, in words, for PDF, web page, Word and data alike."""

from dataclasses import dataclass

from perspektiv.report.binding import Run
from perspektiv.report.notes import Note
from perspektiv.report.tables import Table

Prose = tuple[Run, ...]


@dataclass(frozen=True)
class PrintedChart:
    """A chart with its finding, what it shows in words, and its table; ``number`` is its place in the report."""

    name: str
    number: int
    title: str
    caption: str
    alternative: str
    table: Table

    @property
    def file(self) -> str:
        """The name of its files, without ending."""
        return f"{self.number:02}-{self.name}"


@dataclass(frozen=True)
class Step:
    """Something planned: when, what, and a sentence."""

    when: str
    what: str
    text: Prose


@dataclass(frozen=True)
class Piece:
    """A piece of a section; ``kind`` says which of the fields it has."""

    kind: str
    text: Prose = ()
    chart: PrintedChart | None = None
    table: Table | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Aside:
    """A remark beside the text; ``alarm`` where a limit is exceeded."""

    text: Prose
    alarm: bool = False


@dataclass(frozen=True)
class PrintedSection:
    """A section as printed."""

    id: str
    number: int
    title: str
    counts: str
    period: str
    lead: Prose
    asides: tuple[Aside, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Strip:
    """Where a share lies between 0 and 1: value, interval, bounds, limit."""

    value: float
    low: float | None
    high: float | None
    bound_low: float | None
    bound_high: float | None
    limit: float | None


@dataclass(frozen=True)
class LedgerRow:
    """A row of the first page: a group's name, or a figure with what it says, its basis and its uncertainty."""

    group: str = ""
    figure: str = ""
    value: str = ""
    sign: str = ""
    says: str = ""
    basis: str = ""
    certainty: str = ""
    verdict: str = ""
    alarm: bool = False
    strip: Strip | None = None


@dataclass(frozen=True)
class Point:
    """A finding of the first page, and what carries it."""

    head: Prose
    text: Prose


@dataclass(frozen=True)
class Stop:
    """A committee on the paper's way."""

    date: str
    purpose: str
    body: str


@dataclass(frozen=True)
class Definition:
    """An indicator's definition, in the words of the catalogue."""

    name: str
    title: str
    counts: str
    formula: str
    dated_by: str
    excluded: str
    paragraph: str


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from."""

    package: str
    title: str
    data_as_of: str
    seal: str
    version: str


@dataclass(frozen=True)
class Document:
    """The whole report. ``made_up`` is the sentence that stands on every page of a report on example data."""

    title: tuple[str, ...]
    short: str
    kind: str
    office: str
    date: str
    iso_date: str
    audience: str
    route: tuple[Stop, ...]
    decisions: tuple[tuple[str, str], ...]
    heading: str
    points: tuple[Point, ...]
    ledger: tuple[LedgerRow, ...]
    asides: tuple[Aside, ...]
    sections: tuple[PrintedSection, ...]
    notes: tuple[Note, ...]
    definitions: tuple[Definition, ...]
    terms: tuple[tuple[str, str], ...]
    signs: tuple[tuple[str, str], ...]
    quality: tuple[str, ...]
    dismissed: tuple[tuple[str, str], ...]
    provenance: Provenance
    made_up: str

    @property
    def charts(self) -> tuple[PrintedChart, ...]:
        """All charts in their order."""
        return tuple(piece.chart for section in self.sections for piece in section.pieces if piece.chart)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in their order, those of the charts included."""
        pieces = [piece for section in self.sections for piece in section.pieces]
        found = (piece.table or (piece.chart.table if piece.chart else None) for piece in pieces)
        return tuple(table for table in found if table)
