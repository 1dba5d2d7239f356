"""Falling after a high start is told apart from beginning low."""

import pytest

from perspektiv.scales.course import falls_after_a_high_start


@pytest.mark.parametrize(
    ("scores", "falls"),
    [
        ([9, 8, 6], True),  # from 1 to 10: high from 8.2, a fall of 1.8 and more
        ([9, 5, 9], False),  # came back
        ([9, 7.5], False),
        ([8, 4], False),  # did not begin high
        ([3, 6, 9], False),
        ([9], False),
        ([], False),
    ],
)
def test_courses(scores: list[float], falls: bool) -> None:
    assert falls_after_a_high_start(scores, lowest=1, highest=10) == falls


def test_the_scales_own_error_decides_where_it_is_known() -> None:
    assert falls_after_a_high_start([9, 6.5], lowest=1, highest=10)
    assert not falls_after_a_high_start([9, 6.5], lowest=1, highest=10, error=1.5)
