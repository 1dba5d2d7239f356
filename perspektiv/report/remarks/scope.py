"""What holds for the whole report: its periods differ, its data have oddities."""

from collections.abc import Iterator

from perspektiv.language import Text
from perspektiv.report.printing import days
from perspektiv.report.remarks.remark import Ground, Remark

PERIODS = Text(
    "Die Abschnitte gelten für {n} verschiedene Zeiträume: {periods}. Zahlen verschiedener Abschnitte lassen sich "
    "deshalb nicht ohne Weiteres ins Verhältnis setzen.",
    "The sections are about {n} different periods: {periods}. Figures of different sections can therefore not be "
    "compared without care.",
)
QUALITY = Text(
    "Die Prüfung der Daten fand mindestens {n} Auffälligkeiten; der Anhang nennt sie.",
    "The check of the data found at least {n} oddities; the appendix names them.",
)


def different_periods(ground: Ground) -> Iterator[Remark]:
    """Sections about different periods, each period named once."""
    periods = dict.fromkeys(fact.period for fact in ground.facts.named.values() if not fact.limit)
    if len(periods) > 1:
        listed = "; ".join(days(period) for period in periods)
        yield Remark("different_periods", PERIODS.filled(n=len(periods), periods=listed))


def data_quality(ground: Ground) -> Iterator[Remark]:
    """Warnings of the package's check."""
    if ground.package.warnings:
        yield Remark("data_quality", QUALITY.filled(n=len(ground.package.warnings)))
