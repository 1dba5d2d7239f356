"""Which keys a plan may have, and what they hold. Everything else is a fault, with the nearest known key beside it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from perspektiv.language import Text
from perspektiv.report.plan.faults import Faults, meant
from perspektiv.report.plan.source import Place

UNKNOWN = Text("„{key}“ ist hier kein Schlüssel.{meant}", "“{key}” is no key here.{meant}")
MISSING = Text("Hier fehlt „{key}“.", "“{key}” is missing here.")
WRONG = Text("„{key}“ erwartet {kind}.", "“{key}” expects {kind}.")
KINDS = {
    "text": Text("einen Text in Anführungszeichen", "a text in quotation marks"),
    "texts": Text("einen Text oder eine Liste von Texten", "a text or a list of texts"),
    "day": Text("einen Tag wie 2019-06-30, ohne Anführungszeichen", "a day like 2019-06-30, without quotation marks"),
    "number": Text("eine Zahl, mit Punkt statt Komma", "a number, with a point for the decimal comma"),
    "numbers": Text("eine Liste ganzer Zahlen", "a list of whole numbers"),
    "yes_no": Text("true oder false", "true or false"),
    "table": Text("eine Tabelle von Schlüsseln", "a table of keys"),
    "tables": Text("eine Liste von Tabellen", "a list of tables"),
    "named": Text("benannte Einträge", "named entries"),
    "words": Text('Paare wie { gender = "female" }', 'pairs like { gender = "female" }'),
    "rows": Text('Zeilen aus Texten: [["…", "{figure}"]]', 'rows of texts: [["…", "{figure}"]]'),
    "columns": Text(
        "eine Liste von Spaltentiteln oder von Spalten mit „head“ und „indicator“",
        "a list of column titles or of columns with “head” and “indicator”",
    ),
    "merge": Text(
        'Zusammenfassungen wie { gender = { other = ["diverse", "unknown"] } }',
        'merges like { gender = { other = ["diverse", "unknown"] } }',
    ),
}


@dataclass(frozen=True)
class Key:
    """What one key holds; ``shape`` names the keys of a table within."""

    kind: str
    required: bool = False
    shape: str = ""


_PERIOD = {"from": Key("day"), "to": Key("day")}
_CLAIM = {"holds": Key("texts")}
SHAPES: dict[str, dict[str, Key]] = {
    "plan": {
        "title": Key("texts", required=True),
        "short": Key("text"),
        "kind": Key("text"),
        "office": Key("text", required=True),
        "date": Key("day", required=True),
        "audience": Key("text"),
        **_PERIOD,
        "merge": Key("merge"),
        "route": Key("tables", shape="route"),
        "decisions": Key("tables", shape="decision"),
        "limits": Key("named", shape="limit"),
        "figures": Key("named", shape="figure"),
        "glance": Key("table", shape="glance"),
        "sections": Key("tables", required=True, shape="section"),
        "remarks": Key("table", shape="remarks"),
    },
    "route": {"body": Key("text", required=True), "date": Key("day", required=True), "purpose": Key("text")},
    "decision": {"reference": Key("text", required=True), "about": Key("text", required=True)},
    "limit": {
        "value": Key("number", required=True),
        "name": Key("text", required=True),
        "for": Key("texts", required=True),
        "source": Key("text"),
    },
    "figure": {
        "indicator": Key("text"),
        "by": Key("words"),
        **_PERIOD,
        "section": Key("text"),
        "part": Key("texts"),
        "of": Key("text"),
    },
    "glance": {
        "heading": Key("text"),
        "points": Key("tables", shape="point"),
        "rows": Key("tables", shape="row"),
    },
    "point": {"head": Key("text", required=True), "text": Key("text"), **_CLAIM},
    "row": {"group": Key("text"), "figure": Key("text"), "says": Key("text"), "basis": Key("text")},
    "section": {
        "id": Key("text", required=True),
        "title": Key("text", required=True),
        **_PERIOD,
        "counts": Key("text", required=True),
        "lead": Key("text"),
        **_CLAIM,
        "notes": Key("texts"),
        "blocks": Key("tables", shape="block"),
    },
    "block": {
        "text": Key("text"),
        "chart": Key("text"),
        "table": Key("text"),
        "positions": Key("text"),
        "steps": Key("tables", shape="step"),
        "title": Key("text"),
        "caption": Key("text"),
        **_CLAIM,
        "limit": Key("text"),
        "columns": Key("columns"),
        "rows": Key("rows"),
        "by": Key("text"),
        "total": Key("numbers"),
        "strong": Key("numbers"),
        "narrow": Key("yes_no"),
    },
    "column": {
        "head": Key("text", required=True),
        "indicator": Key("text", required=True),
        "where": Key("words"),
        "part": Key("text"),
    },
    "step": {
        "when": Key("text", required=True),
        "what": Key("text", required=True),
        "text": Key("text", required=True),
    },
    "remarks": {"accept": Key("texts"), "dismissed": Key("tables", shape="dismissal")},
    "dismissal": {"id": Key("text", required=True), "reason": Key("text", required=True)},
}


def check_shape(plan: dict[str, Any], faults: Faults) -> None:
    """Notes every unknown, missing or mistyped key of the whole plan."""
    _check_table(plan, "plan", (), faults)


def _check_table(table: dict[str, Any], shape: str, place: Place, faults: Faults) -> None:
    keys = SHAPES[shape]
    for name in table.keys() - keys.keys():
        faults.add((*place, name), UNKNOWN, key=name, meant=meant(name, keys))
    for name, key in keys.items():
        if name not in table:
            if key.required:
                faults.add(place, MISSING, key=name)
        elif not _fits(table[name], key.kind):
            faults.add((*place, name), WRONG, key=name, kind=KINDS[key.kind])
        else:
            for within, inner in _tables_within(table[name], key):
                _check_table(inner, key.shape or "column", (*place, name, *within), faults)


def _tables_within(value: Any, key: Key) -> Iterator[tuple[Place, dict[str, Any]]]:
    if key.kind == "table":
        yield (), value
    elif key.kind == "named":
        yield from (((name,), inner) for name, inner in value.items())
    elif key.kind in ("tables", "columns"):
        yield from (((number,), inner) for number, inner in enumerate(value) if isinstance(inner, dict))


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "text":
            return isinstance(value, str)
        case "texts":
            return isinstance(value, str) or _all(value, str)
        case "day":
            return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "numbers":
            return _all(value, int)
        case "yes_no":
            return isinstance(value, bool)
        case "tables":
            return _all(value, dict)
        case "columns":
            return _all(value, str) or _all(value, dict)
        case "rows":
            return isinstance(value, list) and all(_all(row, str) for row in value)
        case "named":
            return isinstance(value, dict) and _all(list(value.values()), dict)
        case "words":
            return isinstance(value, dict) and _all(list(value.values()), str)
        case "merge":
            return isinstance(value, dict) and all(
                isinstance(groups, dict) and all(_all(old, str) for old in groups.values()) for groups in value.values()
            )
    return isinstance(value, dict)


def _all(values: Any, kind: type) -> bool:
    return isinstance(values, list) and all(isinstance(value, kind) for value in values)
