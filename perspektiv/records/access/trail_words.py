"""What the trail's short names mean. Data only: the room knows no room above it. An unknown name is shown as it is."""

from django.utils import translation

from perspektiv.language import Text

READ = {
    "accesses": Text("Zugriffe", "accesses"),
    "agreement": Text("Vereinbarung", "agreement"),
    "appointment": Text("Termin", "appointment"),
    "appointments": Text("Termine", "appointments"),
    "attendance": Text("Anwesenheit", "attendance"),
    "board": Text("Steuerung", "steering board"),
    "booking": Text("Buchung", "booking"),
    "certificate": Text("Bescheinigung", "certificate"),
    "closing": Text("Abschlussgespräch", "closing talk"),
    "contact": Text("Kontaktdaten", "contact data"),
    "day": Text("Tagesliste", "list of a day"),
    "documents": Text("Unterlagen", "documents"),
    "ending": Text("Ende einer Teilnahme", "end of a participation"),
    "file": Text("Akte", "file"),
    "file_appointments": Text("Termine der Akte", "appointments of the file"),
    "follow_up": Text("Nachfrage", "follow-up"),
    "follow_ups": Text("Nachfragen", "follow-ups"),
    "goal_on_today": Text("Ziel auf „Heute“", "goal on Today"),
    "goals": Text("Ziele", "goals"),
    "job_start": Text("Arbeitsaufnahme", "job start"),
    "merge": Text("Vergleich zweier Akten", "comparison of two files"),
    "notes": Text("Notizen", "notes"),
    "offer": Text("Fallangebot", "offer of a case"),
    "open_case": Text("Öffnen eines Falls", "opening of a case"),
    "people_list": Text("Personenliste", "list of people"),
    "proposals": Text("Vorschläge", "proposals"),
    "question": Text("Frage an den Jobcoach", "question to the jobcoach"),
    "released_result": Text("Freigegebenes Ergebnis", "released result"),
    "search": Text("Suche", "search"),
    "series": Text("Terminreihe", "series of appointments"),
    "substitutes": Text("Vertretungen", "substitutes"),
    "today": Text("Heute", "today"),
    "trail": Text("Protokoll", "trail"),
    "way_in": Text("Zugang", "way in"),
    "ways_in": Text("Zugänge", "ways in"),
    "week": Text("Wochenliste", "list of a week"),
}
NOUNS = {
    "access.account": Text("Konto", "account"),
    "access.centre": Text("Zentrum", "centre"),
    "access.deputy": Text("Vertretung", "deputy"),
    "access.invitation": Text("Einladung", "invitation"),
    "access.invited": Text("Einladung", "invitation"),
    "access.language": Text("Sprache", "language"),
    "access.role_administrator": Text("Rolle Administration", "role of administrator"),
    "access.role_assistant": Text("Rolle Teamassistenz", "role of team assistant"),
    "access.role_auditor": Text("Rolle Prüfung", "role of auditor"),
    "access.role_counsellor": Text("Rolle Beratung", "role of counsellor"),
    "access.role_head": Text("Rolle Leitung", "role of head"),
    "access.role_jobcoach": Text("Rolle Jobcoach", "role of jobcoach"),
    "access.role_lead": Text("Rolle Fallsteuerung", "role of case-steering lead"),
    "access.role_quality": Text("Rolle Qualitätsbeauftragung", "role of quality officer"),
    "access.second_factors": Text("Zweiter Faktor", "second factor"),
    "access.sessions": Text("Anmeldungen", "sessions"),
    "appointments.room": Text("Raum", "room"),
    "appointments": Text("Termin", "appointment"),
    "cases.agreement_end": Text("Ende der Vereinbarung", "end of the agreement"),
    "cases.agreement": Text("Vereinbarung", "agreement"),
    "cases.agreed": Text("Vereinbarung", "agreement"),
    "cases.case": Text("Fall", "case"),
    "cases.catalogue": Text("Angebote und Gründe", "offers and reasons"),
    "cases.closing": Text("Abschlussgespräch", "closing talk"),
    "cases.consent": Text("Einwilligung", "consent"),
    "cases.contact": Text("Kontakt", "contact"),
    "cases.document": Text("Unterlage", "document"),
    "cases.goal_step": Text("Fortschritt", "progress"),
    "cases.goal": Text("Ziel", "goal"),
    "cases.mandate": Text("Anliegen", "mandate"),
    "cases.next_segment": Text("Nächstes Angebot", "next segment"),
    "cases.note": Text("Notiz", "note"),
    "cases.offer": Text("Fallangebot", "offer of a case"),
    "cases.participation": Text("Teilnahme", "participation"),
    "cases.place": Text("Platz", "place"),
    "cases.release_revocation": Text("Widerruf der Schweigepflichtentbindung", "revocation of a release"),
    "cases.release": Text("Schweigepflichtentbindung", "release from confidentiality"),
    "cases.substitute": Text("Vertretung", "substitute"),
    "cases.substitution": Text("Vertretung", "substitution"),
    "cases.takeover": Text("Übernahme", "takeover"),
    "cases.way_in": Text("Zugang", "way in"),
    "exchange": Text("Datenpaket", "data package"),
    "outcomes.follow_on": Text("Anschlussmaßnahme", "follow-on measure"),
    "outcomes.answer": Text("Antwort auf die Nachfrage", "answer to the follow-up"),
    "outcomes.job_start": Text("Arbeitsaufnahme", "job start"),
    "outcomes.jobcoach": Text("Jobcoach", "jobcoach"),
    "outcomes.list": Text("Liste des Jobcenters", "list of the Jobcenter"),
    "outcomes.measure": Text("Weiterführende Maßnahme", "follow-on measure"),
    "outcomes": Text("Nachfrage", "follow-up"),
    "people.care": Text("Betreuung", "counselling"),
    "people.filter": Text("Filter", "filter"),
    "people.glass": Text("Fall einer anderen Beratung", "another counsellor's case"),
    "people.jobcoach": Text("Jobcoach", "jobcoach"),
    "people.substitute": Text("Vertretung", "substitute"),
    "people": Text("Person", "person"),
    "snapshot": Text("Schnappschuss", "snapshot"),
    "trail": Text("Protokoll", "trail"),
}
VERBS = {
    "accepted": Text("angenommen", "accepted"),
    "acknowledged": Text("zur Kenntnis genommen", "acknowledged"),
    "added": Text("hinzugefügt", "added"),
    "again": Text("noch einmal verschickt", "sent again"),
    "agreed": Text("geschlossen", "made"),
    "booked": Text("gebucht", "booked"),
    "broken": Text("mit Grund geöffnet", "opened with a reason"),
    "archived": Text("vollständig ausgegeben", "archived"),
    "asked": Text("gefragt", "asked"),
    "answered": Text("beantwortet", "answered"),
    "back": Text("zurückgeholt", "brought back"),
    "cancelled": Text("abgesagt", "cancelled"),
    "changed": Text("geändert", "changed"),
    "chosen": Text("gewählt", "chosen"),
    "closed": Text("geschlossen", "closed"),
    "corrected": Text("berichtigt", "corrected"),
    "decided": Text("entschieden", "decided"),
    "declined": Text("abgelehnt", "declined"),
    "dropped": Text("gelöscht", "dropped"),
    "ended": Text("beendet", "ended"),
    "exported": Text("ausgegeben", "exported"),
    "forgotten": Text("zurückgesetzt", "reset"),
    "founded": Text("angelegt", "founded"),
    "given": Text("erteilt", "given"),
    "imported": Text("eingelesen", "imported"),
    "invited": Text("verschickt", "sent"),
    "kept": Text("gespeichert", "kept"),
    "limited": Text("befristet", "limited"),
    "looked": Text("angesehen", "looked at"),
    "made": Text("erstellt", "made"),
    "marked": Text("vermerkt", "marked"),
    "merged": Text("zusammengeführt", "merged"),
    "moved": Text("verschoben", "moved"),
    "named": Text("benannt", "named"),
    "noted": Text("vermerkt", "noted"),
    "offered": Text("angeboten", "offered"),
    "opened": Text("geöffnet", "opened"),
    "purged": Text("vernichtet", "destroyed"),
    "reassigned": Text("übergeben", "reassigned"),
    "registered": Text("aufgenommen", "registered"),
    "released": Text("freigegeben", "released"),
    "removed": Text("entfernt", "removed"),
    "reopened": Text("wieder geöffnet", "reopened"),
    "revoked": Text("widerrufen", "revoked"),
    "set": Text("gesetzt", "set"),
    "started": Text("begonnen", "started"),
    "stated": Text("festgehalten", "stated"),
    "stepped": Text("im Fortschritt vermerkt", "stepped"),
    "taken": Text("entzogen", "taken away"),
    "undone": Text("zurückgenommen", "taken back"),
    "unmerged": Text("getrennt", "taken apart"),
    "up": Text("aufgegeben", "given up"),
    "verified": Text("geprüft", "verified"),
    "wanted": Text("gewünscht", "wanted"),
    "withdrawn": Text("zurückgezogen", "withdrawn"),
    "written": Text("geschrieben", "written"),
}

SUBJECTS = {
    "access.centre": Text("Zentrum", "centre"),
    "access.deputy": Text("Vertretung", "deputy"),
    "access.draft": Text("Entwurf", "draft"),
    "access.membership": Text("Rolle", "role"),
    "access.user": Text("Konto", "account"),
    "appointments.appointment": Text("Termin", "appointment"),
    "appointments.appointmentchange": Text("Änderung eines Termins", "change of an appointment"),
    "appointments.room": Text("Raum", "room"),
    "cases.agreement": Text("Vereinbarung", "agreement"),
    "cases.caseoffer": Text("Fallangebot", "offer of a case"),
    "cases.closingresult": Text("Ergebnis des Abschlussgesprächs", "result of the closing talk"),
    "cases.confidentialityrelease": Text("Schweigepflichtentbindung", "release from confidentiality"),
    "cases.consent": Text("Einwilligung", "consent"),
    "cases.contact": Text("Kontakt", "contact"),
    "cases.counselling": Text("Beratung", "counselling"),
    "cases.document": Text("Unterlage", "document"),
    "cases.endingreason": Text("Grund eines Endes", "reason for an ending"),
    "cases.goal": Text("Ziel", "goal"),
    "cases.goalstep": Text("Fortschritt", "progress"),
    "cases.mandate": Text("Anliegen", "mandate"),
    "cases.note": Text("Notiz", "note"),
    "cases.participation": Text("Teilnahme", "participation"),
    "cases.referral": Text("Zugang", "way in"),
    "cases.segment": Text("Angebot", "segment"),
    "cases.step": Text("Schritt", "step"),
    "outcomes.followonmeasure": Text("Anschlussmaßnahme", "follow-on measure"),
    "outcomes.followup": Text("Antwort auf die Nachfrage", "answer to the follow-up"),
    "outcomes.inquiry": Text("Frage an den Jobcoach", "question to the jobcoach"),
    "outcomes.jobstart": Text("Arbeitsaufnahme", "job start"),
    "people.care": Text("Betreuung", "care"),
    "people.jobcoach": Text("Jobcoach", "jobcoach"),
    "people.merge": Text("Zusammenführung", "merge"),
    "people.participant": Text("Person", "person"),
    "people.savedfilter": Text("Filter", "filter"),
}
"""What a row is about, by the kind of its record."""

WHOLE = {"cases.released": Text("Schweigepflichtentbindung erteilt", "release from confidentiality given")}


def in_words(what: str) -> str:
    """ "cases.goal_set" is "Ziel gesetzt", "notes.read" is "Notizen angesehen"."""
    side = 1 if translation.get_language() == "en" else 0
    room, _dot, rest = what.partition(".")
    if rest == "read":
        seen = READ.get(room)
        return f"{seen[side]} {('angesehen', 'looked at')[side]}" if seen else what
    noun = next((NOUNS[name] for name in _shorter(what) if name in NOUNS), None)
    undone = rest.endswith("_undone")
    verbs = [VERBS[word] for word in reversed(rest.removesuffix("_undone").split("_")) if word in VERBS]
    if what in WHOLE:
        return WHOLE[what][side]
    if noun and undone and not verbs:
        return f"{noun[side]} {VERBS['undone'][side]}"
    if noun is None or not verbs:
        return what
    said = f"{noun[side]} {verbs[0][side]}"
    return f"{said} – {VERBS['undone'][side]}" if undone else said


def kind_in_words(kind: str) -> str:
    """ "cases.goal" is "Ziel"."""
    known = SUBJECTS.get(kind)
    return known[1 if translation.get_language() == "en" else 0] if known else kind


def _shorter(what: str) -> list[str]:
    """The name and what is left when its last words are taken off: a_b_c, a_b, a, and the room."""
    room, _dot, rest = what.partition(".")
    words = rest.split("_")
    return [*(f"{room}.{'_'.join(words[:length])}" for length in range(len(words), 0, -1)), room]
