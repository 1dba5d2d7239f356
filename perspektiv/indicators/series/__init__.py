"""Series for charts and pages, by the same rules as figures.

Of one questionnaire: ``voices.measured`` (how answers are spread, means, trend, reliability), ``voices.bounds`` and
``voices.response_rate`` given a base, and ``changes.reliable_changes``. They are imported from where they stand: they
need scipy, which charts do not.
"""

from perspektiv.indicators.series.months import MonthsAfterExit, months_to_follow_on, months_to_job_start
from perspektiv.indicators.series.path import PathStep, path_steps

__all__ = ["MonthsAfterExit", "PathStep", "months_to_follow_on", "months_to_job_start", "path_steps"]
