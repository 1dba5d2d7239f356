"""A figure as printed: rounded at the end, withheld and provisional always said."""

from decimal import Decimal

import pytest

from perspektiv.indicators import Figure
from perspektiv.report.printing import part
from tests.report.small_figures import a_figure

RATE = a_figure(
    "job_start_within_6m_rate",
    132 / 501,
    numerator=132,
    denominator=501,
    low=0.2268,
    high=0.3037,
    bound_low=0.26,
    bound_high=0.44,
)
OVER_1000 = a_figure("no_show_rate", 2017 / 9794, numerator=2017, denominator=9794)
MONEY = a_figure("budget_use", Decimal("0.69"), numerator=Decimal("588942.35"), denominator=Decimal(850000))
COUNT = a_figure(value=1463)
WITHHELD = a_figure("job_start_within_6m_rate", None, withheld=True)
PROVISIONAL = a_figure(
    "job_start_within_6m_rate", 0.25, numerator=25, denominator=100, provisional=True, open_windows=7
)
SHORT = a_figure("units_due_per_participation", 2, numerator=6, denominator=3, low=-0.5, high=4.5)
EMPTY = a_figure("job_start_within_6m_rate", None, numerator=0, denominator=0)


@pytest.mark.parametrize(
    ("figure", "what", "printed"),
    [
        (RATE, "value", "26\u00a0%"),
        (RATE, "v", "26"),
        (RATE, "n", "132"),
        (RATE, "d", "501"),
        (RATE, "rest", "369"),
        (RATE, "ci", "23–30"),
        (RATE, "bounds", "26–44"),
        (RATE, "range", "26 und 44\u00a0%"),
        (OVER_1000, "value", "20,6\u00a0%"),
        (OVER_1000, "ci", "–"),
        (MONEY, "value", "69\u00a0%"),
        (MONEY, "n", "588.942,35\u00a0€"),
        (MONEY, "d", "850.000\u00a0€"),
        (COUNT, "value", "1.463"),
        (COUNT, "n", "1.463"),
        (COUNT, "d", "–"),
        (WITHHELD, "value", "geschützt"),
        (WITHHELD, "n", "geschützt"),
        (WITHHELD, "ci", "geschützt"),
        (PROVISIONAL, "value", "25\u00a0%\u00a0p"),
        (PROVISIONAL, "v", "25\u00a0p"),
        (PROVISIONAL, "open", "7"),
        (SHORT, "ci", "0,00–4,50"),
        (EMPTY, "value", "–"),
        (EMPTY, "n", "0"),
        (EMPTY, "d", "0"),
    ],
)
def test_every_part_of_a_figure_is_printed_in_german(figure: Figure, what: str, printed: str) -> None:
    assert part(figure, what) == printed
