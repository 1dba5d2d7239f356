"""How participations ended, and how long they were."""

from perspektiv.indicators.catalogue.entries import PARTICIPATIONS
from perspektiv.indicators.family import ENDINGS
from perspektiv.indicators.indicator import Indicator
from perspektiv.language import Text

NOT_PERSONS = Text("Teilnahmen, nicht Personen", "participations, not persons")
BY_END = Text("Ende der Teilnahme", "end of the participation")
STILL_OPEN = Text("noch laufende Teilnahmen", "participations still running")

ENDED = Indicator(
    name="endings",
    family=ENDINGS,
    numerator="ended",
    unit="count",
    counted="participations",
    title=Text("Beendete Teilnahmen", "Endings"),
    counts=PARTICIPATIONS,
    formula=Text("beendete Teilnahmen", "participations ended"),
    dated_by=BY_END,
    excluded=STILL_OPEN,
    paragraph=Text(
        "Gezählt wird nach dem letzten Tag, gleich wann die Teilnahme begann.",
        "Counted by the last day, whenever the participation started.",
    ),
)

EARLY_ENDING_RATE = Indicator(
    name="early_ending_rate",
    family=ENDINGS,
    numerator="early",
    denominator="ended",
    unit="share",
    counted="participations",
    interval="clustered",
    title=Text("Vorzeitige Beendigungen", "Early endings"),
    counts=NOT_PERSONS,
    formula=Text("vorzeitig beendet / beendet", "ended early / ended"),
    dated_by=BY_END,
    excluded=STILL_OPEN,
    paragraph=Text(
        "Der Anteil bezieht sich auf Teilnahmen: Wer zwei Segmente vorzeitig beendet, zählt zweimal. Das Intervall "
        "berücksichtigt, dass mehrere Teilnahmen derselben Person nicht unabhängig sind.",
        "The share is one of participations: whoever leaves two segments early counts twice. The interval allows for "
        "several participations of one person not being independent.",
    ),
)

EARLY_ENDING_POSITIVE_SHARE = Indicator(
    name="early_ending_positive_share",
    family=ENDINGS,
    numerator="early_positive",
    denominator="early",
    unit="share",
    counted="participations",
    interval="clustered",
    title=Text("Vorzeitig aus positivem Grund", "Early for a positive reason"),
    counts=NOT_PERSONS,
    formula=Text(
        "vorzeitig mit positiv gewertetem Grund / vorzeitig beendet",
        "ended early for a reason valued positive / ended early",
    ),
    dated_by=BY_END,
    excluded=STILL_OPEN,
    paragraph=Text(
        "Welche Gründe positiv gewertet werden, etwa eine Arbeitsaufnahme, steht im Gründekatalog des Zentrums.",
        "Which reasons are valued positive, such as starting a job, is set by the centre's catalogue of reasons.",
    ),
)

UNITS = Text("beendete Teilnahmen", "ended participations")
UNITS_PARAGRAPH = Text(
    "Ein Termin ist eine Einheit, gleich wie viele Minuten er dauert. Gezählt werden alle {what} Termine der "
    "Teilnahme, wann immer sie lagen.",
    "One appointment is one unit, whatever its minutes. All {what} appointments of the participation count, whenever "
    "they took place.",
)

UNITS_DUE_PER_PARTICIPATION = Indicator(
    name="units_due_per_participation",
    family=ENDINGS,
    numerator="units_due",
    denominator="ended",
    unit="units",
    counted="participations",
    interval="clustered",
    title=Text("Prozesslänge, angesetzte Einheiten", "Length of counselling, units due"),
    counts=UNITS,
    formula=Text("fällige Einheiten / beendete Teilnahmen", "units due / ended participations"),
    dated_by=BY_END,
    excluded=STILL_OPEN,
    paragraph=UNITS_PARAGRAPH.filled(what=Text("fälligen", "due")),
)

UNITS_HELD_PER_PARTICIPATION = Indicator(
    name="units_held_per_participation",
    family=ENDINGS,
    numerator="units_held",
    denominator="ended",
    unit="units",
    counted="participations",
    interval="clustered",
    title=Text("Prozesslänge, gehaltene Einheiten", "Length of counselling, units held"),
    counts=UNITS,
    formula=Text("gehaltene Einheiten / beendete Teilnahmen", "units held / ended participations"),
    dated_by=BY_END,
    excluded=STILL_OPEN,
    paragraph=UNITS_PARAGRAPH.filled(what=Text("gehaltenen", "held")),
)

INDICATORS = (
    ENDED,
    EARLY_ENDING_RATE,
    EARLY_ENDING_POSITIVE_SHARE,
    UNITS_DUE_PER_PARTICIPATION,
    UNITS_HELD_PER_PARTICIPATION,
)
