"""All addresses. A room lists its own in its urls.py; the matrix of tests/matrix knows every one of them."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("perspektiv.records.access.login_urls")),
    path("", include("perspektiv.records.desk.urls")),
    path("", include("perspektiv.records.access.urls")),
    path("", include("perspektiv.records.people.urls")),
    path("", include("perspektiv.records.cases.urls")),
    path("", include("perspektiv.records.appointments.urls")),
    path("", include("perspektiv.records.outcomes.urls")),
    path("", include("perspektiv.exchange.urls")),
]
handler404 = "perspektiv.site.refusals.not_found"
handler403 = "perspektiv.site.refusals.forbidden"
handler500 = "perspektiv.site.refusals.broken"
