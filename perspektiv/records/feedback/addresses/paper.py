"""Questionnaires handed out by staff, on a screen or on paper, and paper forms typed in."""

from django.urls import path

from perspektiv.records.feedback.views import entering, showing

urlpatterns = [
    path("personen/<uuid:id>/rueckmeldungen/ausgeben/", showing.choose, name="choose"),
    path("personen/<uuid:id>/rueckmeldungen/zeigen/", showing.show, name="show"),
    path("personen/<uuid:id>/rueckmeldungen/papier/", showing.print_paper, name="print_paper"),
    path("personen/<uuid:id>/rueckmeldung/", showing.about_last_talk, name="about_last_talk"),
    path("termine/<uuid:id>/rueckmeldung/", showing.about_appointment, name="about_appointment"),
    path("rueckmeldungen/eingabe/", entering.enter, name="enter"),
    path("rueckmeldungen/eingabe/bogen/", entering.enter_answers, name="enter_answers"),
]
