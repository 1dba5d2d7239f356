"""A figure: one indicator, one period, one row of a breakdown, and all that must be known to trust it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perspektiv.language import Text

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """Fields as in the contract. Shares are kept exact as numerator and denominator; rounding happens when printed."""

    indicator: str
    by: Mapping[str, str]
    numerator: Number | None
    denominator: Number | None
    value: Number | None
    unit: str
    provisional: bool = False
    open_windows: int | None = None
    withheld: bool = False
    low: float | None = None
    high: float | None = None
    bound_low: float | None = None
    bound_high: float | None = None
    interval: str | None = None
    partial: bool = False
    """Whether the period covers only a part of the row's year, quarter or month."""

    @property
    def exact(self) -> Fraction | None:
        """The value without rounding: numerator over denominator where both are known."""
        if self.value is None:
            return None
        if self.numerator is None or self.denominator is None:
            return Fraction(self.value)
        return Fraction(self.numerator) / Fraction(self.denominator)

    def hidden(self) -> "Figure":
        """The same figure withheld: nothing of it can be read."""
        return Figure(
            indicator=self.indicator,
            by=self.by,
            numerator=None,
            denominator=None,
            value=None,
            unit=self.unit,
            provisional=self.provisional,
            withheld=True,
            partial=self.partial,
        )

    def as_json(self) -> dict[str, Any]:
        """As the contract writes it: plain numbers, nothing rounded."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else dict(value) if isinstance(value, Mapping) else value


@dataclass(frozen=True)
class LeftOut:
    """A figure that cannot be had in a breakdown, and why: half a sentence to stand behind its name."""

    indicator: str
    by: tuple[str, ...]
    why: Text
