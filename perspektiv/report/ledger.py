"""The table of the first page: what a council member takes in within half a minute."""

from perspektiv.indicators import Figure
from perspektiv.report.binding import Binder
from perspektiv.report.document import LedgerRow, Strip
from perspektiv.report.facts import Fact, Facts
from perspektiv.report.plan import Limit, Plan
from perspektiv.report.plan.model import GlanceRow
from perspektiv.report.printing import ABSENT, WITHHELD, days, part, unit

COUNTED = "alle gezählt"
BOOKED = "gebuchte Summe"


def ledger_row(row: GlanceRow, facts: Facts, binder: Binder, plan: Plan) -> LedgerRow:
    """One row: the value large, what it says, its basis and period, and how certain it is."""
    if row.group:
        return LedgerRow(group=row.group)
    fact = binder.fact(row.figure, (*row.place, "figure"))
    if fact is None:
        return LedgerRow(figure=row.figure, says=row.says)
    figure = fact.figure
    limit = next((one for one in plan.limits.values() if figure.indicator in one.indicators), None)
    alarm = limit is not None and figure.value is not None and figure.value > limit.value
    return LedgerRow(
        figure=row.figure,
        value=part(figure, "v"),
        sign=unit(figure).strip() if figure.value is not None else "",
        says=row.says,
        basis=f"{_basis(row, fact, binder)} · {_when(fact)}",
        certainty=_certainty(figure),
        verdict=_verdict(limit, facts, alarm=alarm) if figure.value is not None else "",
        alarm=alarm,
        strip=_strip(figure, limit),
    )


def _basis(row: GlanceRow, fact: Fact, binder: Binder) -> str:
    if row.basis:
        return binder.plain(row.basis, (*row.place, "basis"))
    if fact.figure.withheld:
        return WITHHELD
    if fact.figure.denominator is None:
        return "alle"
    return (
        f"n = {part(fact.figure, 'd')}"
        if fact.figure.numerator is None
        else f"{part(fact.figure, 'n')} von {part(fact.figure, 'd')}"
    )


def _when(fact: Fact) -> str:
    first, last = fact.period.from_, fact.period.to
    year = dict(fact.figure.by).get("year")
    if year:
        return f"Jahr {year}"
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return f"Jahr {first.year}" if whole else days(fact.period)


def _certainty(figure: Figure) -> str:
    if figure.withheld or figure.value is None:
        return ""
    interval, bounds = part(figure, "ci"), part(figure, "bounds")
    if interval == ABSENT:
        said = (
            BOOKED
            if figure.unit == "share" and figure.numerator is not None
            else COUNTED
            if figure.unit == "count"
            else ""
        )
    else:
        said = interval
    return f"{said} · Grenzen {bounds}" if bounds != ABSENT else said


def _verdict(limit: Limit | None, facts: Facts, *, alarm: bool) -> str:
    if limit is None:
        return ""
    return f"{'über' if alarm else 'unter'} {part(facts.named[limit.id].figure)}"


def _strip(figure: Figure, limit: Limit | None) -> Strip | None:
    if figure.unit != "share" or figure.value is None:
        return None
    return Strip(
        float(figure.value),
        figure.low,
        figure.high,
        figure.bound_low,
        figure.bound_high,
        limit.value if limit else None,
    )
