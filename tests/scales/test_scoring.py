"""Scores: reversed items, items left out, sums that stay comparable."""

import pytest

from perspektiv.scales.scoring import Question, Scale, score

CALM = Question("calm", 1, 5)
WORRIED = Question("worried", 1, 5, reversed=True)
SURE = Question("sure", 1, 5)
SCALE = Scale((CALM, WORRIED, SURE))


def test_a_reversed_item_counts_from_the_other_end() -> None:
    assert score(SCALE, {"calm": 4, "worried": 1, "sure": 3}) == 4  # worried 1 is as good as a 5


def test_an_item_left_out_is_left_out_of_the_mean() -> None:
    assert score(SCALE, {"calm": 4, "sure": 3}) == 3.5


def test_a_sum_with_an_item_left_out_stays_comparable() -> None:
    by_sum = Scale(SCALE.questions, "sum")
    assert score(by_sum, {"calm": 4, "worried": 2, "sure": 4}) == 12
    assert score(by_sum, {"calm": 4, "sure": 4}) == 12


@pytest.mark.parametrize(("answers", "known"), [({}, False), ({"calm": 4}, False), ({"calm": 4, "sure": 4}, True)])
def test_half_of_the_items_is_not_enough(answers: dict[str, float], known: bool) -> None:
    assert (score(SCALE, answers) is not None) == known


def test_a_scale_may_ask_for_every_item() -> None:
    assert score(Scale(SCALE.questions, needed=3), {"calm": 4, "sure": 4}) is None


def test_items_of_other_scales_are_left_alone() -> None:
    assert score(SCALE, {"calm": 4, "sure": 4, "punctual": 1}) == 4


@pytest.mark.parametrize("answer", [0, 6, 5.5])
def test_an_answer_that_the_question_does_not_have_is_no_answer(answer: float) -> None:
    with pytest.raises(ValueError, match="worried"):
        score(SCALE, {"calm": 4, "worried": answer})
