"""The path: catalogue, ways in, first contact, offers of cases, participations."""

from django.urls import URLPattern, path

from perspektiv.records.cases.views import (
    catalogue,
    endings,
    first_contact,
    offers,
    proposals,
    substitutes,
    undoing,
    ways_in,
)

urlpatterns: list[URLPattern] = [
    path("katalog/", catalogue.show, name="catalogue"),
    path("katalog/angebote/neu/", catalogue.new_segment, name="new_segment"),
    path("katalog/angebote/<uuid:id>/", catalogue.change_segment, name="change_segment"),
    path("katalog/angebote/<uuid:id>/ende/", catalogue.limit_segment, name="limit_segment"),
    path("katalog/gruende/neu/", catalogue.new_reason, name="new_reason"),
    path("katalog/gruende/<uuid:id>/", catalogue.change_reason, name="change_reason"),
    path("katalog/gruende/<uuid:id>/ende/", catalogue.limit_reason, name="limit_reason"),
    path("vorschlag/", proposals.propose_person, name="propose"),
    path("vorschlaege/", proposals.proposals, name="proposals"),
    path("personen/zugang/", ways_in.register, name="register"),
    path("personen/zugang/aehnliche/", ways_in.similar, name="similar"),
    path("personen/<uuid:id>/zugang/", ways_in.register_again, name="register_again"),
    path("zugaenge/", ways_in.list_open, name="ways_in"),
    path("zugaenge/<uuid:id>/", first_contact.way_in, name="first_contact"),
    path("zugaenge/<uuid:id>/bearbeiten/", ways_in.correct, name="correct_way_in"),
    path("zugaenge/<uuid:id>/kontakt/", first_contact.note, name="note_contact"),
    path("zugaenge/<uuid:id>/ergebnis/", first_contact.come_to, name="decide"),
    path("zugaenge/<uuid:id>/wieder/", first_contact.come_back, name="reopen"),
    path("personen/<uuid:id>/anbieten/", offers.offer_case, name="offer"),
    path("angebote/", offers.offers, name="offers"),
    path("angebote/<uuid:id>/annehmen/", offers.accept, name="accept"),
    path("angebote/<uuid:id>/ablehnen/", offers.decline, name="decline"),
    path("angebote/<uuid:id>/zurueckziehen/", offers.withdraw, name="withdraw"),
    path("teilnahmen/<uuid:id>/beenden/", endings.end_regularly, name="end"),
    path("teilnahmen/<uuid:id>/vorzeitig/", endings.end_early, name="end_early"),
    path("teilnahmen/<uuid:id>/nicht-weiter/", endings.wants_no_more, name="wants_no_more"),
    path("teilnahmen/<uuid:id>/wechsel/", offers.offer_takeover, name="offer_takeover"),
    path("teilnahmen/<uuid:id>/vertretung/", substitutes.substitute_one, name="substitute_one"),
    path("vertretungen/", substitutes.substitute_all, name="substitute_all"),
    path("vertretungen/<uuid:id>/beenden/", substitutes.end_substitution, name="end_substitution"),
    path("schritte/<uuid:id>/zuruecknehmen/", undoing.take_back_step, name="take_back"),
]
