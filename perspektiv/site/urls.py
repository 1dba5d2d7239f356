"""All addresses. A room lists its own in its urls.py; the matrix of tests/matrix knows every one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.http import require_safe


@require_safe
def mark(_: HttpRequest) -> HttpResponse:
    """Where browsers look for a picture of the site that no page has told them of."""
    return redirect(static("perspektiv/mark.svg"))


urlpatterns = [
    path("favicon.ico", mark, name="mark"),
    path("konto/", include("perspektiv.records.access.login_urls")),
    path("", include("perspektiv.records.desk.urls")),
    path("", include("perspektiv.records.access.urls")),
    path("", include("perspektiv.records.people.urls")),
    path("", include("perspektiv.records.cases.urls")),
    path("", include("perspektiv.records.letters.urls")),
    path("", include("perspektiv.records.appointments.urls")),
    path("", include("perspektiv.records.reminders.urls")),
    path("", include("perspektiv.records.outcomes.urls")),
    path("", include("perspektiv.records.feedback.urls")),
    path("", include("perspektiv.records.money.urls")),
    path("", include("perspektiv.records.quality.urls")),
    path("", include("perspektiv.records.selfservice.urls")),
    path("", include("perspektiv.exchange.urls")),
    path("", include("perspektiv.steering.urls")),
]
handler404 = "perspektiv.site.refusals.not_found"
handler403 = "perspektiv.site.refusals.forbidden"
handler500 = "perspektiv.site.refusals.broken"
