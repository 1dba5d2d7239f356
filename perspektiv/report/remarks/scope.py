"""What holds for the whole report: its periods differ, its data have oddities."""

from collections.abc import Iterator

from perspektiv.language import Text
from perspektiv.report.numbers import german_date
from perspektiv.report.plan import Section
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
BEYOND = Text(
    "Der Abschnitt „{title}“ gilt bis {to}, die Daten reichen aber nur bis {data}. Was danach geschah, fehlt.",
    "The section “{title}” runs until {to}, but the data reach only until {data}. What happened after that is missing.",
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


def beyond_data(ground: Ground) -> Iterator[Remark]:
    """Sections with figures of days that the data do not reach; a section of text alone may look ahead."""
    data = ground.package.data_as_of
    for section in ground.plan.sections:
        if section.period.to > data and _shows_figures(ground, section):
            sentence = BEYOND.filled(title=section.title, to=german_date(section.period.to), data=german_date(data))
            yield Remark(f"beyond_data:{section.id}", sentence, section.id)


def _shows_figures(ground: Ground, section: Section) -> bool:
    """Whether it shows charts or tables, or names a figure of its own period."""
    if any(block.kind not in ("text", "steps") for block in section.blocks):
        return True
    named = (fact for fact in ground.facts.named.values() if not fact.limit and fact.period == section.period)
    return any(section.id in ground.uses.get(fact.id, ()) for fact in named)
