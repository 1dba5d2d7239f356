"""Putting values into a template's words: plain substitution of {{ field }}, nothing that could be run."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_time

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.letters.blocks import SET_OFF
from perspektiv.records.letters.fields import Field, Kind, fields_of
from perspektiv.records.letters.languages import RIGHT_TO_LEFT

LEFT_TO_RIGHT, AS_BEFORE = "\u2066", "\u2069"
"""Around groups of figures: "0231 555" would else be shown as "555 0231" in Arabic."""
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")

UNKNOWN = Text(
    "Das Feld „{field}“ gibt es hier nicht. Möglich sind: {known}.",
    "There is no field “{field}” here. There are: {known}.",
)
UNCLOSED = Text(
    "Ein Feld beginnt mit {{{{ und endet mit }}}}. In der Zeile „{line}“ fehlt eine der Klammern.",
    "A field begins with {{{{ and ends with }}}}. One of the braces is missing in the line “{line}”.",
)


def check(words: str, purpose: str) -> None:
    """Refuses words with a field that their purpose does not have, or with half a field."""
    known = fields_of(purpose)
    for line in words.splitlines():
        for name in _FIELD.findall(line):
            if name.strip() not in known:
                raise Refused(UNKNOWN, field=name.strip() or " ", known=", ".join(known))
        rest = _FIELD.sub("", line)
        if "{{" in rest or "}}" in rest:
            raise Refused(UNCLOSED, line=line.strip())


def render(words: str, purpose: str, values: Mapping[str, str], language: str) -> str:
    """The words with their fields filled.

    A line in which all fields are empty is left out, and with it the line that leads to it by a colon.
    """
    known = fields_of(purpose)
    said = {name: spelled(field, values.get(name, ""), language) for name, field in known.items()}
    lines: list[str] = []
    leads = False  # whether the line before is words alone that end with a colon
    for line in words.splitlines():
        names = [name.strip() for name in _FIELD.findall(line)]
        if names and not any(said.get(name) for name in names):
            if leads:
                lines.pop()
            leads = False
            continue
        filled = _FIELD.sub(lambda found: said.get(found[1].strip(), ""), line).rstrip()
        lines.append(filled.replace("\n", f"\n{SET_OFF} ") if line.startswith(SET_OFF) else filled)
        leads = not names and filled.endswith(":")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def spelled(field: Field, value: str, language: str) -> str:
    """A value as people of that language write it; what is no day or time is taken as it is."""
    if field.kind is Kind.DAY:
        return _day(value, language)
    if field.kind is Kind.MOMENTS:
        return "\n".join(_moment(line, language) for line in value.splitlines() if line.strip())
    if field.kind is Kind.NUMBERS and value.strip() and language in RIGHT_TO_LEFT:
        return f"{LEFT_TO_RIGHT}{value.strip()}{AS_BEFORE}"
    return value.strip()


def _day(value: str, language: str) -> str:
    try:
        return format_date(date.fromisoformat(value), "full", locale=locale(language))
    except ValueError:
        return value.strip()


def _moment(value: str, language: str) -> str:
    """A day with its time; what follows after a blank, as where it is, is taken as it is."""
    moment, _, where = value.strip().partition(" ")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return value.strip()
    said = f"{_day(at.date().isoformat(), language)}, {format_time(at, 'HH:mm', locale=locale(language))}"
    return f"{said} · {where}" if where else said


def locale(language: str) -> Locale:
    return Locale.parse(language.split("-")[0] or "de")
