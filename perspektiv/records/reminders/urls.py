from django.urls import path

from perspektiv.records.reminders.views import experiment, rules

app_name = "reminders"
urlpatterns = [
    path("erinnerungen/", rules.rules, name="rules"),
    path("erinnerungen/wirkung/", experiment.experiment, name="experiment"),
    path("erinnerungen/<uuid:id>/", rules.change, name="rule"),
    path("erinnerungen/<uuid:id>/abschalten/", rules.off, name="off"),
    path("erinnerungen/<uuid:id>/anschalten/", rules.on, name="on"),
]
