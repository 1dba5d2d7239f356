"""Which days a page looks at: the year before the frozen moment, a calendar year, everything, or days of one's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from perspektiv.errors import Refused
from perspektiv.indicators import Period
from perspektiv.language import Text

YEAR, EVERYTHING, OWN = "jahr", "alles", "eigener"
FIRST = date(1990, 1, 1)
"""Before anybody answered anything here."""


@dataclass(frozen=True)
class Chosen:
    """The period, and the name under which it was chosen."""

    name: str
    period: Period


def chosen(asked: Mapping[str, str], as_of: date) -> Chosen:
    """From a page's address. Refused for days that are none or the wrong way round."""
    name = asked.get("zeitraum", "") or (OWN if asked.get("von") or asked.get("bis") else YEAR)
    if name == OWN:
        first, last = _day(asked.get("von", "")) or FIRST, _day(asked.get("bis", "")) or as_of
        return Chosen(OWN, Period(first, last))
    if name == EVERYTHING:
        return Chosen(EVERYTHING, Period(FIRST, as_of))
    if len(name) == 4 and name.isascii() and name.isdigit():
        return Chosen(name, Period(date(int(name) or 1, 1, 1), date(int(name) or 1, 12, 31)))
    return Chosen(YEAR, Period(_a_year_before(as_of), as_of))


def years(days: Iterable[date]) -> list[str]:
    """The calendar years that these fall into, the latest first."""
    return sorted({f"{day.year}" for day in days}, reverse=True)


def _a_year_before(day: date) -> date:
    """The first day of the quarter in which the day lay a year before, so that quarters are whole."""
    return date(day.year - 1, (day.month - 1) // 3 * 3 + 1, 1)


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refused(NO_DAY, day=typed) from None


NO_DAY = Text(
    "„{day}“ ist kein Tag. Bitte das Datum noch einmal wählen.",
    "“{day}” is no day. Please choose the date again.",
)
