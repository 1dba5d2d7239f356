"""Sentences made by chance: true ones are never called wrong, and a wrong digit in an explicit claim always is."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from perspektiv.report.numbers import german, rounded, truncated
from perspektiv.report.verify.reading import Line, Place
from perspektiv.report.verify.report_text import check_lines
from perspektiv.report.verify.verdict import Outcome, Verification

Phrase = Callable[[str, str, str], str]

SHARES: list[Phrase] = [
    lambda n, m, x: f"Gekommen sind {n} von {m} Gästen ({x}).",
    lambda n, m, x: f"Gekommen sind {n} von insgesamt {m} ({x}), wie am 3.5.2018 gezählt.",
    lambda n, m, x: f"Das betraf {n} der {m} befragten Haushalte ({x}).",
    lambda n, m, x: f"Wir zählten {n} von {m} Anträgen, das sind {x}.",
    lambda n, m, x: f"Wir zählten {n} Anträge, das entspricht {x} von {m} Anträgen.",
    lambda n, m, x: f"Offen blieben {x} (nämlich {n} von {m} Anträgen).".replace("nämlich ", ""),
    lambda n, m, x: f"Von den {m} Anträgen wurden {n} ({x}) bewilligt.",
    lambda n, m, x: f"bewilligt\t{n}\t{x}\nSumme\t{m}\t100 %",
]
SPLITS: list[Phrase] = [
    lambda total, w, m: f"Kurse: {total} / {w}w / {m}m",
    lambda total, w, m: f"Es gab {total} Anträge (Frauen: {w} / Männer: {m}).",
    lambda total, w, m: f"Es gab {total} Anträge, davon {w} Frauen und {m} Männer.",
    lambda total, w, m: f"Frauen\t{w}\nMänner\t{m}\nSumme\t{total}",
    lambda total, w, m: f"Angebot\tgesamt\tw\tm\nKurse\t{total}\t{w}\t{m}",
]

counts = st.integers(1, 30_000).filter(lambda number: not 1900 <= number <= 2099)


def check(text: str) -> Verification:
    return check_lines([Line(line, Place(number)) for number, line in enumerate(text.split("\n"), start=1)], "erfunden")


def printed(value: Fraction | Decimal, digits: int, sign: str) -> str:
    return f"{german(value, digits)}{sign}"


signs = st.sampled_from(["%", " %", "\u00a0%", " Prozent", " v. H."])


@given(st.data(), st.sampled_from(SHARES), counts, st.integers(0, 3), signs, st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_true_share_holds(
    data: st.DataObject, phrase: Phrase, m: int, digits: int, sign: str, grouping: bool
) -> None:
    n = data.draw(st.integers(0, m).filter(lambda number: not 1900 <= number <= 2099))
    x = printed(Fraction(100 * n, m), digits, sign)
    result = check(phrase(german(n, grouping=grouping), german(m, grouping=grouping), x))
    assert result.findings == result.questionable == ()
    assert result.verdicts


@given(st.data(), st.sampled_from(SHARES), counts, st.integers(0, 3), signs)
@settings(max_examples=100, deadline=None)
def test_a_wrong_digit_in_a_share_is_found(data: st.DataObject, phrase: Phrase, m: int, digits: int, sign: str) -> None:
    n = data.draw(st.integers(0, m).filter(lambda number: not 1900 <= number <= 2099))
    right = german(Fraction(100 * n, m), digits)
    place = data.draw(st.sampled_from([i for i, letter in enumerate(right) if letter.isdigit()]))
    wrong = right[:place] + data.draw(st.sampled_from("0123456789")) + right[place + 1 :]
    assume(wrong != right and not (wrong.startswith("0") and wrong[1:2].isdigit()))
    value = Decimal(wrong.replace(",", "."))
    assume(value != rounded(Fraction(100 * (m - n), m), digits))  # reads as the other part, which may be meant
    result = check(phrase(str(n), str(m), wrong + sign))
    cut = value == truncated(Fraction(100 * n, m), digits)
    assert [finding.outcomes for finding in result.findings] == [{Outcome.TRUNCATED if cut else Outcome.DIFFERS}]


@given(st.sampled_from(SPLITS), counts, counts, st.integers(-500, 500), st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_split_holds_exactly_if_its_parts_make_its_total(
    phrase: Phrase, w: int, m: int, error: int, grouping: bool
) -> None:
    total = w + m + error
    assume(total > max(w, m) or not error)  # what is no larger than a part may be a mean
    assume(total > 0 and not 1900 <= total <= 2099 and total * 2 != w + m and total * 3 != w + m)
    result = check(phrase(*(german(number, grouping=grouping) for number in (total, w, m))))
    assert {outcome for verdict in result.verdicts for outcome in verdict.outcomes} == {
        Outcome.DIFFERS if error else Outcome.HOLDS
    }


LETTERS = st.text(
    st.sampled_from("0123456789.,%()/ \t\n|:;-–§abwmdvonderinsgesamtSummeFrauenMännerPersonenTerminen⁸¹"), max_size=120
)


@given(st.lists(st.one_of(LETTERS, st.sampled_from(["von ", " das sind ", "12 ", "40 ", " (30 %)", "Summe\t", "\n"]))))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_report_nothing_breaks(parts: list[str]) -> None:
    check("".join(parts))


@pytest.mark.parametrize("line", ["12345 " * 5000 + "26,3 %", "von " * 5000 + "(5 %)", "12 von " * 3000, "3/" * 5000])
def test_a_line_without_end_is_checked_all_the_same(line: str) -> None:
    assert check(line).findings == ()
