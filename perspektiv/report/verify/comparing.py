"""A published figure against the recomputed one: what holds, differs, was cut, or counts something else."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from perspektiv.indicators import CATALOGUE, Figure
from perspektiv.language import Text
from perspektiv.report.numbers import exactly, german
from perspektiv.report.verify.checks import comparison
from perspektiv.report.verify.entries import Entry
from perspektiv.report.verify.recomputing import Recomputed
from perspektiv.report.verify.units import COUNTED
from perspektiv.report.verify.verdict import Outcome, Remark

_DIGITS_OF_A_FLOAT = 12  # a value with more digits was written by a machine, and may be off in the last ones
_NOISE = Fraction(1, 10**9)

_HOLDS = Text("Nachgerechnet: {value}.", "Recomputed: {value}.")
_VALUE = Text("Angegeben ist {stated}, nachgerechnet {value}.", "Stated is {stated}, recomputed {value}.")
_PRINTED = {
    Outcome.DIFFERS: Text("Gedruckt ist {stated}, nachgerechnet {value}.", "Printed is {stated}, recomputed {value}."),
    Outcome.TRUNCATED: Text(
        "Gedruckt ist {stated}, nachgerechnet {value}: abgeschnitten, nicht gerundet.",
        "Printed is {stated}, recomputed {value}: truncated, not rounded.",
    ),
}
_NO_PERCENTAGE = Text(
    "Gedruckt ist {stated}, aber die Kennzahl ist kein Anteil.", "Printed is {stated}, but the indicator is no share."
)
_PART = Text(
    "{part}: angegeben ist {stated}, nachgerechnet {value}.", "{part}: stated is {stated}, recomputed {value}."
)
_NUMERATOR, _DENOMINATOR = Text("Zähler", "Numerator"), Text("Nenner", "Denominator")
_NUMERATOR_OF = Text("Zähler ({by})", "Numerator ({by})")
_UNIT = Text(
    "Als {label} benannt, gezählt werden aber {counted}: andere Zähleinheit als benannt.",
    "Labelled {label}, but what is counted are {counted}: another counting unit than its label.",
)
_WITHHELD = Text(
    "Die Zahl ist geschützt: Es gibt weniger als fünf Antworten.",
    "The figure is withheld: there are fewer than five responses.",
)
_NO_VALUE = Text("In diesem Zeitraum gibt es nichts zu zählen.", "There is nothing to count in this period.")
_PROVISIONAL = Text(
    " Vorläufig: Für {n} Personen läuft die Frist noch.", " Provisional: the window of {n} persons is still open."
)


def compared(entry: Entry, recomputed: Recomputed) -> tuple[Remark, ...]:
    """Everything to be said of the entry; "holds" stands first where the figure itself, or its counts, hold."""
    figure = recomputed.figure(entry.period, entry.indicator, entry.by)
    if isinstance(figure, Text):
        return (Remark(Outcome.NOT_RECOMPUTED, figure),)
    if figure.value is None:
        return (Remark(Outcome.NOT_RECOMPUTED, _WITHHELD if figure.withheld else _NO_VALUE), *_unit(entry))
    faults = [*_value(entry, figure), *_counts(entry, figure), *_parts(entry, recomputed)]
    printed = list(_printed(entry, figure))
    if any(remark.outcome is Outcome.DIFFERS for remark in (*faults, *printed)):
        return (*faults, *printed, *_unit(entry))
    return (Remark(Outcome.HOLDS, _recomputed(figure)), *faults, *printed, *_unit(entry))


def exact_value(figure: Figure) -> Fraction:
    """The figure without any rounding, from its counts where it has them. Its value must be there."""
    if figure.numerator is not None and figure.denominator:
        return exactly(figure.numerator) / exactly(figure.denominator)
    return exactly(figure.value or 0)


def _value(entry: Entry, figure: Figure) -> Iterator[Remark]:
    if entry.value is None:
        return
    exact, digits = exact_value(figure), digits_of(entry.value)
    if digits >= _DIGITS_OF_A_FLOAT and abs(exact - Fraction(entry.value)) <= _NOISE:
        return
    outcome = comparison(exact, entry.value, digits)
    if outcome is Outcome.DIFFERS or (outcome is Outcome.TRUNCATED and entry.printed is None):
        stated, value = _german(entry.value, digits), _german(exact, digits)
        sentence = _VALUE if outcome is Outcome.DIFFERS else _PRINTED[outcome]
        yield Remark(outcome, sentence.filled(stated=stated, value=value))


def _counts(entry: Entry, figure: Figure) -> Iterator[Remark]:
    pairs = ((_NUMERATOR, entry.numerator, figure.numerator), (_DENOMINATOR, entry.denominator, figure.denominator))
    for part, stated, value in pairs:
        if stated is not None and (value is None or exactly(value) != Fraction(stated)):
            given = Text("–", "–") if value is None else _german(value, digits_of(stated))
            filled = _PART.filled(part=part, stated=_german(stated, digits_of(stated)), value=given)
            yield Remark(Outcome.DIFFERS, filled)


def _parts(entry: Entry, recomputed: Recomputed) -> Iterator[Remark]:
    """The numerators by gender, say, against those of the same indicator broken down so."""
    for dimension, stated in entry.numerators_by.items():
        for category, number in stated.items():
            figure = recomputed.figure(entry.period, entry.indicator, {dimension: category})
            if isinstance(figure, Text):
                yield Remark(Outcome.NOT_RECOMPUTED, figure)
            elif figure.numerator is None or exactly(figure.numerator) != Fraction(number):
                value = Text("–", "–") if figure.numerator is None else _german(figure.numerator, digits_of(number))
                filled = _PART.filled(
                    part=_NUMERATOR_OF.filled(by=f"{dimension}={category}"),
                    stated=_german(number, digits_of(number)),
                    value=value,
                )
                yield Remark(Outcome.DIFFERS, filled)


def _printed(entry: Entry, figure: Figure) -> Iterator[Remark]:
    printed = entry.printed
    if printed is None:
        return
    if printed.kind == "percent" and figure.unit != "share":
        yield Remark(Outcome.DIFFERS, _NO_PERCENTAGE.filled(stated=entry.printed_text))
        return
    percentage = printed.kind == "percent"
    exact = exact_value(figure) * (100 if percentage else 1)
    outcome = comparison(exact, printed.value, printed.decimals)
    if outcome is not Outcome.HOLDS:
        value = _german(exact, printed.decimals, "%" if percentage else "")
        yield Remark(outcome, _PRINTED[outcome].filled(stated=entry.printed_text, value=value))


def _unit(entry: Entry) -> Iterator[Remark]:
    counted = CATALOGUE[entry.indicator].counted
    if entry.printed_unit is not None and entry.printed_unit != counted:
        label, base = COUNTED[entry.printed_unit], COUNTED[counted]
        yield Remark(Outcome.OTHER_UNIT, _UNIT.filled(label=label, counted=base))


def _recomputed(figure: Figure) -> Text:
    exact = exact_value(figure)
    if figure.unit == "share":
        value = _german(exact * 100, 2, "%")
    else:
        value = _german(exact, 2 if exact.denominator != 1 or figure.unit == "eur" else 0)
    if figure.numerator is not None and figure.denominator is not None:
        of = Text("{value} ({n} von {m})", "{value} ({n} of {m})")
        value = of.filled(value=value, n=_german(figure.numerator), m=_german(figure.denominator))
    sentence = _HOLDS.filled(value=value)
    if figure.provisional:
        sentence = Text(*(a + b for a, b in zip(sentence, _PROVISIONAL.filled(n=figure.open_windows), strict=True)))
    return sentence


def digits_of(value: Decimal) -> int:
    """How many decimals a stated value has, without zeros at the end."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _german(value: int | float | Decimal | Fraction, digits: int = 0, sign: str = "") -> Text:
    space = "\u00a0" if sign else ""
    return Text(f"{german(value, digits)}{space}{sign}", f"{german(value, digits, lang='en')}{sign}")
