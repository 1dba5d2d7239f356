"""The note on the quality of the data: what the check found odd but possible, in sentences for readers."""

from collections import Counter

from perspektiv.package import Package

MOST = 50
"""A package keeps so many examples of a kind; so many or more are said so."""

SENTENCES = {
    "after data_as_of": "{n} Einträge tragen ein Datum nach dem Stand der Daten; sie sind mitgezählt.",
    "still planned": "{n} vergangene Termine stehen noch auf „geplant“; sie zählen nicht zu den fälligen.",
    "outside participation": "{n} Termine liegen außerhalb ihrer Teilnahme; sie zählen an ihrem Tag.",
    "parallel participations": "{n} Teilnahmen beginnen, während die Person noch eine andere besucht.",
    "job start before exit": "{n} Arbeitsaufnahmen liegen vor dem Austritt; sie zählen nicht als Aufnahme danach.",
    "freelance with hours": "{n} Freiberufliche tragen Wochenstunden; sie zählen nicht zu denen der Angestellten.",
    "unanswered question": "{n} Rückmeldungen lassen mindestens eine Frage offen; gezählt sind die beantworteten.",
}
OTHER = "{n} Hinweise der Art „{kind}“ aus der Prüfung der Daten."
NOTHING = "Die Prüfung der Daten fand keine Auffälligkeiten."


def quality_notes(package: Package) -> tuple[str, ...]:
    """One sentence for each kind of warning, the most frequent first."""
    counts = Counter(warning.kind for warning in package.warnings)
    if not counts:
        return (NOTHING,)
    return tuple(
        SENTENCES.get(kind, OTHER).format(n=f"{MOST} oder mehr" if n >= MOST else n, kind=kind)
        for kind, n in counts.most_common()
    )
