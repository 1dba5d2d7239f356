"""The figures that the made-up cohort must give: those of the report of 2019 from which Perspektiv starts.

They are facts about totals; who the persons are and what happened to whom is made up. Choices that the totals leave
open, and why they are needed, are said where they are made.
"""

from perspektiv.example.catalogue import BASICS, COACHING, INTAKE, ORIENTATION, REVIEW, SEARCH

WOMEN, MEN = "female", "male"

FIRST_DAY, DATA_AS_OF = "2015-01-01", "2019-10-31"
AFTER_SURVEYS = "2018-11-01"
"""The surveys are counted to 2018-10-31."""
FIRST_EXIT = "2015-07-01"
AFTER_EXITS = "2019-02-01"
"""Exits are counted from 2015-07-01 to 2019-01-31."""
AFTER_EXTENT = "2019-07-01"
"""The extent of the work is counted to 2019-06-30."""
AFTER_DATA = "2019-11-01"

PARTICIPATIONS = {
    INTAKE: {WOMEN: 374, MEN: 211},
    REVIEW: {WOMEN: 361, MEN: 184},
    ORIENTATION: {WOMEN: 138, MEN: 73},
    SEARCH: {WOMEN: 20, MEN: 20},
    COACHING: {WOMEN: 11, MEN: 12},
    BASICS: {WOMEN: 35, MEN: 24},
}
SECOND_INTAKES = {WOMEN: 9, MEN: 5}
"""14 persons came twice; the split is open. 571 persons = 585 intakes - 14."""

MEAN_UNITS = {INTAKE: 6.15, REVIEW: 8.23, ORIENTATION: 7.31, SEARCH: 9.71, COACHING: 12.19}
"""Due units per ended participation, to two digits. Only 38 of 40 searches and 21 of 23 coachings give such means."""

LEAVERS_DUE, LEAVERS_MISSED, LEAVERS_CANCELLED = 9794, 2017, 552
EARLY_ENDINGS = 152
SURVEYED_ENDINGS = 973
"""Regular endings in surveyed segments before AFTER_SURVEYS."""
LEFT_BEFORE_FIRST_EXIT = 6
"""Open; few, since the centre had just begun."""

JOB_STARTS_IN_TIME = {WOMEN: 83, MEN: 49}
FOLLOW_ON_IN_TIME = 247

IMPROVEMENT_RESPONSES, IMPROVED, IMPROVED_OR_STABLE = 871, 547, 812
"""62.80 % and 93.23 % fit the bases 871, 930, 1,078 …; there are about 1,020 regular endings that can have answered."""
QUALITY_RESPONSES, QUALITY_NEGATIVE = 909, (12, 8, 9, 7, 12)
CLOSING_RESPONSES, CLOSING_NEGATIVE = 606, (8,)
"""48/909 + 8/606 = 0.0660: the mean over six items is 98.90 % positive answers."""
SATISFACTION_RESPONSES, SATISFACTION_MEAN = 625, 0.878

SPENDING_CENTS = {2015: 38694838, 2016: 53152995, 2017: 62198600, 2018: 58894235}
CEILING_EUR, PLANNED_EUR = 850_000, 650_000
WEEKLY_HOURS = {
    "Leitung Fachstelle": 19.5,
    "Erste Fachkraft": 39.0,
    "Leitung Fallsteuerung": 48.0,
    "Teamassistenz": 14.5,
}
