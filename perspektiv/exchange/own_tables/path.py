"""The person and their path: who cares, ways in, participations, and what counselling keeps."""

from django.db import models

from perspektiv.exchange.own_tables.deciding import (
    ELSEWHERE,
    OF_PARTICIPATION,
    OURS,
    PERSON,
    Decision,
    Given,
    KeptBack,
    because,
)
from perspektiv.records.cases import models as cases
from perspektiv.records.people import models as people

PATH: dict[type[models.Model], Decision] = {
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
        because("Aus dem Namen gebildet, damit man ihn findet.", "search_name", "sounds")
        | because(ELSEWHERE, "merged_into"),
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
        because(ELSEWHERE, "referral"),
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
        because(ELSEWHERE, "takes_over"),
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
        because("Der Schlüssel einer beratenden Person in früheren Listen.", "counsellor_key"),
    ),
    cases.Counselling: Given(
        "Wer beraten hat",
        OF_PARTICIPATION,
        {"counsellor": "Beratende Person", "substitute": "Vertretung", "since": "seit", "until": "bis"},
        because(ELSEWHERE, "participation") | because(OURS, "batch"),
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
        because(ELSEWHERE, "appointment"),
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
        because(ELSEWHERE, "participation"),
    ),
    cases.Document: Given(
        "Unterlagen",
        PERSON,
        {"kind": "Art", "name": "Name", "size": "Bytes", "added_by": "abgelegt von", "removed_at": "entfernt am"},
        because(OURS, "content_type", "sha256") | because("Liegt der Kopie als Datei bei.", "file"),
    ),
    cases.Step: KeptBack(
        "Die Schritte des Weges, um sie zurücknehmen zu können; ihr Ergebnis steht in den anderen Tabellen."
    ),
}
