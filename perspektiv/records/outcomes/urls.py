from django.urls import path

from perspektiv.records.outcomes.views import answer, desk, letters, lists, person, releases, report, undoing

app_name = "outcomes"
urlpatterns = [
    path("nachfrage/", desk.desk, name="desk"),
    path("nachfrage/druck/", desk.print_desk, name="print"),
    path("nachfrage/jobcoaches/", letters.ask, name="ask"),
    path("nachfrage/liste/", lists.lists, name="lists"),
    path("nachfrage/liste/<int:year>.<str:form>", lists.export, name="export"),
    path("nachfrage/liste/vorschau/", lists.bring_back, name="bring_back"),
    path("nachfrage/liste/<int:year>/anfragen/", releases.ask_release, name="ask_release"),
    path("freigaben/", releases.releases, name="releases"),
    path("freigaben/<uuid:id>/", releases.decide_release, name="decide_release"),
    path("nachfrage/zurueck/<uuid:token>/", undoing.take_back, name="take_back"),
    path("nachfrage/<uuid:id>/<str:about>/", desk.record_outcome, name="record"),
    path("nachfrage/<str:kind>/<uuid:id>/", person.correct, name="correct"),
    path("nachfrage/<str:kind>/<uuid:id>/entfernen/", person.remove, name="remove"),
    path("personen/<uuid:id>/nachfrage/", person.of_person, name="of_person"),
    path("antwort/<str:token>/", answer.answer, name="answer"),
    path("arbeitsaufnahme/<uuid:referral>/", report.report_start, name="report_start"),
]
