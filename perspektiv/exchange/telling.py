"""What an import found and did, in sentences."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from perspektiv.exchange.planning import Plan, Strangers
from perspektiv.exchange.steps import Difference
from perspektiv.language import Text, spelled_size

LISTED = 20


def plan_text(plan: Plan) -> str:
    """Table by table what became of its rows; then what differs, and what is not kept."""
    return "\n".join(map(str, _lines(plan)))


def strangers_text(strangers: Strangers) -> Text:
    """That an import would only add people, and that they may be those who are here."""
    return STRANGERS.filled(new=strangers.new, here=strangers.here)


def _lines(plan: Plan) -> Iterator[Text]:
    if plan.strangers:
        yield strangers_text(plan.strangers)
    yield from plan.told
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


def export_text(out: Path, rows: Mapping[str, int]) -> Text:
    """Where a package is now, and how much is in it."""
    return EXPORTED.filled(out=out, people=rows["persons"], appointments=rows["appointments"], rows=sum(rows.values()))


def file_text(out: Path) -> Text:
    """Where an archive is now, and how large it is."""
    return EXPORTED_FILE.filled(out=out, size=spelled_size(out.stat().st_size))


def difference_text(difference: Difference) -> Text:
    return PLACE.filled(
        table=table_name(difference), row=difference.row, field=field_name(difference), key=difference.key
    )


def table_name(difference: Difference) -> Text:
    """What the table is called, or that it is the contacts file."""
    return NAMES[difference.table.resource] if difference.table else CONTACTS_FILE


def field_name(difference: Difference) -> Text:
    """What the field is called."""
    if difference.table is None:
        return CONTACT_FIELDS[difference.column]
    return difference.table.column(difference.column).title


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
    "appointment_bookings": Text("Gebuchte Termine", "Booked appointments"),
    "offered_slots": Text("Angebotene Zeiten", "Offered times"),
    "instrument_forms": Text("Fassungen von Fragebögen", "Versions of questionnaires"),
    "instrument_texts": Text("Worte der Fragebögen", "Words of questionnaires"),
    "scales": Text("Skalen", "Scales"),
    "scale_texts": Text("Namen der Skalen", "Names of scales"),
    "item_forms": Text("Arten der Fragen", "Forms of questions"),
    "item_texts": Text("Worte der Fragen", "Words of questions"),
    "choices": Text("Antworten zur Auswahl", "Answers to choose from"),
    "choice_texts": Text("Worte der Antworten zur Auswahl", "Words of answers to choose from"),
    "invitations": Text("Einladungen zu Fragebögen", "Invitations to questionnaires"),
}
"""What the tables are called, shorter than their titles."""
CONTACTS_FILE = Text("Kontaktdatei", "Contacts file")
CONTACT_FIELDS = {
    "given_name": Text("Vorname", "Given name"),
    "family_name": Text("Nachname", "Family name"),
    "phone": Text("Telefon", "Telephone"),
    "email": Text("E-Mail", "E-mail"),
    "street": Text("Straße", "Street"),
    "postcode": Text("Postleitzahl", "Postcode"),
    "city": Text("Ort", "City"),
    "customer_number": Text("Kundennummer", "Customer number"),
    "language": Text("Sprache", "Language"),
    "birth_date": Text("Geburtsdatum", "Date of birth"),
}
"""What the columns of the contacts file are called."""
STRANGERS = Text(
    "Achtung: {new} Personen neu, 0 schon bekannt, {here} hier vorhanden. Keiner der Schlüssel im Paket ist hier "
    "bekannt; sind es dieselben Menschen, sind sie danach doppelt da.",
    "Please note: {new} people new, 0 known already, {here} here. No key of the package is known here; if they are the "
    "same people, they are here twice afterwards.",
)
EXPORTED = Text(
    "Ausgegeben nach {out}: {people} Teilnehmende, {appointments} Termine, zusammen {rows} Zeilen.",
    "Exported to {out}: {people} participants, {appointments} appointments, {rows} rows altogether.",
)
EXPORTED_FILE = Text("Ausgegeben nach {out} ({size}).", "Exported to {out} ({size}).")
STEP = Text(
    "{table}: {new} neu, {known} schon da, davon {differing} abweichend",
    "{table}: {new} new, {known} here already, of which {differing} differ",
)
CONTACTS = Text(
    "Kontaktdatei: {n} Personen; bei {filled}, die schon da sind, ergänzt; {differing} Angaben abweichend",
    "Contacts file: {n} people; {filled} who are here already completed; {differing} entries differ",
)
DIFFERENT = Text(
    "Im Bestand steht inzwischen anderes; es bleibt, wie es ist ({n}):",
    "The records say something else by now; they stay as they are ({n}):",
)
PLACE = Text("  {table}, Zeile {row} ({key}): {field}", "  {table}, row {row} ({key}): {field}")
MORE = Text("  und {n} weitere", "  and {n} more")
NOT_KEPT = Text("Wird nicht eingelesen: {table} ({n})", "Not imported: {table} ({n})")
