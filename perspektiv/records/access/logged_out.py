"""Who is not logged in any more: a script is told so, a form leads back to its page after the login."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from perspektiv.records.access.admission import way_back
from perspektiv.records.access.idle import asked_by_script

Answer = Callable[[HttpRequest], HttpResponse]


class LoggedOut:
    """Changes what views answer to somebody who is not known: all of them lead to the login.

    A script would take the login page for its answer, and a form's address may know nothing but POST.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if request.user.is_authenticated or request.path.startswith(reverse(settings.LOGIN_URL)):
            return response
        if response.status_code != 302 or not _is_sent_to_log_in(request, response["Location"]):
            return response
        if asked_by_script(request):
            return HttpResponse(_("You are logged out."), status=401, content_type="text/plain; charset=utf-8")
        if request.method in ("GET", "HEAD"):
            return response
        messages.warning(request, _("You were logged out meanwhile. What you sent last was not saved."))
        return redirect_to_login(way_back(request) or "/")


def _is_sent_to_log_in(request: HttpRequest, where: str) -> bool:
    """To come back to this address then; first steps that are done, an accepted invitation and a logout lead to the
    login, too, and all is well."""
    parts = urlsplit(where)
    wanted = parse_qs(parts.query).get(REDIRECT_FIELD_NAME, [])
    return parts.path == reverse(settings.LOGIN_URL) and wanted == [request.get_full_path()]
