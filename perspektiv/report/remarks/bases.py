"""Figures that rest on few cases, and figures that missing answers could move far."""

from collections.abc import Iterator

from perspektiv.indicators import CATALOGUE, Figure
from perspektiv.language import Text
from perspektiv.report.naming import Naming
from perspektiv.report.numbers import percent
from perspektiv.report.printing import MONEY, part
from perspektiv.report.remarks.remark import Ground, Remark

FEW = 30
"""A share or a mean over fewer cases says little."""

WIDE = 0.1
"""Bounds that lie further apart than this are worth a remark."""

SMALL = Text(
    "{title}{row}: {value} beruht auf nur {n} Fällen; der Wert ist entsprechend unsicher.",
    "{title}{row}: {value} rests on {n} cases only; the value is accordingly uncertain.",
)
BOUNDS = Text(
    "{title}: Je nachdem, was über die Fehlenden zu erfahren wäre, liegt der Wert zwischen {low} und {high}.",
    "{title}: depending on what could be learnt of those missing, the value lies between {low} and {high}.",
)


def small_bases(ground: Ground) -> Iterator[Remark]:
    """Shares and means that the plan names, or shows in a table by a breakdown, over fewer than 30 cases."""
    naming = Naming.of(ground.package)
    for fact in ground.facts.named.values():
        if _small(fact.figure) and not fact.limit:
            sentence = _sentence(fact.figure, naming)
            yield Remark(f"small_base:{fact.id}", sentence, ground.section_of(fact.id))
    for section in ground.plan.sections:
        for block in section.blocks:
            for column in block.columns:
                dims = (block.by, *(name for name, _ in column.where))
                rows = ground.facts.rows(column.indicator, section.period, dims)
                for by, figure in sorted(rows.items(), key=lambda item: naming.order(item[0])):
                    if _small(figure):
                        row = ",".join(f"{name}={key}" for name, key in by)
                        yield Remark(f"small_base:{column.indicator}:{row}", _sentence(figure, naming), section.id)


def _small(figure: Figure) -> bool:
    base = figure.denominator
    return (
        figure.unit in ("share", "units", "days")
        and figure.indicator not in (*MONEY, "counselling_quality_rate")
        and base is not None
        and 0 < base < FEW
    )


def _sentence(figure: Figure, naming: Naming) -> Text:
    row = f" ({naming.row(tuple(figure.by.items()))})" if figure.by else ""
    title = CATALOGUE[figure.indicator].title
    return SMALL.filled(title=title, row=row, value=part(figure), n=part(figure, "d"))


def response_bounds(ground: Ground) -> Iterator[Remark]:
    """Named figures whose bounds lie further apart than WIDE, and further than their interval."""
    for fact in ground.facts.named.values():
        figure = fact.figure
        if figure.bound_low is None or figure.bound_high is None:
            continue
        gap = figure.bound_high - figure.bound_low
        interval = (figure.high or 0) - (figure.low or 0)
        if gap > WIDE and gap > interval:
            sentence = BOUNDS.filled(
                title=CATALOGUE[figure.indicator].title,
                low=percent(figure.bound_low),
                high=percent(figure.bound_high),
            )
            yield Remark(f"response_bounds:{fact.id}", sentence, ground.section_of(fact.id))
