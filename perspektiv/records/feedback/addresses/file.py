"""The tab of a file, and what is done there."""

from django.urls import path

from perspektiv.records.feedback.views import file

urlpatterns = [
    path("personen/<uuid:id>/rueckmeldungen/", file.of_person, name="of_person"),
    path("personen/<uuid:id>/rueckmeldungen/senden/", file.send, name="send"),
    path("rueckmeldungen/<uuid:id>/besprochen/", file.discuss, name="discuss"),
    path("rueckmeldungen/<uuid:id>/wieder-offen/", file.take_up_again, name="take_up_again"),
]
