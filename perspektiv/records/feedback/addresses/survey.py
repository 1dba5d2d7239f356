"""The anonymous survey, as staff see it."""

from django.urls import path

from perspektiv.records.feedback.views import survey, survey_texts

urlpatterns = [
    path("umfragen/", survey.surveys, name="surveys"),
    path("umfragen/<uuid:id>/karten.pdf", survey.cards, name="survey_cards"),
    path("umfragen/texte/", survey_texts.texts, name="survey_texts"),
    path("umfragen/texte/<uuid:id>/", survey_texts.decide, name="decide_text"),
]
