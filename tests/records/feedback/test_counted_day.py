"""A sheet counts by its own day while its quarter is open, and by today once that quarter is told."""

from datetime import date

import pytest

from perspektiv.records.feedback.counted_day import counted_on


@pytest.mark.parametrize(
    ("filled_on", "today", "counts_on"),
    [
        (date(2026, 9, 10), date(2026, 9, 30), date(2026, 9, 10)),
        (date(2026, 9, 10), date(2026, 10, 14), date(2026, 9, 10)),
        (date(2026, 9, 10), date(2026, 10, 15), date(2026, 10, 15)),
        (date(2025, 12, 31), date(2026, 1, 14), date(2025, 12, 31)),
        (date(2025, 12, 31), date(2026, 1, 15), date(2026, 1, 15)),
        (date(2026, 2, 28), date(2026, 2, 28), date(2026, 2, 28)),
    ],
)
def test_counts_on(filled_on: date, today: date, counts_on: date) -> None:
    assert counted_on(filled_on, today) == counts_on
