"""What holds for every request: language, second factor, nothing kept in caches, refusals as sentences."""

import re
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from perspektiv.errors import Refused
from perspektiv.records.access.actions.drafts import discard_draft
from perspektiv.records.access.admission import CentreWanted
from perspektiv.records.access.models import Centre, User

Answer = Callable[[HttpRequest], HttpResponse]


class OwnLanguage:
    """A logged-in user's own language goes before the browser's."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            translation.activate(request.user.language)
        return self.answer(request)


class ChosenCentre:
    """Whoever works in several centres sees the one that they have chosen, or all."""

    KEPT_AS = "centre"

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and (chosen := request.session.get(self.KEPT_AS)):
            request.user.choose(UUID(chosen))
        return self.answer(request)


class SecondFactor:
    """Staff who have no second factor yet see nothing but the pages that set one up.

    The page they first wanted is kept: once they have one, the start leads there.
    """

    GOES_ON = "after_the_second_factor"

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lacks_one = self._lacks_one(request)
        if request.path.startswith(("/konto/", settings.STATIC_URL)):
            return self.answer(request)
        if lacks_one:
            if request.method == "GET":
                request.session.setdefault(self.GOES_ON, request.get_full_path())
            return redirect(reverse("mfa_index"))
        wanted = request.session.pop(self.GOES_ON, None)
        if wanted and request.path == settings.LOGIN_REDIRECT_URL and request.get_full_path() != wanted:
            return redirect(str(wanted))
        return self.answer(request)

    def _lacks_one(self, request: HttpRequest) -> bool:
        from allauth.mfa.utils import is_mfa_enabled

        user = request.user
        if settings.DEMO or not isinstance(user, User) or not user.is_staff_of_a_centre():
            return False
        if request.session.get("second_factor_of") == str(user.id):
            return False
        if not is_mfa_enabled(user):
            return True
        request.session["second_factor_of"] = str(user.id)
        return False


class NothingKept:
    """No page is kept by browsers or proxies: each may show a person's data."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        add_never_cache_headers(response)
        return response


class SentDrafts:
    """A form that was sent and taken needs its draft no more. It names the draft; taken is what leads elsewhere."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        taken = response.status_code in (302, 303) or (response.status_code < 300 and "HX-Redirect" in response)
        if request.method == "POST" and taken and isinstance(request.user, User):
            for form in request.POST.getlist("draft"):
                discard_draft(by=request.user, form=form)
        return response


class Refusals:
    """What an action refuses becomes a sentence on the page one came from; nothing was changed."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        sentence = exception.sentence.en if translation.get_language() == "en" else exception.sentence.de
        if isinstance(exception, CentreWanted) and exception.centres and request.method != "POST":
            wanted = Centre.objects.filter(pk__in=exception.centres).order_by("name")
            return render(request, "refusals/which_centre.html", {"centres": wanted})
        if getattr(request, "htmx", False):
            response = HttpResponse(sentence, status=409)
            response["HX-Retarget"] = "#messages"
            response["HX-Reswap"] = "innerHTML"
            response.content = render(request, "refusals/sentence.html", {"sentence": sentence}).content
            return response
        messages.error(request, sentence)
        context = {"sentence": sentence, "typed": something_typed(request.POST)}
        return render(request, "refusals/refused.html", context, status=409)


CHOSEN = re.compile(r"[a-z0-9_:.,-]*|/.*")
"""What no keyboard has written: ids, versions, days, values of buttons, addresses to go back to."""


def something_typed(sent: QueryDict) -> bool:
    """Whether a form carried words that somebody would be sorry to lose."""
    values = (value for name, each in sent.lists() if name != "csrfmiddlewaretoken" for value in each)
    return any(not CHOSEN.fullmatch(value.strip()) for value in values)
