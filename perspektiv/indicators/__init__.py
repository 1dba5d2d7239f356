"""Package → figures. Pure: indicators never know who was counted."""

from perspektiv.indicators.catalogue import CATALOGUE
from perspektiv.indicators.figure import Figure, LeftOut
from perspektiv.indicators.figures import Answer, figures
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.period import Period

__all__ = ["CATALOGUE", "Answer", "Figure", "Indicator", "LeftOut", "Period", "figures"]
