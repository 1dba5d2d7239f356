"""Pages for what is not there, not allowed, or went wrong."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages import SUCCESS, get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from perspektiv.records.access.admission import way_back
from perspektiv.records.access.idle import asked_by_script

READ_BY_PEOPLE = ("GET", "POST")
"""Only what was asked by these comes onto somebody's screen; other methods get their status alone."""

UNCOUNTED: dict[str, object] = {"uncounted": True}
"""A refusal asks nothing of the records, not even what is open elsewhere."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    if _was_there_before(request):
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method not in READ_BY_PEOPLE:
        return HttpResponse(status=404)
    return render(request, "refusals/404.html", UNCOUNTED, status=404)


def _was_there_before(request: HttpRequest) -> bool:
    """One pressed a button on this very page, it was done, and now the page is no longer one's own: as after undoing
    a takeover. What was done is said at the start."""
    if request.method != "GET" or not way_back(request) or way_back(request) != request.get_full_path():
        return False
    waiting = get_messages(request)
    done = any(message.level == SUCCESS for message in waiting)
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # they are still to be said
    return done and request.user.is_authenticated


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "refusals/403.html", UNCOUNTED, status=403)


def not_sent_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form whose token is of an earlier login, or of no page of ours. What it carried is not shown again with a
    new token: whoever sent it from elsewhere would only need one more click."""
    if asked_by_script(request):
        return HttpResponse(
            _("Not saved. Please load the page anew."), status=403, content_type="text/plain; charset=utf-8"
        )
    return render(request, "refusals/csrf.html", {"anew": way_back(request)}, status=403)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Without the request's context: what broke may be just that."""
    return HttpResponse(render_to_string("refusals/500.html"), status=500)


class WrongMethod:
    """Answers with a page where a view only says that the method was wrong, as after typing the address of a form."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code != 405 or request.method not in READ_BY_PEOPLE or response.content:
            return response
        page = render(request, "refusals/405.html", UNCOUNTED, status=405)
        page["Allow"] = response["Allow"]
        return page
