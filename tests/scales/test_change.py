"""Reliable change, against the example of those who defined it, and by drawn cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perspektiv.scales.change import ErrorVariant, Norm, Verdict, reliable_change

DYADIC = Norm(spread=7.5, reliability=0.80)
"""Jacobson & Truax 1991, the example of their text: couples who came at 32.5 and left at 47.5."""


def test_the_published_example() -> None:
    change = reliable_change(32.5, 47.5, DYADIC)
    assert DYADIC.error == pytest.approx(4.74, abs=0.005)
    assert change.index == pytest.approx(3.16, abs=0.005)
    assert change.verdict is Verdict.IMPROVED


@pytest.mark.parametrize(
    ("after", "verdict"),
    [(42.5, Verdict.IMPROVED), (41.5, Verdict.UNCHANGED), (23.5, Verdict.UNCHANGED), (22.5, Verdict.WORSENED)],
)
def test_the_limit_is_1_96_errors(after: float, verdict: Verdict) -> None:
    assert reliable_change(32.5, after, DYADIC).verdict is verdict  # 1.96 · 4.743 = 9.30


def test_where_less_is_better_a_fall_is_an_improvement() -> None:
    burden = Norm(spread=7.5, reliability=0.80, more_is_better=False)
    assert reliable_change(47.5, 32.5, burden).verdict is Verdict.IMPROVED


def test_a_prediction_expects_the_high_to_fall() -> None:
    norm = Norm(spread=10, reliability=0.8, variant=ErrorVariant.PREDICTION, mean=50)
    change = reliable_change(70, 66, norm)  # foretold 50 + 0.8 · 20 = 66
    assert (change.index, change.verdict, change.variant) == (0, Verdict.UNCHANGED, ErrorVariant.PREDICTION)
    assert norm.error == pytest.approx(6)


@given(st.floats(0, 100), st.floats(0, 100))
def test_going_back_is_the_opposite(before: float, after: float) -> None:
    there, back = reliable_change(before, after, DYADIC), reliable_change(after, before, DYADIC)
    assert there.index == -back.index
    assert (there.verdict is Verdict.IMPROVED) == (back.verdict is Verdict.WORSENED)


@pytest.mark.parametrize(("spread", "reliability"), [(0, 0.8), (-1, 0.8), (1, 1), (1, -0.1)])
def test_a_norm_that_cannot_be_is_refused(spread: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="spread"):
        Norm(spread, reliability)


def test_a_prediction_without_a_mean_is_refused() -> None:
    with pytest.raises(ValueError, match="mean"):
        Norm(1, 0.8, ErrorVariant.PREDICTION)
