"""What a person's copy of their data has of every model that belongs to people. Nothing is undecided.

The words are German, as the copy is; a field that is not named here is kept back for the reason given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from perspektiv.records.appointments import models as appointments
from perspektiv.records.cases import models as cases
from perspektiv.records.desk import models as desk
from perspektiv.records.letters import models as letters
from perspektiv.records.outcomes import models as outcomes
from perspektiv.records.people import models as people
from perspektiv.records.reminders import models as reminders
from perspektiv.records.selfservice import models as selfservice

OURS = "Technisch: sagt über die Person nichts."
SECRET = "Geheim: öffnet etwas oder prüft es."
ELSEWHERE = "Steht in einer anderen Tabelle der Kopie."
WHOSE = "Die Person selbst."
OF_EVERY_RECORD = dict.fromkeys(("id", "centre", "source_key", "created_at", "version"), OURS)


@dataclass(frozen=True)
class Given:
    """A table of the copy. ``way`` leads from the model to the person; ``fields`` are given, by their German names."""

    title: str
    way: str
    fields: Mapping[str, str]
    kept_back: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptBack:
    """A model of which the copy has nothing."""

    why: str


def _why(why: str, *fields: str) -> dict[str, str]:
    return dict.fromkeys(fields, why)


PERSON, OF_PARTICIPATION, OF_APPOINTMENT = "participant", "participation__participant", "appointment__participant"

ABOUT_THEM: dict[type[models.Model], Given | KeptBack] = {
    people.Participant: Given(
        "Angaben zur Person",
        "",
        {
            "file_number": "Aktennummer",
            "given_name": "Vorname",
            "family_name": "Nachname",
            "gender": "Geschlecht",
            "birth_date": "Geburtsdatum",
            "birth_year": "Geburtsjahr",
            "customer_number": "Kundennummer",
            "phone": "Telefon",
            "email": "E-Mail",
            "street": "Straße",
            "postcode": "Postleitzahl",
            "city": "Ort",
            "language": "Sprache",
            "created_at": "angelegt am",
        },
        _why("Aus dem Namen gebildet, damit man ihn findet.", "search_name", "sounds") | _why(ELSEWHERE, "merged_into"),
    ),
    people.Care: Given(
        "Wer die Akte sehen darf oder durfte",
        PERSON,
        {"user": "Wer", "kind": "Als", "since": "seit", "until": "bis", "reason": "Grund"},
    ),
    people.Merge: KeptBack(
        "Wie doppelte Akten zusammengeführt wurden; was darin stand, steht in den anderen Tabellen."
    ),
    cases.Referral: Given(
        "Wege ins Zentrum",
        PERSON,
        {
            "jobcoach": "Jobcoach",
            "referred_on": "vorgeschlagen am",
            "initiative": "auf Wunsch von",
            "informed_on": "informiert am",
            "concern": "Anliegen",
            "waiting_since": "wartet seit",
            "result": "Ergebnis",
            "decided_on": "entschieden am",
            "talks_due": "Gespräche vereinbart",
            "talks_held": "Gespräche geführt",
        },
    ),
    cases.Contact: Given(
        "Kontakte zu Beginn",
        "referral__participant",
        {"at": "wann", "way": "Weg", "outcome": "Ergebnis"},
        _why(ELSEWHERE, "referral"),
    ),
    cases.Agreement: Given(
        "Vereinbarungen",
        PERSON,
        {"text_version": "Fassung", "signed_on": "unterschrieben am", "ended_on": "beendet am"},
    ),
    cases.Consent: Given(
        "Einwilligungen",
        PERSON,
        {"purpose": "wofür", "given_on": "erteilt am", "withdrawn_on": "widerrufen am"},
    ),
    cases.ConfidentialityRelease: Given(
        "Schweigepflichtentbindungen",
        PERSON,
        {
            "third_party": "gegenüber",
            "about": "worüber",
            "given_on": "erteilt am",
            "ends_on": "gilt bis",
            "revoked_on": "widerrufen am",
        },
    ),
    cases.CaseOffer: Given(
        "Anfragen an Beratende",
        PERSON,
        {
            "segment": "Angebot",
            "counsellor": "Beratende Person",
            "offered_at": "gefragt am",
            "answer": "Antwort",
            "answered_at": "geantwortet am",
            "message": "Nachricht",
        },
        _why(ELSEWHERE, "takes_over"),
    ),
    cases.Participation: Given(
        "Teilnahmen",
        PERSON,
        {
            "segment": "Angebot",
            "counsellor": "Beratende Person",
            "jobcoach": "Jobcoach",
            "started_on": "von",
            "ended_on": "bis",
            "ending": "Ende",
            "reason": "Grund",
            "units_planned": "geplante Einheiten",
            "next_segment": "danach",
        },
        _why("Der Schlüssel einer beratenden Person in früheren Listen.", "counsellor_key"),
    ),
    cases.Counselling: Given(
        "Wer beraten hat",
        OF_PARTICIPATION,
        {"counsellor": "Beratende Person", "substitute": "Vertretung", "since": "seit", "until": "bis"},
        _why(ELSEWHERE, "participation") | _why(OURS, "batch"),
    ),
    cases.Mandate: Given("Auftrag in eigenen Worten", PERSON, {"words": "Worte", "stated_on": "am"}),
    cases.Goal: Given("Ziele", PERSON, {"words": "Worte", "target": "Zielwert", "due_on": "bis", "state": "Stand"}),
    cases.GoalStep: Given(
        "Schritte zu Zielen",
        "goal__participant",
        {"goal": "Ziel", "on": "am", "progress": "Stand", "words": "Worte"},
    ),
    cases.Note: Given(
        "Notizen der Beratung",
        PERSON,
        {"author": "von", "about_on": "Tag", "words": "Worte", "saved_at": "gespeichert am"},
        _why(ELSEWHERE, "appointment"),
    ),
    cases.HandoverNote: Given(
        "Übergabenotizen",
        PERSON,
        {"written_by": "von", "to": "an", "words": "Worte", "done_at": "erledigt am", "created_at": "geschrieben am"},
    ),
    cases.ClosingResult: Given(
        "Ergebnisse von Abschlussgesprächen",
        OF_PARTICIPATION,
        {
            "words": "Worte",
            "next_steps": "nächste Schritte",
            "participant_released_at": "von der Person freigegeben am",
            "counsellor_released_at": "von der Beratung freigegeben am",
            "counsellor_released_by": "freigegeben von",
            "acknowledged_at": "vom Jobcoach gelesen am",
        },
        _why(ELSEWHERE, "participation"),
    ),
    cases.Document: Given(
        "Unterlagen",
        PERSON,
        {"kind": "Art", "name": "Name", "size": "Bytes", "added_by": "abgelegt von", "removed_at": "entfernt am"},
        _why(OURS, "content_type", "sha256") | _why("Liegt der Kopie als Datei bei.", "file"),
    ),
    cases.Step: KeptBack(
        "Die Schritte des Weges, um sie zurücknehmen zu können; ihr Ergebnis steht in den anderen Tabellen."
    ),
    appointments.Appointment: Given(
        "Termine",
        PERSON,
        {
            "kind": "Art",
            "starts_at": "Beginn",
            "minutes": "Minuten",
            "counsellor": "Beratende Person",
            "room": "Raum",
            "place": "Ort",
            "status": "Stand",
            "note": "Vermerk",
            "withdrawn_at": "zurückgenommen am",
            "confirmed_for": "zugesagt für",
        },
        _why(ELSEWHERE, "participation", "referral") | _why("Folgt aus Beginn und Minuten.", "ends_at"),
    ),
    appointments.AppointmentChange: Given(
        "Änderungen von Terminen",
        OF_APPOINTMENT,
        {
            "appointment": "Termin",
            "created_at": "wann",
            "kind": "was",
            "why": "Grund",
            "starts_before": "Beginn vorher",
            "starts_after": "Beginn danach",
            "status_before": "Stand vorher",
            "status_after": "Stand danach",
            "counsellor_before": "Beratende Person vorher",
            "counsellor_after": "Beratende Person danach",
            "room_before": "Raum vorher",
            "room_after": "Raum danach",
        },
        _why(OURS, "action") | _why("Wer es war, steht im Protokoll der Zugriffe.", "actor"),
    ),
    appointments.ClosingDate: Given(
        "Vorschläge für Abschlussgespräche",
        OF_PARTICIPATION,
        {
            "starts_at": "Beginn",
            "counsellor": "Beratende Person",
            "participant_says": "Antwort der Person",
            "jobcoach_says": "Antwort des Jobcoachs",
            "closed_at": "erledigt am",
            "end": "Ausgang",
            "from_jobcoach": "vom Jobcoach vorgeschlagen",
            "expires_at": "gilt bis",
        },
        _why(ELSEWHERE, "participation", "appointment") | _why(WHOSE, "participant") | _why(OURS, "batch"),
    ),
    letters.Message: Given(
        "Briefe und Nachrichten",
        PERSON,
        {
            "purpose": "Anlass",
            "channel": "Weg",
            "language": "Sprache",
            "address": "an",
            "subject": "Betreff",
            "body": "Text",
            "due_at": "zu senden ab",
            "state": "Stand",
            "done_at": "gesendet am",
            "why": "warum nicht",
        },
        _why(OURS, "key", "template", "by_hand", "claimed_at", "carrier", "attempts", "about")
        | _why("Steht im Text der Nachricht.", "made_from")
        | _why("Nachrichten an Jobcoaches nennen die Person nicht als Empfängerin.", "jobcoach")
        | _why("Der Termin als Kalenderdatei; er steht in einer anderen Tabelle der Kopie.", "calendar"),
    ),
    letters.Preference: Given("Gewünschter Weg", PERSON, {"channel": "Weg", "no_reminders": "keine Erinnerungen"}),
    reminders.Reminder: Given(
        "Erinnerungen",
        OF_APPOINTMENT,
        {"appointment": "Termin", "rule": "Regel", "starts_at": "an die Zeit", "why_not": "warum nicht"},
        _why(ELSEWHERE, "message"),
    ),
    reminders.Lot: Given(
        "Lose der Erinnerungen", OF_APPOINTMENT, {"appointment": "Termin", "arm": "Los", "drawn_at": "gezogen am"}
    ),
    outcomes.JobStart: Given(
        "Arbeitsaufnahmen",
        PERSON,
        {"started_on": "ab", "insured": "versicherungspflichtig", "ended_on": "bis", "source": "Quelle"},
    ),
    outcomes.FollowOnMeasure: Given(
        "Anschlussmaßnahmen", PERSON, {"started_on": "ab", "kind": "Art", "source": "Quelle"}
    ),
    outcomes.FollowUp: Given(
        "Nachfragen nach dem Austritt",
        PERSON,
        {"asked_on": "gefragt am", "about": "wonach", "answer": "Antwort", "source": "Quelle"},
    ),
    outcomes.Inquiry: Given(
        "Fragen an Jobcoaches",
        PERSON,
        {
            "about": "wonach",
            "jobcoach": "Jobcoach",
            "due_on": "fällig am",
            "sent_at": "gesendet am",
            "answered_at": "geantwortet am",
        },
        _why(ELSEWHERE, "follow_up"),
    ),
    selfservice.PersonalLink: Given(
        "Persönliche Links",
        PERSON,
        {
            "created_at": "ausgegeben am",
            "expires_at": "gilt bis",
            "ended_at": "beendet am",
            "last_used_at": "zuletzt benutzt am",
            "in_message": "aus einer Nachricht",
            "language": "Sprache",
        },
        _why(SECRET, "token_hash"),
    ),
    selfservice.Wish: Given(
        "Wünsche und Beschwerden",
        PERSON,
        {
            "kind": "Art",
            "appointment": "Termin",
            "words": "Worte",
            "times": "gewünschte Zeiten",
            "received_at": "eingegangen am",
            "answer_by": "zu beantworten bis",
            "settled_at": "erledigt am",
            "settled_by": "erledigt von",
            "answer": "Antwort",
        },
    ),
    desk.Tap: Given(
        "Unterwegs erfasste Anwesenheit",
        OF_APPOINTMENT,
        {
            "user": "von",
            "appointment": "Termin",
            "status": "Stand",
            "tapped_at": "getippt am",
            "received_at": "eingegangen am",
        },
        _why(OURS, "id", "version")
        | _why("Was daraus wurde, steht bei den Änderungen von Terminen.", "outcome", "found", "sentence"),
    ),
}
"""Every model that belongs to people, in the order of the copy."""


def kept_back(model: type[models.Model], given: Given) -> dict[str, str]:
    """Why each field that is not given is kept back. A field that is named nowhere is missing here."""
    there = {field.name for field in model._meta.concrete_fields} - set(given.fields)
    whose = {given.way: WHOSE} if "__" not in given.way else {}
    by_default = {name: why for name, why in {**OF_EVERY_RECORD, **whose}.items() if name in there}
    return {**by_default, **given.kept_back}
