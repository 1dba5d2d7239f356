"""Pages for what is not there, not allowed, or went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    return render(request, "refusals/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "refusals/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Without the request's context: what broke may be just that."""
    return HttpResponse(render_to_string("refusals/500.html"), status=500)
