"""What one participant's file holds: agreement, goals, notes, documents, closing talk."""

from django.urls import URLPattern, path

from perspektiv.records.cases.views import (
    agreement,
    closing,
    consents,
    documents,
    goals,
    notes,
    released_result,
    releases,
)

FILE = "personen/<uuid:id>"
urlpatterns: list[URLPattern] = [
    path(f"{FILE}/vereinbarung/", agreement.agreement, name="agreement"),
    path(f"{FILE}/vereinbarung/festhalten/", agreement.agree, name="agree"),
    path(f"{FILE}/vereinbarung/papier/", agreement.agreement_to_print, name="agreement_to_print"),
    path("vereinbarungen/<uuid:id>/papier/", agreement.agreement_paper, name="agreement_paper"),
    path("vereinbarungen/<uuid:id>/beenden/", agreement.end_agreement, name="end_agreement"),
    path("vereinbarungen/<uuid:id>/fortsetzen/", agreement.agreement_goes_on, name="agreement_goes_on"),
    path(f"{FILE}/einwilligungen/<slug:purpose>/", consents.give_consent, name="give_consent"),
    path("einwilligungen/<uuid:id>/widerrufen/", consents.withdraw_consent, name="withdraw_consent"),
    path(f"{FILE}/entbindungen/", releases.give_release, name="give_release"),
    path("entbindungen/<uuid:id>/papier/", releases.release_paper, name="release_paper"),
    path("entbindungen/<uuid:id>/widerrufen/", releases.revoke_release, name="revoke_release"),
    path("entbindungen/<uuid:id>/wiederherstellen/", releases.restore_release, name="restore_release"),
    path(f"{FILE}/ziele/", goals.goals, name="goals"),
    path(f"{FILE}/ziele/neu/", goals.set_goal, name="set_goal"),
    path(f"{FILE}/auftrag/", goals.state_mandate, name="state_mandate"),
    path("ziele/<uuid:id>/aendern/", goals.change_goal, name="change_goal"),
    path("ziele/<uuid:id>/schritt/", goals.step, name="step"),
    path("zielschritte/<uuid:id>/zuruecknehmen/", goals.take_step_back, name="take_step_back"),
    path(f"{FILE}/notizen/", notes.notes, name="notes"),
    path(f"{FILE}/notizen/speichern/", notes.save_note, name="save_note"),
    path(f"{FILE}/unterlagen/", documents.documents, name="documents"),
    path(f"{FILE}/unterlagen/neu/", documents.add_document, name="add_document"),
    path("unterlagen/<uuid:id>/", documents.download_document, name="download_document"),
    path("unterlagen/<uuid:id>/entfernen/", documents.remove_document, name="remove_document"),
    path("unterlagen/<uuid:id>/zurueckholen/", documents.bring_document_back, name="bring_document_back"),
    path(f"{FILE}/abschluss/", closing.closing, name="closing"),
    path("teilnahmen/<uuid:id>/ergebnis/", closing.write_closing, name="write_closing"),
    path("abschluss/<uuid:id>/papier/", closing.closing_paper, name="closing_paper"),
    path("abschluss/<uuid:id>/freigeben/<slug:side>/", closing.release_closing, name="release_closing"),
    path("abschluss/<uuid:id>/zuruecknehmen/<slug:side>/", closing.withdraw_closing, name="withdraw_closing"),
    path("ergebnisse/<uuid:id>/", released_result.released_result, name="released_result"),
    path("ergebnisse/<uuid:id>/papier/", released_result.released_paper, name="released_paper"),
    path("ergebnisse/<uuid:id>/zur-kenntnis/", released_result.acknowledge_result, name="acknowledge_result"),
]
