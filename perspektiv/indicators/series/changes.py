"""Before and after, scale by scale: how many improved, stayed or worsened by more than the scale's own error."""

from collections.abc import Sequence
from dataclasses import dataclass

from perspektiv.indicators.period import Period
from perspektiv.indicators.question import Question
from perspektiv.package import Package


@dataclass(frozen=True)
class ScaleChanges:
    """The comparisons of ``reliable_improvement_rate`` on one scale; with the variant of the error they hang on."""

    scale: str
    comparisons: int
    improved: int
    unchanged: int
    worsened: int
    error_variant: str
    spread: float
    reliability: float
    source: str | None


def reliable_changes(
    package: Package, instrument: str, period: Period, *, centre: str | None = None
) -> Sequence[ScaleChanges]:
    """The judged scales of one version of a questionnaire; none where spread or reliability are unknown."""
    question = Question(package, period)
    question.make("comparisons")
    where = "" if centre is None else "AND centre = ?"
    codes = [] if centre is None else [list(question.categories.labels["centre"]).index(centre)]
    rows = package.connection.execute(CHANGES.format(where=where), [*codes, instrument]).fetchall()
    return [ScaleChanges(*row) for row in rows]


CHANGES = """
SELECT s.scale, coalesce(sum(c.comparisons), 0)::BIGINT, coalesce(sum(c.reliably_improved), 0)::BIGINT,
       coalesce(sum(c.reliably_unchanged), 0)::BIGINT, coalesce(sum(c.reliably_worsened), 0)::BIGINT,
       s.error_variant, s.spread, s.reliability, s.source
FROM scales s LEFT JOIN fact_comparisons c ON c.instrument_id = s.instrument_id AND c.scale = s.scale {where}
WHERE s.instrument_id = ? AND s.spread IS NOT NULL AND s.reliability IS NOT NULL
GROUP BY ALL ORDER BY s.scale
"""
