"""Who came: persons, each once, and their participations."""

from perspektiv.indicators.family import STARTS
from perspektiv.indicators.indicator import Indicator
from perspektiv.language import Text

PERSONS = Text("Personen", "persons")
PARTICIPATIONS = Text("Teilnahmen", "participations")
BY_START = Text("Beginn der Teilnahme", "start of the participation")
NO_START = Text("Zugänge ohne Beginn einer Teilnahme", "ways in that led to no participation")

PERSONS_ENTERED = Indicator(
    name="persons_entered",
    family=STARTS,
    numerator="participations",
    persons=True,
    unit="count",
    counted="persons",
    title=Text("Personen", "Persons"),
    counts=PERSONS,
    formula=Text(
        "Personen mit mindestens einer begonnenen Teilnahme", "persons with at least one participation started"
    ),
    dated_by=BY_START,
    excluded=NO_START,
    paragraph=Text(
        "Jede Person zählt einmal, auch wenn sie mehrere Segmente besucht. Nach Segmenten oder Jahren zählt sie in "
        "jeder Zeile, in der sie begonnen hat; diese Zeilen ergeben zusammen deshalb mehr als die Summe.",
        "Each person counts once, however many segments they attend. By segment or year a person counts in every row "
        "in which they started something, so those rows add up to more than the total.",
    ),
)

PARTICIPATIONS_STARTED = Indicator(
    name="participations",
    family=STARTS,
    numerator="participations",
    unit="count",
    counted="participations",
    title=Text("Teilnahmen", "Participations"),
    counts=PARTICIPATIONS,
    formula=Text("begonnene Teilnahmen", "participations started"),
    dated_by=BY_START,
    excluded=NO_START,
    paragraph=Text(
        "Eine Teilnahme ist eine Person in einem Segment. Wer drei Segmente besucht, zählt dreimal. Teilnahmen sind "
        "nicht Personen.",
        "A participation is one person in one segment. Whoever attends three segments counts three times. "
        "Participations are not persons.",
    ),
)

PERSONS_REPEATING_A_SEGMENT = Indicator(
    name="persons_repeating_a_segment",
    family=STARTS,
    numerator="repeated",
    persons=True,
    unit="count",
    counted="persons",
    title=Text("Personen mit wiederholtem Segment", "Persons repeating a segment"),
    counts=PERSONS,
    formula=Text(
        "Personen mit zwei oder mehr begonnenen Teilnahmen im selben Segment",
        "persons with two or more participations started in the same segment",
    ),
    dated_by=BY_START,
    excluded=Text("Wechsel in ein anderes Segment", "moves to another segment"),
    paragraph=Text(
        "Nach Jahren zählt nur, wer im selben Jahr zweimal begonnen hat; wer im Folgejahr wiederkommt, zählt dort "
        "nicht.",
        "By year only those count who started twice within that year; whoever comes back the year after does not.",
    ),
)

INDICATORS = (PERSONS_ENTERED, PARTICIPATIONS_STARTED, PERSONS_REPEATING_A_SEGMENT)
