"""Quarters put together until five persons stand behind them: no page tells what one or a few have answered.

Participants are told that their answers are read by their counsellor. So results are shown of whole stretches alone:
quarters that are over, in a row, as many as it takes. A stretch never changes with what is asked for or with the day:
two views, or two frozen moments, differ by whole stretches. What comes later on paper counts later, see ``counted_on``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perspektiv.indicators import Period
from perspektiv.indicators.period import Unit
from perspektiv.package import Package
from perspektiv.records.feedback.counted_day import DAYS_FOR_PAPER

FEWEST = 5
"""Persons. Unlinked responses count as one person each."""


@dataclass(frozen=True)
class Stretch:
    """From one quarter to another, both included."""

    first: Unit
    last: Unit

    @property
    def period(self) -> Period:
        return Period(self.first.first, self.last.last)

    def touches(self, period: Period) -> bool:
        return self.first.first <= period.to and self.last.last >= period.from_

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"


def stretches(package: Package, questionnaire: str, centre: str) -> Mapping[str, Sequence[Stretch]]:
    """By moment, in their order. Quarters at the end that are not enough yet are in none."""
    persons: dict[str, dict[int, set[str]]] = {}
    asked = [questionnaire, centre, DAYS_FOR_PAPER, package.data_as_of]
    for moment, quarter, person in package.connection.execute(ANSWERED, asked).fetchall():
        persons.setdefault(moment, {}).setdefault(quarter, set()).add(person)
    return {moment: _put_together(by_quarter) for moment, by_quarter in persons.items()}


def touched(found: Sequence[Stretch], period: Period) -> Sequence[Stretch]:
    return [stretch for stretch in found if stretch.touches(period)]


def across(found: Sequence[Stretch]) -> Period:
    """From the first to the last of some that follow each other. ValueError for none."""
    if not found:
        raise ValueError("no stretch")
    return Period(found[0].period.from_, found[-1].period.to)


def segments_told(gained: Sequence[Mapping[str, set[str]]]) -> tuple[int, set[str]]:
    """Of how many stretches, from the first on, segments can be told, and which; the others stand together, withheld.

    ``gained`` has the persons of each stretch by segment. Who looked at an earlier moment knows what was told then. So
    a further stretch is only told with others after it until every segment that was told, and all others together, have
    none or five persons more.
    """
    so_far: dict[str, set[str]] = {}
    since: dict[str, set[str]] = {}
    upto, shown = 0, set[str]()
    for n, some in enumerate(gained, start=1):
        for segment, persons in some.items():
            so_far[segment] = so_far.get(segment, set()) | persons
            since[segment] = since.get(segment, set()) | persons
        others = set[str]().union(*(persons for segment, persons in since.items() if segment not in shown))
        more = [len(others), *(len(persons) for segment, persons in since.items() if segment in shown)]
        if not any(0 < persons < FEWEST for persons in more):
            upto, shown, since = n, _five_each(so_far), {}
    return upto, shown


def _five_each(persons: Mapping[str, set[str]]) -> set[str]:
    """Segments with five persons; more are withheld until five are behind all that is withheld."""
    shown = sorted((len(some), segment) for segment, some in persons.items() if len(some) >= FEWEST)
    withheld = set[str]().union(*(some for some in persons.values() if len(some) < FEWEST))
    while shown and 0 < len(withheld) < FEWEST:
        withheld |= persons[shown.pop(0)[1]]
    return {segment for _, segment in shown}


def _put_together(by_quarter: Mapping[int, set[str]]) -> list[Stretch]:
    made: list[Stretch] = []
    begun, together = min(by_quarter), set[str]()
    for quarter in sorted(by_quarter):
        together |= by_quarter[quarter]
        if len(together) >= FEWEST:
            made.append(Stretch(Unit("quarter", begun), Unit("quarter", quarter)))
            begun, together = quarter + 1, set()
    return made


ANSWERED = """
SELECT DISTINCT r.moment, year(r.submitted_on) * 4 + quarter(r.submitted_on) - 1,
       coalesce('person ' || p.person_id, 'response ' || r.response_id)
FROM responses r SEMI JOIN answers a ON a.response_id = r.response_id
LEFT JOIN participations p ON p.participation_id = r.participation_id
WHERE r.instrument_id = ? AND r.centre_id = ?
  AND last_day(date_trunc('quarter', r.submitted_on) + INTERVAL 2 MONTH) + ? < ?
"""
