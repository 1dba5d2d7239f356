"""Pages by link: ``p`` for participants, ``j`` for jobcoaches. What staff see of them stands below."""

from django.urls import URLPattern, path

from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.selfservice.views import (
    coach,
    coach_dates,
    coach_people,
    coach_talks,
    dates,
    links,
    own_data,
    wishes,
)

app_name = "selfservice"
urlpatterns: list[URLPattern] = [
    path("p/<str:token>/", dates.page, name="page"),
    path("p/<str:token>/sprache/", dates.choose_language, name="language"),
    path("p/<str:token>/termin/<uuid:id>/kommen/", dates.come, name="come"),
    path("p/<str:token>/termin/<uuid:id>/absagen/", dates.cancel_date, name="cancel"),
    path("p/<str:token>/termin/<uuid:id>/doch/", dates.come_after_all, name="come_after_all"),
    path("p/<str:token>/termin/<uuid:id>/andere-zeit/", dates.other_time, name="other_time"),
    path("p/<str:token>/termin/<uuid:id>.ics", dates.to_calendar, name="to_calendar"),
    path("p/<str:token>/termin/bitte/", dates.ask_for_date, name="ask_for_date"),
    path("p/<str:token>/abschluss/<uuid:id>/", dates.answer_proposal, name="answer_proposal"),
    path("p/<str:token>/daten/", own_data.own_data, name="own_data"),
    path("p/<str:token>/daten/vereinbarung.pdf", own_data.agreement_paper, name="agreement_paper"),
    path("p/<str:token>/daten/einwilligung/", own_data.set_consent, name="set_consent"),
    path("p/<str:token>/daten/erinnerungen/", own_data.set_reminders, name="set_reminders"),
    path("p/<str:token>/daten/weg/", own_data.set_way, name="set_way"),
    path("p/<str:token>/daten/<slug:what>/", own_data.ask, name="ask"),
    path("p/<str:token>/beschwerde/", own_data.complain, name="complain"),
    path("j/", coach.new_link, name="new_link"),
    path("j/<str:token>/", coach.proposals, name="proposals"),
    path("j/<str:token>/vorschlag/", coach_people.propose_person, name="propose"),
    path("j/<str:token>/vorschlag/<uuid:referral>/zurueck/", coach_people.withdraw_proposal, name="withdraw_proposal"),
    path("j/<str:token>/arbeit/<uuid:referral>/", coach_people.report_start, name="report_start"),
    path("j/<str:token>/ergebnis/<uuid:id>/", coach_people.result, name="result"),
    path("j/<str:token>/ergebnis/<uuid:id>.pdf", coach_people.result_paper, name="result_paper"),
    path("j/<str:token>/abschluss/<uuid:id>/", coach_dates.answer_proposal, name="coach_answers"),
    path("j/<str:token>/abschluss/<uuid:participation>/zeit/", coach_dates.propose_time, name="coach_proposes"),
    path("j/<str:token>/gespraech/<uuid:id>/kommen/", coach_talks.come, name="coach_comes"),
    path("j/<str:token>/gespraech/<uuid:id>/absagen/", coach_talks.cancel, name="coach_cancels"),
    path("vorschlaege/abschluss/", coach.own_link, name="own_link"),
    path("jobcoaches/<uuid:id>/link/", coach.send_to, name="send_to_jobcoach"),
    path("jobcoaches/<uuid:id>/links/ende/", coach.end_of_jobcoach, name="end_links_of_jobcoach"),
    path("personen/<uuid:id>/link/", links.of_person, name="link_of_person"),
    path("personen/<uuid:id>/link/ende/", links.end, name="end_link"),
    path("wuensche/", wishes.wishes, name="wishes"),
    path("wuensche/<uuid:id>/", wishes.settling(P.ANSWER_WISHES), name="settle_date"),
    path("wuensche/<uuid:id>/wieder/", wishes.taking_up(P.ANSWER_WISHES), name="take_up_date"),
    path("wuensche/beschwerde/<uuid:id>/", wishes.settling(P.ANSWER_COMPLAINTS), name="settle_complaint"),
    path("wuensche/beschwerde/<uuid:id>/wieder/", wishes.taking_up(P.ANSWER_COMPLAINTS), name="take_up_complaint"),
    path("wuensche/daten/<uuid:id>/", wishes.settling(P.ANSWER_DATA_WISHES), name="settle_data"),
    path("wuensche/daten/<uuid:id>/wieder/", wishes.taking_up(P.ANSWER_DATA_WISHES), name="take_up_data"),
]
