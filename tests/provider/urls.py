"""The service's pages: its login is a list of names, for nobody here has a password."""

from typing import Any

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.utils.html import format_html, format_html_join


def who(request: HttpRequest) -> HttpResponse:
    people: Any = get_user_model()
    if request.method == "POST":
        login(request, people.objects.get(username=request.POST["who"]), "django.contrib.auth.backends.ModelBackend")
        return HttpResponseRedirect(request.GET["next"])
    names = people.objects.order_by("username").values_list("username")
    buttons = format_html_join("", '<button name="who" value="{0}">{0}</button>', names)
    return HttpResponse(format_html('<!doctype html><title>Stadt</title><form method="post">{}</form>', buttons))


urlpatterns = [path("login/", who), path("", include("oauth2_provider.urls", namespace="oauth2_provider"))]
