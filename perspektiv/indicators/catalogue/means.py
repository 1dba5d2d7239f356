"""The means: money and staff."""

from perspektiv.indicators.family import BOOKINGS, BUDGET, STAFF
from perspektiv.indicators.indicator import Indicator
from perspektiv.language import Text

EURO = Text("Euro", "euros")
HOURS = Text("Wochenstunden", "hours a week")
BUDGET_YEAR = Text("Haushaltsjahr", "budget year")
OTHER_BUDGETS = Text("was nicht auf dieses Budget gebucht ist", "what is not booked on this budget")
ON_THE_LAST_DAY = Text("letzter Tag des Zeitraums", "last day of the period")
FREELANCE = Text("freiberufliche Beratende", "freelance counsellors")
FULL_TIME_HOURS = 39
"""Hours a week of a full-time position in the public service."""

WHOLE_YEARS = Text(
    "Gilt nur für ganze Haushaltsjahre. Eine Buchung zählt zu ihrem Haushaltsjahr, auch wenn sie später gebucht wurde; "
    "die Budgets aller Zentren werden zusammengezählt.",
    "Holds for whole budget years only. A booking belongs to its budget year, even if booked later; the budgets of all "
    "centres are added up.",
)

SPENDING_EUR = Indicator(
    name="spending_eur",
    family=BOOKINGS,
    numerator="spent",
    unit="eur",
    counted="money",
    title=Text("Ausgaben", "Spending"),
    counts=EURO,
    formula=Text("Summe der Buchungen", "sum of the bookings"),
    dated_by=Text("Buchungstag", "day of the booking"),
    excluded=OTHER_BUDGETS,
    paragraph=Text(
        "Gezählt wird nach dem Buchungstag; er kann in einem anderen Jahr liegen als das Haushaltsjahr.",
        "Counted by the day of the booking, which may lie in another year than the budget year.",
    ),
)

BUDGET_USE = Indicator(
    name="budget_use",
    family=BUDGET,
    numerator="spent",
    denominator="ceiling",
    unit="share",
    counted="money",
    title=Text("Ausschöpfung des Höchstbetrags", "Use of the ceiling"),
    counts=EURO,
    formula=Text("Ausgaben der Haushaltsjahre / Höchstbeträge", "spending of the budget years / ceilings"),
    dated_by=BUDGET_YEAR,
    excluded=OTHER_BUDGETS,
    paragraph=WHOLE_YEARS,
)

PLAN_USE = Indicator(
    name="plan_use",
    family=BUDGET,
    numerator="spent",
    denominator="planned",
    unit="share",
    counted="money",
    title=Text("Ausschöpfung des Planvolumens", "Use of the planned volume"),
    counts=EURO,
    formula=Text("Ausgaben der Haushaltsjahre / Planvolumen", "spending of the budget years / planned volume"),
    dated_by=BUDGET_YEAR,
    excluded=OTHER_BUDGETS,
    paragraph=WHOLE_YEARS,
)

WEEKLY_HOURS = Indicator(
    name="weekly_hours",
    family=STAFF,
    numerator="hours",
    unit="hours",
    counted="hours",
    title=Text("Wochenstunden der Angestellten", "Weekly hours of employed staff"),
    counts=HOURS,
    formula=Text("Wochenstunden aller Angestellten", "weekly hours of all employed staff"),
    dated_by=ON_THE_LAST_DAY,
    excluded=FREELANCE,
    paragraph=Text(
        "Es zählen Stellen, die am letzten Tag des Zeitraums besetzt waren.",
        "Positions count that were filled on the last day of the period.",
    ),
)

FTE = Indicator(
    name="fte",
    family=STAFF,
    numerator="hours",
    per=FULL_TIME_HOURS,
    unit="fte",
    counted="hours",
    title=Text("Vollzeitstellen der Angestellten", "Full-time equivalents of employed staff"),
    counts=HOURS,
    formula=Text("Wochenstunden / 39", "hours a week / 39"),
    dated_by=ON_THE_LAST_DAY,
    excluded=FREELANCE,
    paragraph=Text("Eine Vollzeitstelle hat 39 Stunden in der Woche.", "A full-time position has 39 hours a week."),
)

INDICATORS = (SPENDING_EUR, BUDGET_USE, PLAN_USE, WEEKLY_HOURS, FTE)
