"""A plan as the report uses it: read, checked, with the places of everything that may turn out wrong later."""

import datetime
from dataclasses import dataclass, field

from perspektiv.indicators import Period
from perspektiv.report.plan.source import Place, Source

Pairs = tuple[tuple[str, str], ...]
"""A row of a breakdown, sorted: ``(("gender", "female"), ("segment", "intake"))``."""


@dataclass(frozen=True)
class Wish:
    """A figure that the plan names: an indicator, a period, one row of a breakdown."""

    id: str
    indicator: str
    period: Period
    by: Pairs
    place: Place


@dataclass(frozen=True)
class Share:
    """A figure that the plan derives: some counted figures as a share of another of the same indicator."""

    id: str
    part: tuple[str, ...]
    of: str
    place: Place


@dataclass(frozen=True)
class Limit:
    """A tolerance or a target that someone has set, and the indicators it was set for."""

    id: str
    value: float
    name: str
    indicators: tuple[str, ...]
    source: str
    place: Place


@dataclass(frozen=True)
class Said:
    """A sentence of the author with the findings it puts in words and its place in the plan."""

    text: str
    holds: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Column:
    """A column of a table by a breakdown: one part of an indicator, perhaps for one group only."""

    head: str
    indicator: str
    where: Pairs
    part: str


@dataclass(frozen=True)
class Block:
    """A piece of a section: a paragraph, a chart, a table, the list of positions, or steps."""

    kind: str
    name: str
    title: Said | None
    caption: str
    place: Place
    limit: str = ""
    heads: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    by: str = ""
    total: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    narrow: bool = False
    steps: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """A section: its period, what it counts, its finding, its pieces."""

    id: str
    title: str
    period: Period
    counts: str
    lead: Said | None
    notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True)
class Point:
    """A sentence of the first page: a finding in words, and what carries it."""

    head: Said
    text: str
    place: Place


@dataclass(frozen=True)
class GlanceRow:
    """A row of the first page's table: the name of a group, or a figure and what it says."""

    group: str
    figure: str
    says: str
    basis: str
    place: Place


@dataclass(frozen=True)
class Stop:
    """A committee on the paper's way."""

    body: str
    date: datetime.date
    purpose: str


@dataclass(frozen=True)
class Decision:
    """An earlier decision of the council."""

    reference: str
    about: str


@dataclass(frozen=True)
class Dismissal:
    """A proposed remark that the author does not print, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """A whole plan. ``public`` switches the disclosure control on."""

    source: Source
    title: tuple[str, ...]
    short: str
    kind: str
    office: str
    date: datetime.date
    public: bool
    period: Period
    merge: dict[str, dict[str, list[str]]]
    route: tuple[Stop, ...]
    decisions: tuple[Decision, ...]
    limits: dict[str, Limit]
    wishes: dict[str, Wish]
    shares: dict[str, Share]
    heading: str
    points: tuple[Point, ...]
    glance: tuple[GlanceRow, ...]
    sections: tuple[Section, ...]
    accepted: tuple[str, ...]
    dismissed: tuple[Dismissal, ...]
    names: frozenset[str] = field(default_factory=frozenset)
