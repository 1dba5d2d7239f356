"""Which days a page looks at: the year before the frozen moment, a calendar year, everything, or days of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from perspektiv.errors import Refused
from perspektiv.indicators import Period
from perspektiv.language import Text

YEAR, EVERYTHING, OWN = "jahr", "alles", "eigener"


@dataclass(frozen=True)
class Chosen:
    """The period, and the name under which it was chosen."""

    name: str
    period: Period


def chosen(asked: Mapping[str, str], as_of: date, first: date, last: date) -> Chosen:
    """From a page's address; everything where nothing is asked and the ``last`` response is older than a year.

    Everything is from the ``first`` response on.

    Refused for days that are none or the wrong way round.
    """
    name = asked.get("zeitraum", "") or (OWN if asked.get("von") or asked.get("bis") else "")
    if name == OWN:
        begin, end = _day(asked.get("von", "")) or first, _day(asked.get("bis", "")) or as_of
        return Chosen(OWN, Period(begin, end))
    if len(name) == 4 and name.isascii() and name.isdigit():
        return Chosen(name, Period(date(int(name) or 1, 1, 1), date(int(name) or 1, 12, 31)))
    year = _a_year_before(as_of)
    if name == EVERYTHING or (not name and last < year):
        return Chosen(EVERYTHING, Period(first, as_of))
    return Chosen(YEAR, Period(year, as_of))


def years(first: date, last: date) -> list[str]:
    """The calendar years from one day to the other, the latest first."""
    return [f"{year:04}" for year in range(last.year, first.year - 1, -1)]


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
