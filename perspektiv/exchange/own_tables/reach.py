"""Dates and reach: appointments, messages, reminders, what came of it all, links and wishes."""

from django.db import models

from perspektiv.exchange.own_tables.deciding import (
    ELSEWHERE,
    OF_APPOINTMENT,
    OF_PARTICIPATION,
    OURS,
    PERSON,
    SECRET,
    WHOSE,
    Decision,
    Given,
    because,
)
from perspektiv.records.appointments import models as appointments
from perspektiv.records.desk import models as desk
from perspektiv.records.feedback import models as feedback
from perspektiv.records.letters import models as letters
from perspektiv.records.outcomes import models as outcomes
from perspektiv.records.reminders import models as reminders
from perspektiv.records.selfservice import models as selfservice

REACH: dict[type[models.Model], Decision] = {
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
            "declined_for": "kurzfristig abgesagt für",
        },
        because(ELSEWHERE, "participation", "referral") | because("Folgt aus Beginn und Minuten.", "ends_at"),
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
        because(OURS, "action") | because("Wer es war, steht im Protokoll der Zugriffe.", "actor"),
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
        because(ELSEWHERE, "participation", "appointment")
        | because(WHOSE, "participant")
        | because(OURS, "batch", "closed_with"),
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
        because(OURS, "key", "template", "by_hand", "confidential", "claimed_at", "carrier", "attempts", "about")
        | because("Steht im Text der Nachricht.", "made_from")
        | because("Nachrichten an Jobcoaches nennen die Person nicht als Empfängerin.", "jobcoach")
        | because("Der Termin als Kalenderdatei; er steht in einer anderen Tabelle der Kopie.", "calendar"),
    ),
    letters.Preference: Given(
        "Gewünschter Weg",
        PERSON,
        {"channel": "Weg", "no_reminders": "keine Erinnerungen", "no_questions": "keine Fragebögen"},
    ),
    reminders.Reminder: Given(
        "Erinnerungen",
        OF_APPOINTMENT,
        {"appointment": "Termin", "rule": "Regel", "starts_at": "an die Zeit", "why_not": "warum nicht"},
        because(ELSEWHERE, "message"),
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
        because(ELSEWHERE, "follow_up"),
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
        because(SECRET, "token_hash"),
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
            "withdrawn": "selbst zurückgenommen",
            "answer": "Antwort",
        },
        because(OURS, "settled_with"),
    ),
    feedback.Invitation: Given(
        "Fragebögen für Sie",
        PERSON,
        {
            "version_of": "Fragebogen",
            "appointment": "Termin",
            "moment": "Messung",
            "due_on": "ab",
            "closes_on": "bis",
            "answered_at": "beantwortet am",
            "declined_at": "abgelehnt am",
            "why_not": "nicht gefragt, weil",
        },
        because(SECRET, "token_hash", "paper_code_hash", "shown_code_hash", "earlier_code_hash", "earlier_code_until")
        | because(OURS, "rule", "occasion")
        | because(ELSEWHERE, "participation", "message", "reminder"),
    ),
    feedback.Response: Given(
        "Ausgefüllte Fragebögen",
        OF_PARTICIPATION,
        {
            "version_of": "Fragebogen",
            "moment": "Messung",
            "submitted_on": "beantwortet am",
            "language": "Sprache",
            "entered_by": "vom Papier übertragen von",
        },
        because(ELSEWHERE, "participation", "invitation"),
    ),
    feedback.Answer: Given(
        "Antworten",
        "response__participation__participant",
        {"response": "Fragebogen", "item": "Frage", "value": "Antwort", "words": "Worte", "shared_at": "geteilt am"},
        because(OURS, "id"),
    ),
    feedback.Discussed: Given(
        "Besprochene Rückmeldungen",
        "response__participation__participant",
        {"response": "Fragebogen", "kind": "Anlass", "on": "besprochen am", "by": "besprochen mit"},
        because("Der Schlüssel einer Frage oder Skala des Fragebogens.", "about"),
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
        because(OURS, "id", "version")
        | because("Was daraus wurde, steht bei den Änderungen von Terminen.", "outcome", "found", "sentence"),
    ),
}
