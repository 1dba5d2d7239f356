"""Package → figures. Pure: indicators never know who was counted."""

from perspektiv.indicators.catalogue import CATALOGUE
from perspektiv.indicators.figure import Figure, LeftOut
from perspektiv.indicators.figures import Answer, figures
from perspektiv.indicators.indicator import Indicator
from perspektiv.indicators.period import Period
from perspektiv.indicators.series import MonthsAfterExit, PathStep, months_to_follow_on, months_to_job_start, path_steps

__all__ = [
    "CATALOGUE",
    "Answer",
    "Figure",
    "Indicator",
    "LeftOut",
    "MonthsAfterExit",
    "PathStep",
    "Period",
    "figures",
    "months_to_follow_on",
    "months_to_job_start",
    "path_steps",
]
