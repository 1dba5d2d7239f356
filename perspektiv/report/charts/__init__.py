"""The charts of a report: figures in, a Vega-Lite specification, an alternative text and a table out."""

from perspektiv.report.charts.chart import SHORTEST_ALTERNATIVE, Chart, Drawing, Given
from perspektiv.report.charts.improvement import IMPROVEMENT
from perspektiv.report.charts.lengths import LENGTHS
from perspektiv.report.charts.months import MONTHS
from perspektiv.report.charts.path import PATH
from perspektiv.report.charts.quarters import QUARTERS
from perspektiv.report.charts.segments import SEGMENTS
from perspektiv.report.charts.spending import SPENDING
from perspektiv.report.plan.charts import CHART_NAMES

CHARTS: dict[str, Chart] = {
    "segments": SEGMENTS,
    "path": PATH,
    "quarters": QUARTERS,
    "lengths": LENGTHS,
    "improvement": IMPROVEMENT,
    "months": MONTHS,
    "spending": SPENDING,
}

__all__ = ["CHARTS", "CHART_NAMES", "SHORTEST_ALTERNATIVE", "Chart", "Drawing", "Given"]
