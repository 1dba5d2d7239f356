"""Limits that were set for one thing and broken by another, and figures whose windows are still open."""

from collections.abc import Iterator

from perspektiv.indicators import CATALOGUE
from perspektiv.language import Text
from perspektiv.report.facts import LOSSES, Fact
from perspektiv.report.numbers import german
from perspektiv.report.printing import part
from perspektiv.report.remarks.remark import Ground, Remark

LOSS = Text(
    "Alle Ausfälle zusammen, also mit den Absagen von Zentrum und Jobcoaches, betragen {loss}. Das liegt über der "
    "Grenze von {limit} ({name}), die nur für das Nichterscheinen ({no_show}) gesetzt ist.",
    "All losses together, that is with the cancellations by centre and jobcoaches, are {loss}. That is above the limit "
    "of {limit} ({name}), which was set for no-shows ({no_show}) only.",
)
EXCEEDED = Text(
    "{title}: {value}. Das liegt über der Grenze von {limit} ({name}).",
    "{title}: {value}. That is above the limit of {limit} ({name}).",
)
WINDOW = Text(
    "{title}: vorläufig. Bei {n} Personen läuft die Frist von sechs Monaten noch; der Wert kann noch steigen.",
    "{title}: provisional. For {n} persons the window of six months is still open; the value may still rise.",
)


def losses_above_tolerance(ground: Ground) -> Iterator[Remark]:
    """A tolerance kept by the no-shows and broken by all losses; and a limit broken by its own figure."""
    for fact in list(ground.facts.named.values()):
        for limit in ground.plan.limits.values():
            if fact.limit or fact.figure.indicator not in limit.indicators:
                continue
            bound = part(ground.facts.named[limit.id].figure)
            if fact.figure.value is not None and fact.figure.value > limit.value:
                sentence = EXCEEDED.filled(
                    title=CATALOGUE[fact.figure.indicator].title, value=part(fact.figure), limit=bound, name=limit.name
                )
                yield Remark(f"limit_exceeded:{fact.id}", sentence, ground.section_of(fact.id), alarm=True)
            yield from _losses(ground, fact, limit.value, bound, limit.name)


def _losses(ground: Ground, fact: Fact, tolerance: float, bound: str, name: str) -> Iterator[Remark]:
    losses = LOSSES.get(fact.figure.indicator)
    figure = losses and ground.facts.row(losses, fact.period, tuple(fact.figure.by.items()))
    if figure and figure.value is not None and figure.value > tolerance:
        sentence = LOSS.filled(loss=part(figure), limit=bound, name=name, no_show=part(fact.figure))
        yield Remark(f"loss_above_tolerance:{fact.id}", sentence, ground.section_of(fact.id), alarm=True)


def open_windows(ground: Ground) -> Iterator[Remark]:
    """Figures over six months after the exit whose windows are not all over."""
    for fact in ground.facts.named.values():
        if fact.figure.provisional and not fact.figure.withheld:
            sentence = WINDOW.filled(
                title=CATALOGUE[fact.figure.indicator].title, n=german(fact.figure.open_windows or 0)
            )
            yield Remark(f"provisional_window:{fact.id}", sentence, ground.section_of(fact.id))
