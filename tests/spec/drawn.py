"""The form of the specification: Markdown that a counsellor reads and a machine reckons after.

A case is a heading (the rule), the rows of a package, and one or more questions with the figures they must give.
README.md in this folder explains the form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from perspektiv.indicators import Period
from perspektiv.schema import KNOWN

HERE = Path(__file__).parent
DIMENSIONS = ("centre", "segment", "gender", "year", "quarter", "month")
COLUMNS = {
    "Kennzahl": "indicator",
    "Zähler": "numerator",
    "Nenner": "denominator",
    "Wert": "value",
    "Einheit": "unit",
    "von": "low",
    "bis": "high",
    "mindestens": "bound_low",
    "höchstens": "bound_high",
    "Art": "interval",
    "vorläufig": "provisional",
    "offen": "open_windows",
    "geschützt": "withheld",
    "angeschnitten": "partial",
}
"""Columns of a table of figures → fields of a figure."""

Row = Mapping[str, str]


class Misdrawn(Exception):
    """A case that is not of the form, or that specifies nothing."""


@dataclass
class Question:
    """A period, and either the figures it must give or the sentence with which it must be refused."""

    period: Period
    merge: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    expected: list[Row] = field(default_factory=list)
    asked: str = ""
    by: tuple[str, ...] = ()
    refusal: str = ""


@dataclass
class Case:
    """One rule, drawn."""

    heading: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    as_of: date = date(2016, 12, 31)
    warnings: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def breakdown(row: Row) -> tuple[str, ...]:
    return tuple(dimension for dimension in DIMENSIONS if row.get(dimension))


def cases_in(text: str) -> list[Case]:
    """The cases of one topic. Raises Misdrawn for what is not of the form."""
    cases = [_case(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]
    for case in cases:
        if not case.questions or not all(q.expected or q.refusal for q in case.questions):
            raise Misdrawn(f"„{case.heading}“: keine erwarteten Zahlen")
    return cases


def all_cases() -> Iterator[tuple[str, Case]]:
    """Every case with the name of its topic."""
    for path in sorted(HERE.glob("*.md")):
        if path.name != "README.md":
            for case in cases_in(path.read_text(encoding="utf-8")):
                yield path.stem, case


def _case(text: str) -> Case:
    heading, _, body = text.partition("\n")
    case = Case(heading.strip())
    table = ""
    for block in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in block.splitlines()]
        if lines[0].startswith("|"):
            _take_table(case, table, lines)
            table = ""
        elif named := re.match(r"`(\w+)`", lines[0]):
            table = named[1]
            if table not in {known.resource for known in KNOWN}:
                raise Misdrawn(f"„{case.heading}“: die Tabelle {table} gibt es nicht")
        else:
            for line in lines:
                _take_line(case, line)
    return case


def _take_table(case: Case, table: str, lines: list[str]) -> None:
    header, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    if table:
        case.tables[table] = [dict(zip(header, row, strict=True)) for row in rows]
    elif not case.questions:
        raise Misdrawn(f"„{case.heading}“: Zahlen ohne Zeitraum")
    else:
        unknown = set(header) - set(COLUMNS) - set(DIMENSIONS)
        if unknown:
            raise Misdrawn(f"„{case.heading}“: unbekannte Spalte {', '.join(sorted(unknown))}")
        named = [COLUMNS.get(column, column) for column in header]
        case.questions[-1].expected += [dict(zip(named, row, strict=True)) for row in rows]


def _take_line(case: Case, line: str) -> None:
    key, _, told = line.partition(": ")
    if key == "Stand der Daten":
        case.as_of = date.fromisoformat(told)
    elif key == "Hinweis der Prüfung":
        case.warnings.append(told)
    elif key == "Zeitraum":
        case.questions.append(Question(Period(*(date.fromisoformat(day) for day in told.split(" bis ")))))
    elif key == "Zusammengefasst":
        dimension, label, categories = re.split(r" in | aus ", told)
        case.questions[-1].merge.setdefault(dimension, {})[label] = categories.split(" und ")
    elif key == "Gefragt":
        case.questions[-1].asked, _, by = told.partition(" nach ")
        case.questions[-1].by = tuple(by.split(" und ")) if by else ()
    elif key == "> Abgelehnt":
        case.questions[-1].refusal = told
