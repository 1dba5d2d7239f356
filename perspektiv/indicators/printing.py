"""Figures as text: a table for the terminal, CSV, and the JSON of the contract."""

import csv
import io
import json
from typing import Any

from perspektiv.indicators.figure import Figure
from perspektiv.indicators.figures import Answer
from perspektiv.indicators.period import Period
from perspektiv.package import Package

FIELDS = tuple(name for name in Figure.__slots__ if name != "by")


def as_json(answer: Answer, package: Package, period: Period) -> str:
    """The contract's JSON, with the package's name and the day it speaks of."""
    return json.dumps(
        {
            "package": package.name,
            "made_up": package.made_up,
            "data_as_of": package.data_as_of.isoformat(),
            "from": period.from_.isoformat(),
            "to": period.to.isoformat(),
            "figures": [figure.as_json() for figure in answer.figures],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_csv(answer: Answer) -> str:
    """The same fields, one column a breakdown; empty where there is no value."""
    dimensions = list(dict.fromkeys(dimension for figure in answer.figures for dimension in figure.by))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["indicator", *dimensions, *FIELDS[1:]])
    for figure in answer.figures:
        row = figure.as_json()
        cells = [_cell(row[name]) for name in FIELDS]
        writer.writerow([cells[0], *(_safe(figure.by.get(dimension, "")) for dimension in dimensions), *cells[1:]])
    return out.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _safe(label: str) -> str:
    """A category that a spreadsheet would take for a formula is marked as text."""
    return f"'{label}" if label[:1] in ("=", "+", "-", "@", "|", "%", "\t", "\r") else label
