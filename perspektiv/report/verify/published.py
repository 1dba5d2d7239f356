"""The check of a list of published figures: each is recomputed from the package of records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from perspektiv.indicators import CATALOGUE, Figure, Period
from perspektiv.language import Text
from perspektiv.package import Package
from perspektiv.report.numbers import german, german_date, percent
from perspektiv.report.verify.comparing import compared, digits_of, exact_value
from perspektiv.report.verify.entries import Entry, Malformed, read_published
from perspektiv.report.verify.recomputing import Recomputed, recomputed
from perspektiv.report.verify.verdict import Outcome, Remark, Verdict, Verification

_NO_SHOWS = {"no_show_rate": "loss_rate", "leavers_no_show_rate": "leavers_loss_rate"}
_TOLERANCE = Text(
    "Die Toleranz von {tolerance} gilt den Ausfällen ({no_show}, darunter); alle Verluste zusammen mit den abgesagten "
    "Terminen ({losses}) liegen darüber.",
    "The tolerance of {tolerance} is for no-shows ({no_show}, below it); all losses, with the cancelled appointments "
    "({losses}), are above it.",
)
_PERIODS = Text(
    "Die Liste verwendet {n} verschiedene Zeiträume: {periods}. Ihre Zahlen passen nicht ohne Weiteres zueinander.",
    "The list uses {n} different periods: {periods}. Its figures do not go together without more ado.",
)
_YEARS = Text("einzelne Jahre {a} bis {b}", "single years {a} to {b}")
_FROM_TO = Text("{a} bis {b}", "{a} to {b}")
_NAMED = Text("{title} ({names})", "{title} ({names})")
_HEADING = Text("{named}, {a} bis {b}", "{named}, {a} to {b}")
_WITH_VALUE = Text("{shown}: {value}", "{shown}: {value}")
_ENTRY = Text("Eintrag {n}", "entry {n}")


def verify_published(path: Path, package: Package) -> Verification:
    """Recompute a list of published figures (JSON). Raises Refused for a file that is no such list."""
    published = read_published(path)
    entries = [entry for _, entry in published.entries if isinstance(entry, Entry)]
    totals = (*_NO_SHOWS, *_NO_SHOWS.values()) if published.tolerance is not None else ()
    answer = recomputed(package, entries, totals)
    verdicts = [_verdict(n, raw, entry, answer) for n, (raw, entry) in enumerate(published.entries, start=1)]
    if published.tolerance is not None:
        verdicts += _losses(entries, published.tolerance, answer)
    return Verification(str(path), tuple(verdicts), notes=tuple(_periods(entries)))


def _verdict(n: int, raw: Any, entry: Entry | Malformed, answer: Recomputed) -> Verdict:
    place = _ENTRY.filled(n=n)
    if isinstance(entry, Malformed):
        words = str(raw.get("indicator", "")) if isinstance(raw, dict) else ""
        return Verdict(place, words, (Remark(Outcome.NOT_RECOMPUTED, entry.sentence),), n)
    figure = answer.figure(entry.period, entry.indicator, entry.by)
    value = None if isinstance(figure, Text) or figure.value is None else float(exact_value(figure))
    return Verdict(place, _words(entry), compared(entry, answer), n, value, _shown(entry))


def _words(entry: Entry) -> str:
    by = "".join(f", {name} = {value}" for name, value in entry.by.items())
    printed = f": {entry.printed_text}" if entry.printed_text else f": {entry.value}" if entry.value is not None else ""
    return f"{entry.indicator}, {entry.period.from_} – {entry.period.to}{by}{printed}"


def _shown(entry: Entry) -> Text:
    """The entry for people: the indicator's title, the period as it is written, and the number as it is printed."""
    shown = _heading(entry.indicator, entry.period, entry.by)
    if entry.printed_text:
        return _WITH_VALUE.filled(shown=shown, value=entry.printed_text)
    if entry.value is None:
        return shown
    amount = entry.indicator in CATALOGUE and CATALOGUE[entry.indicator].unit == "eur"
    digits = max(digits_of(entry.value), 2 if amount else 0)
    value = Text(german(entry.value, digits), german(entry.value, digits, lang="en"))
    return _WITH_VALUE.filled(shown=shown, value=value)


def _heading(indicator: str, period: Period, by: Mapping[str, str]) -> Text:
    names = ", ".join((indicator, *(f"{name}={value}" for name, value in by.items())))
    named = _NAMED.filled(title=CATALOGUE[indicator].title, names=names) if indicator in CATALOGUE else names
    return _HEADING.filled(named=named, a=_day(period.from_), b=_day(period.to))


def _losses(entries: Sequence[Entry], tolerance: Decimal, answer: Recomputed) -> Iterator[Verdict]:
    """A tolerance set for no-shows says nothing of all losses: told where only the former keep to it."""
    asked = dict.fromkeys((entry.period, entry.indicator) for entry in entries if entry.indicator in _NO_SHOWS)
    for period, name in asked:
        no_show, losses = (answer.figure(period, which, {}) for which in (name, _NO_SHOWS[name]))
        if (
            not (isinstance(no_show, Figure) and isinstance(losses, Figure))
            or no_show.value is None
            or losses.value is None
        ):
            continue
        if exact_value(no_show) <= tolerance < exact_value(losses):
            shares = {"no_show": exact_value(no_show), "losses": exact_value(losses)}
            rates = {key: Text(percent(value, 1), percent(value, 1, lang="en")) for key, value in shares.items()}
            bound = Text(percent(tolerance), percent(tolerance, lang="en"))
            words = f"{_NO_SHOWS[name]}, {period.from_} – {period.to}"
            remark = Remark(Outcome.REMARK, _TOLERANCE.filled(tolerance=bound, **rates))
            shown = _heading(_NO_SHOWS[name], period, {})
            yield Verdict(Text("Toleranz", "tolerance"), words, (remark,), shown=shown)


def _periods(entries: Sequence[Entry]) -> Iterator[Text]:
    """The periods of the list, if there are several; single years of one indicator are one series."""
    ordered = sorted({(entry.indicator, entry.period.from_, entry.period.to) for entry in entries})
    named: dict[Text, date] = {}
    for _, group in groupby(ordered, key=lambda row: row[0]):
        periods = [Period(from_, to) for _, from_, to in group]
        years = [period.from_.year for period in periods if _is_one_year(period)]
        if len(years) > 1:
            named.setdefault(_YEARS.filled(a=min(years), b=max(years)), date(min(years), 1, 1))
            periods = [period for period in periods if not _is_one_year(period)]
        for period in periods:
            named.setdefault(_FROM_TO.filled(a=_day(period.from_), b=_day(period.to)), period.from_)
    if len(named) > 1:
        yield _PERIODS.filled(
            n=german(len(named)), periods=Text(*map("; ".join, zip(*sorted(named, key=named.__getitem__), strict=True)))
        )


def _is_one_year(period: Period) -> bool:
    return period.whole_years and period.from_.year == period.to.year


def _day(day: date) -> Text:
    return Text(german_date(day), german_date(day, lang="en"))
