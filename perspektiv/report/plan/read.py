"""A plan file to a plan: its parts one after the other, every fault with its line."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

from perspektiv.errors import Refused
from perspektiv.indicators import Period
from perspektiv.language import Text
from perspektiv.report.plan.blocks import block_of
from perspektiv.report.plan.faults import Fault, Faults, PlanFaulty, meant
from perspektiv.report.plan.figures import known_merges, limit_of, share_of, wish_of
from perspektiv.report.plan.model import (
    Block,
    Decision,
    Dismissal,
    GlanceRow,
    Limit,
    Plan,
    Point,
    Said,
    Section,
    Share,
    Stop,
    Wish,
)
from perspektiv.report.plan.shape import check_shape
from perspektiv.report.plan.source import Place, Source

UNREADABLE = Text(
    "Der Plan „{path}“ lässt sich nicht lesen. Gibt es die Datei, und ist sie in UTF-8 gespeichert?",
    "The plan “{path}” cannot be read. Does the file exist, and is it saved as UTF-8?",
)
BROKEN = Text(
    "Hier bricht die Form der Datei (TOML): {reason}. Fehlt ein Anführungszeichen, eine Klammer oder ein Komma?",
    "The form of the file (TOML) breaks here: {reason}. Is a quotation mark, a bracket or a comma missing?",
)
REVERSED = Text(
    "Der Zeitraum endet ({to}) vor seinem Beginn ({from_}).", "The period ends ({to}) before it begins ({from_})."
)
HALF = Text("Ein Zeitraum braucht „from“ und „to“.", "A period needs “from” and “to”.")
TWICE = Text("„{id}“ gibt es zweimal; jeder Name steht einmal.", "“{id}” is there twice; every name stands once.")
AUDIENCE = Text("„audience“ ist „public“ oder „internal“.", "“audience” is “public” or “internal”.")
EMPTY = Text(
    "Der Abschnitt „{id}“ ist leer. Er braucht „lead“ oder mindestens einen Block ([[sections.blocks]]).",
    "The section “{id}” is empty. It needs “lead” or at least one block ([[sections.blocks]]).",
)
NO_SECTION = Text("Den Abschnitt „{id}“ gibt es nicht.{meant}", "There is no section “{id}”.{meant}")
ROW = Text(
    "Eine Zeile hat entweder „group“ oder „figure“ und „says“.",
    "A row has either “group” or “figure” and “says”.",
)
REASONLESS = Text(
    "Die Begründung fehlt: Warum entfällt der Hinweis?", "The reason is missing: why is the remark left out?"
)


def read_plan(path: Path) -> Plan:
    """The plan of a file. Raises PlanFaulty with every fault and its line, Refused if there is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(UNREADABLE, path=path) from error
    source = Source(path, text)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(source, str(error)) from error
    faults = Faults(source)
    check_shape(raw, faults)
    faults.stop()
    plan = _Reader(raw, faults).plan()
    faults.stop()
    return plan


def _broken(source: Source, message: str) -> PlanFaulty:
    """The reader's own words, with the line it names; at the end of the file, the last line."""
    reason, _, place = message.partition(" (at ")
    digits = "".join(c for c in place.partition(",")[0] if c.isdigit())
    line = int(digits) if digits else max(len(source.lines), 1)
    return PlanFaulty(source.name, [Fault(line, BROKEN.filled(reason=reason[:1].lower() + reason[1:]))])


def texts(value: str | list[str] | None) -> tuple[str, ...]:
    """One text or several, as several."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


class _Reader:
    """Turns the checked keys of one plan into its parts, and notes what contradicts itself."""

    def __init__(self, raw: dict[str, Any], faults: Faults) -> None:
        self.raw = raw
        self.faults = faults
        self.default = self.period(raw, (), None)
        self.periods = {
            section["id"]: self.period(section, ("sections", number), self.default)
            for number, section in enumerate(raw["sections"])
        }

    def plan(self) -> Plan:
        raw, remarks = self.raw, self.raw.get("remarks", {})
        limits, wishes, shares = self.figures()
        if raw.get("audience", "public") not in ("public", "internal"):
            self.faults.add(("audience",), AUDIENCE)
        known_merges(raw.get("merge", {}), self.faults)
        glance = raw.get("glance", {})
        return Plan(
            source=self.faults.source,
            title=texts(raw["title"]),
            short=raw.get("short", " · ".join(texts(raw["title"]))),
            kind=raw.get("kind", "Bericht"),
            office=raw["office"],
            date=raw["date"],
            public=raw.get("audience", "public") != "internal",
            period=self.default,
            merge=raw.get("merge", {}),
            route=tuple(Stop(r["body"], r["date"], r.get("purpose", "")) for r in raw.get("route", ())),
            decisions=tuple(Decision(d["reference"], d["about"]) for d in raw.get("decisions", ())),
            limits=limits,
            wishes=wishes,
            shares=shares,
            heading=glance.get("heading", "Auf einen Blick"),
            points=tuple(self.point(p, ("glance", "points", n)) for n, p in enumerate(glance.get("points", ()))),
            glance=tuple(self.row(r, ("glance", "rows", n)) for n, r in enumerate(glance.get("rows", ()))),
            sections=self.sections(),
            accepted=texts(remarks.get("accept")),
            dismissed=self.dismissed(remarks.get("dismissed", [])),
            names=frozenset(limits) | frozenset(wishes) | frozenset(shares),
        )

    def period(self, table: dict[str, Any], place: Place, default: Period | None) -> Period:
        """The period of a table, else the given one; a plan's own defaults to the whole of its sections' dates."""
        start, end = table.get("from"), table.get("to")
        if start is None and end is None and default:
            return default
        if start is None or end is None:
            if place or start or end:
                self.faults.add(place, HALF)
            today: datetime.date = self.raw["date"]
            return Period(today, today)
        if end < start:
            self.faults.add((*place, "from"), REVERSED, from_=start, to=end)
            return Period(end, start)
        return Period(start, end)

    def figures(self) -> tuple[dict[str, Limit], dict[str, Wish], dict[str, Share]]:
        limits = {
            name: limit_of(name, table, ("limits", name), self.faults)
            for name, table in self.raw.get("limits", {}).items()
        }
        wishes, shares = {}, {}
        tables = self.raw.get("figures", {})
        for name, table in tables.items():
            place = ("figures", name)
            if name in limits:
                self.faults.add(place, TWICE, id=name)
            if "part" in table or "of" in table:
                shares[name] = share_of(name, table, place, tables, self.faults)
            else:
                wishes[name] = wish_of(name, table, self.figure_period(table, place), place, self.faults)
        return limits, wishes, shares

    def figure_period(self, table: dict[str, Any], place: Place) -> Period:
        section = table.get("section")
        if section is None:
            return self.period(table, place, self.default)
        if section not in self.periods:
            self.faults.add((*place, "section"), NO_SECTION, id=section, meant=meant(section, self.periods))
        return self.periods.get(section, self.default)

    def sections(self) -> tuple[Section, ...]:
        seen: set[str] = set()
        found = []
        for number, table in enumerate(self.raw["sections"]):
            place: Place = ("sections", number)
            if table["id"] in seen:
                self.faults.add((*place, "id"), TWICE, id=table["id"])
            seen.add(table["id"])
            found.append(
                Section(
                    id=table["id"],
                    title=table["title"],
                    period=self.periods[table["id"]],
                    counts=table["counts"],
                    lead=self.said(table, "lead", place),
                    notes=texts(table.get("notes")),
                    blocks=self.blocks(table, place),
                    place=place,
                )
            )
        return tuple(found)

    def blocks(self, table: dict[str, Any], place: Place) -> tuple[Block, ...]:
        blocks = table.get("blocks", [])
        if not blocks and "lead" not in table:
            self.faults.add(place, EMPTY, id=table["id"])
        return tuple(block_of(b, (*place, "blocks", n), self.faults) for n, b in enumerate(blocks))

    def said(self, table: dict[str, Any], key: str, place: Place) -> Said | None:
        return Said(table[key], texts(table.get("holds")), (*place, key)) if key in table else None

    def point(self, table: dict[str, Any], place: Place) -> Point:
        head = Said(table["head"], texts(table.get("holds")), (*place, "head"))
        return Point(head, table.get("text", ""), place)

    def row(self, table: dict[str, Any], place: Place) -> GlanceRow:
        if ("group" in table) == ("figure" in table and "says" in table):
            self.faults.add(place, ROW)
        return GlanceRow(
            table.get("group", ""), table.get("figure", ""), table.get("says", ""), table.get("basis", ""), place
        )

    def dismissed(self, tables: list[dict[str, Any]]) -> tuple[Dismissal, ...]:
        for number, table in enumerate(tables):
            if not table["reason"].strip():
                self.faults.add(("remarks", "dismissed", number), REASONLESS)
        return tuple(Dismissal(t["id"], t["reason"]) for t in tables)
