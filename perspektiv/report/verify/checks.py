"""From claims to verdicts: recompute, compare at the printed number of digits, and say what comes out."""

from decimal import Decimal
from fractions import Fraction

from perspektiv.language import Text
from perspektiv.report.numbers import german, rounded, truncated
from perspektiv.report.verify.claims import Certainty, Share, Total
from perspektiv.report.verify.numbers import Number
from perspektiv.report.verify.units import NAMES
from perspektiv.report.verify.verdict import Outcome, Remark, Verdict

_HOLDS = Text("{n} von {m} sind {exact}; gedruckt {printed}.", "{n} of {m} are {exact}; printed {printed}.")
_TRUNCATED = Text(
    "{n} von {m} sind {exact}; gedruckt ist {printed}: abgeschnitten, nicht gerundet.",
    "{n} of {m} are {exact}; printed is {printed}: truncated, not rounded.",
)
_DIFFERS = Text("{n} von {m} sind {exact}, gedruckt ist {printed}.", "{n} of {m} are {exact}, printed is {printed}.")
_OTHER_UNIT = Text(
    "Als {label} benannt, aber durch {base} geteilt: andere Zähleinheit als benannt.",
    "Labelled {label}, but divided by {base}: another counting unit than its label.",
)
_TOTAL_HOLDS = Text("{kind}: {parts} = {total}.", "{kind}: {parts} = {total}.")
_TOTAL_DIFFERS = Text(
    "{kind}: {parts} = {total}, gedruckt ist {printed}.", "{kind}: {parts} = {total}, printed is {printed}."
)


def comparison(exact: Fraction, printed: Decimal, digits: int) -> Outcome:
    """Whether a printed number is the exact one rounded half away from zero, cut off, or neither."""
    if rounded(exact, digits) == printed:
        return Outcome.HOLDS
    return Outcome.TRUNCATED if truncated(exact, digits) == printed else Outcome.DIFFERS


def judged_share(share: Share) -> Verdict | None:
    """What is to be said of a percentage; None if the relation is not sure enough to say it."""
    if not share.denominator.value:
        return None
    exact = Fraction(share.numerator.value) / Fraction(share.denominator.value) * 100
    printed, digits = share.printed.value, share.printed.decimals
    outcome = comparison(exact, printed, digits)
    if outcome not in _may_be_said(share, exact):
        return None
    sentence = {Outcome.HOLDS: _HOLDS, Outcome.TRUNCATED: _TRUNCATED}.get(outcome, _DIFFERS)
    filled = sentence.filled(
        n=_printed(share.numerator),
        m=_printed(share.denominator),
        exact=_percentage(exact, max(digits, 2) if outcome is Outcome.HOLDS else digits),
        printed=_percentage(printed, digits),
    )
    remarks = (Remark(outcome, filled), *_unit_remark(share))
    return share.found.verdict(*remarks, recomputed=float(exact / 100))


def questioned_share(share: Share) -> Verdict:
    """What is to be asked about a percentage that its counts do not make, if they are its counts."""
    exact = Fraction(share.numerator.value) / Fraction(share.denominator.value) * 100
    digits = share.printed.decimals
    filled = _DIFFERS.filled(
        n=_printed(share.numerator),
        m=_printed(share.denominator),
        exact=_percentage(exact, digits),
        printed=_percentage(share.printed.value, digits),
    )
    return share.found.verdict(Remark(Outcome.QUESTIONABLE, filled), recomputed=float(exact / 100))


def _may_be_said(share: Share, exact: Fraction) -> frozenset[Outcome]:
    digits = share.printed.decimals
    if share.certainty is Certainty.EXPLICIT:
        complement = comparison(100 - exact, share.printed.value, digits) is Outcome.HOLDS
        return frozenset() if complement and share.printed.value != 50 else frozenset(Outcome)
    # With whole per cents, a match by chance is too likely to say more, or anything at all.
    if share.certainty is Certainty.LINKED and digits:
        return frozenset({Outcome.HOLDS, Outcome.TRUNCATED})
    return frozenset({Outcome.HOLDS} if digits or share.certainty > Certainty.GUESSED else ())


def _unit_remark(share: Share) -> tuple[Remark, ...]:
    label, base = share.units
    if not label or not base or label == base:
        return ()
    return (Remark(Outcome.OTHER_UNIT, _OTHER_UNIT.filled(label=NAMES[label], base=NAMES[base])),)


def judged_total(total: Total) -> Verdict | None:
    """What is to be said of a total; only an explicit one can be called wrong.

    A printed number no larger than one of its parts may be a mean or a rate over all of them ("Alter 41 (w 40, m 43)").
    """
    value = sum((part.value for part in total.parts), Decimal(0))
    holds = abs(value - total.printed.value) <= _tolerance(total)
    may_be_a_mean = total.printed.value <= max(part.value for part in total.parts)
    if not holds and (total.certainty is not Certainty.EXPLICIT or may_be_a_mean):
        return None
    outcome = Outcome.HOLDS if holds else Outcome.DIFFERS
    return total.found.verdict(Remark(outcome, _sum(total, value, holds=holds)), recomputed=float(value))


def questioned_total(total: Total) -> Verdict:
    """What is to be asked about a total that its parts do not make, if they are its parts."""
    value = sum((part.value for part in total.parts), Decimal(0))
    remark = Remark(Outcome.QUESTIONABLE, _sum(total, value, holds=False))
    return total.found.verdict(remark, recomputed=float(value))


def _sum(total: Total, value: Decimal, *, holds: bool) -> Text:
    digits = max(number.decimals for number in (*total.parts, total.printed))
    return (_TOTAL_HOLDS if holds else _TOTAL_DIFFERS).filled(
        kind=total.kind,
        parts=Text(*map(" + ".join, zip(*(_german(part.value, digits) for part in total.parts), strict=True))),
        total=_german(value, digits),
        printed=_german(total.printed.value, digits),
    )


def _tolerance(total: Total) -> Decimal:
    """Counts and cents add up exactly; of rounded numbers each may be off by half of its last digit."""
    digits = total.printed.decimals
    exact = total.printed.kind == "count" or (total.printed.kind == "amount" and digits == 2)
    return Decimal(0) if exact else Decimal(len(total.parts) + 1) / 2 * Decimal(1).scaleb(-digits)


def _printed(number: Number) -> Text:
    return _german(number.value, number.decimals)


def _german(value: Decimal, digits: int = 0) -> Text:
    return Text(german(value, digits), german(value, digits, lang="en"))


def _percentage(value: Fraction | Decimal, digits: int) -> Text:
    return Text(f"{german(value, digits)}\u00a0%", f"{german(value, digits, lang='en')}%")


def same_percentage(printed: Decimal, digits: int, other: Decimal, other_digits: int) -> bool:
    """Whether one printed percentage is the other one, rounded to as many or fewer digits."""
    return digits <= other_digits and rounded(other, digits) == printed
