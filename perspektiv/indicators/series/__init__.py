"""Series for charts, by the same rules as figures."""

from perspektiv.indicators.series.months import MonthsAfterExit, months_to_follow_on, months_to_job_start
from perspektiv.indicators.series.path import PathStep, path_steps

__all__ = ["MonthsAfterExit", "PathStep", "months_to_follow_on", "months_to_job_start", "path_steps"]
