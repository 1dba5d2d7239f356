"""Small figures for tests."""

from decimal import Decimal

from perspektiv.indicators import CATALOGUE, Figure


def a_figure(
    indicator: str = "participations",
    value: float | Decimal | None = 12,
    *,
    by: dict[str, str] | None = None,
    numerator: float | Decimal | None = None,
    denominator: float | Decimal | None = None,
    **fields: object,
) -> Figure:
    """A figure of an indicator in its unit; a count is its own numerator."""
    top = value if numerator is None and denominator is None else numerator
    made = Figure(indicator, by or {}, top, denominator, value, CATALOGUE[indicator].unit)
    for name, content in fields.items():
        object.__setattr__(made, name, content)
    return made
