"""What an import found and did, in sentences."""

from collections.abc import Iterator

from perspektiv.exchange.planning import Difference, Plan
from perspektiv.language import Text

LISTED = 20


def plan_text(plan: Plan) -> str:
    """Table by table what became of its rows; then what differs, and what is not kept."""
    return "\n".join(map(str, _lines(plan)))


def _lines(plan: Plan) -> Iterator[Text]:
    for step in plan.steps:
        yield STEP.filled(
            table=NAMES[step.table.resource], new=len(step.new), known=step.known, differing=step.differing
        )
    if (contacts := plan.people.contacts) is not None:
        filled, differing = len(plan.people.filled), len(plan.people.differing)
        yield CONTACTS.filled(n=len(contacts.of), filled=filled, differing=differing)
    if differences := [*plan.differences, *plan.contact_differences]:
        yield DIFFERENT.filled(n=len(differences))
        for difference in differences[:LISTED]:
            yield difference_text(difference)
        if len(differences) > LISTED:
            yield MORE.filled(n=len(differences) - LISTED)
    for table, n in plan.not_kept.items():
        yield NOT_KEPT.filled(table=NAMES[table.resource], n=n)


def difference_text(difference: Difference) -> Text:
    return PLACE.filled(table=difference.table, row=difference.row, column=difference.column, key=difference.key)


NAMES = {
    "centres": Text("Zentren", "Centres"),
    "segments": Text("Angebotssegmente", "Segments"),
    "persons": Text("Teilnehmende", "Participants"),
    "referrals": Text("Zugänge", "Ways in"),
    "ending_reasons": Text("Gründe vorzeitiger Beendigung", "Reasons for early endings"),
    "participations": Text("Teilnahmen", "Participations"),
    "appointments": Text("Termine", "Appointments"),
    "instruments": Text("Fragebögen", "Questionnaires"),
    "items": Text("Fragen", "Questions"),
    "responses": Text("Ausgefüllte Fragebögen", "Filled-in questionnaires"),
    "answers": Text("Antworten", "Answers"),
    "job_starts": Text("Arbeitsaufnahmen", "Job starts"),
    "follow_on_measures": Text("Weiterführende Angebote", "Follow-on measures"),
    "follow_ups": Text("Nachfragen", "Follow-ups"),
    "staff": Text("Stellen", "Positions"),
    "budgets": Text("Budgets", "Budgets"),
    "spending": Text("Buchungen", "Bookings"),
    "complaints": Text("Beschwerden", "Complaints"),
}
"""What the tables are called, shorter than their titles."""
STEP = Text(
    "{table}: {new} neu, {known} bekannt, davon {differing} abweichend",
    "{table}: {new} new, {known} known, of which {differing} differ",
)
CONTACTS = Text(
    "Kontaktdatei: {n} Personen; {filled} bekannte ergänzt, {differing} Angaben abweichend",
    "Contacts file: {n} people; {filled} known ones completed, {differing} entries differ",
)
DIFFERENT = Text(
    "Im Bestand steht inzwischen anderes; es bleibt, wie es ist ({n}):",
    "The records say something else by now; they stay as they are ({n}):",
)
PLACE = Text("  {table}, Zeile {row}, Spalte {column}: {key}", "  {table}, row {row}, column {column}: {key}")
MORE = Text("  und {n} weitere", "  and {n} more")
NOT_KEPT = Text("Noch nicht aufbewahrt: {table} ({n})", "Not kept yet: {table} ({n})")
