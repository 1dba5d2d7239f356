"""Breaks in a series: a quarter that stands apart from the one before, a questionnaire that changed on the way."""

from collections.abc import Iterator
from itertools import pairwise

from perspektiv.language import Text
from perspektiv.report.naming import Naming
from perspektiv.report.printing import part
from perspektiv.report.remarks.remark import Ground, Remark

BREAK = Text(
    "Nichterscheinen im {quarter}: {value} nach {before} im Quartal davor. Die Intervalle überdecken sich nicht; "
    "hat sich die Arbeitsweise oder die Erfassung geändert?",
    "No-shows in {quarter}: {value} after {before} in the quarter before. The intervals do not overlap; did the way of "
    "working or of recording change?",
)
CHANGED = Text(
    "Der Fragebogen zu {purpose} liegt im Zeitraum in {n} Fassungen vor. Antworten verschiedener Fassungen sind nur "
    "mit Vorsicht zu vergleichen.",
    "The questionnaire on {purpose} exists in {n} versions in this period. Answers to different versions should be "
    "compared with care.",
)
PURPOSES = {
    "improvement": Text("Verbesserungen", "improvement"),
    "quality": Text("Beratungsqualität", "counselling quality"),
    "satisfaction": Text("Zufriedenheit", "satisfaction"),
}
BY_PURPOSE = {
    "improvement_rate": "improvement",
    "improvement_or_stable_rate": "improvement",
    "counselling_quality_rate": "quality",
    "satisfaction_mean": "satisfaction",
}
VERSIONS = """
    SELECT count(DISTINCT i.version) FROM responses r JOIN instruments i USING (instrument_id)
    WHERE i.purpose = '{purpose}' AND r.moment IN ('single', 'after')
    AND r.submitted_on BETWEEN DATE '{first}' AND DATE '{last}'
"""
"""Several questionnaires of one version are asked beside each other, and no change. Filled with a word of BY_PURPOSE
and two days. (Parameters would make the driver import pandas: half a second.)"""


def breaks_in_series(ground: Ground) -> Iterator[Remark]:
    """In a chart by quarter: neighbours whose intervals do not overlap."""
    for section in ground.plan.sections:
        if not any(block.kind == "chart" and block.name == "quarters" for block in section.blocks):
            continue
        rows = sorted(ground.facts.rows("no_show_rate", section.period, ("quarter",)).items())
        for (_, before), (by, figure) in pairwise(rows):
            if before.low is None or before.high is None or figure.low is None or figure.high is None:
                continue
            if figure.low > before.high or figure.high < before.low:
                quarter = by[0][1]
                sentence = BREAK.filled(
                    quarter=Naming({}, {}).word("quarter", quarter), value=part(figure), before=part(before)
                )
                yield Remark(f"break_in_series:no_show_rate:{quarter}", sentence, section.id)


def instrument_changes(ground: Ground) -> Iterator[Remark]:
    """Figures over answers to more than one version of a questionnaire."""
    for fact in ground.facts.named.values():
        purpose = BY_PURPOSE.get(fact.figure.indicator)
        if purpose is None or fact.limit:
            continue
        sql = VERSIONS.format(purpose=purpose, first=fact.period.from_, last=fact.period.to)
        row = ground.package.connection.execute(sql).fetchone()
        if row and row[0] > 1:
            sentence = CHANGED.filled(purpose=PURPOSES[purpose], n=row[0])
            section = ground.section_of(fact.id)
            yield Remark(f"instrument_change:{purpose}:{section or 'glance'}", sentence, section)
