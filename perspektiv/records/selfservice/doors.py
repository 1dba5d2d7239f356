"""The doors of pages without an account: who comes by a link is let in to their own things, others are told kindly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.tokens import hashed
from perspektiv.records.cases.actions.referrals import jobcoach_of as of_user
from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Letterhead
from perspektiv.records.people.models import Jobcoach, Participant
from perspektiv.records.selfservice.form_keys import has_key, is_key, key_for
from perspektiv.records.selfservice.guessing import guesses_too_often
from perspektiv.records.selfservice.jobcoach_links import LinkBroken, LinkEnded, LinkOver, jobcoach_of
from perspektiv.records.selfservice.models import PersonalLink
from perspektiv.records.selfservice.validity import JOBCOACH, good_until
from perspektiv.records.selfservice.words import Words, every_language, words

P = ParamSpec("P")
Guarded = Callable[..., HttpResponse]
MINE = "mein"
"""In place of a token: whoever is logged in needs none, and no address carries one."""
SEEN_AGAIN = timedelta(minutes=10)
"""A use within it is the same use."""


@dataclass(frozen=True)
class Visit:
    """A participant on their own pages."""

    request: HttpRequest
    token: str
    link: PersonalLink
    participant: Participant
    words: Words

    @property
    def by(self) -> ByLink:
        return ByLink(self.participant)

    @property
    def centre(self) -> Centre:
        return self.participant.centre

    @property
    def letterhead(self) -> Letterhead:
        return letterhead_of(self.centre)

    def address(self, name: str, *args: object) -> str:
        return reverse(f"selfservice:{name}", args=[self.token, *args])


@dataclass(frozen=True)
class CoachVisit:
    """A jobcoach on the pages of their own proposals."""

    request: HttpRequest
    token: str
    jobcoach: Jobcoach
    key: str
    """Of the forms."""

    @property
    def logged_in(self) -> bool:
        return self.token == MINE

    def address(self, name: str, *args: object) -> str:
        return reverse(f"selfservice:{name}", args=[self.token, *args])


def by_personal_link(view: Callable[Concatenate[Visit, P], HttpResponse]) -> Guarded:
    @csrf_exempt  # see form_keys.py: the form's own key is checked instead
    @wraps(view)
    def let_in(request: HttpRequest, /, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visit = _visit(request, token)
        if visit is None:
            return discreet(_wrong(request, token))
        if request.method == "POST" and not has_key(request, token):
            return discreet(refused_page(visit, ""))
        if request.method != "HEAD":
            _used(visit.link)
        try:
            return discreet(view(visit, *args, **kwargs))
        except Refused as refused:
            return discreet(refused_page(visit, _sentence(refused, visit.words)))
        except Http404:
            return discreet(refused_page(visit, "", status=404))

    return let_in


def by_jobcoach_link(view: Callable[Concatenate[CoachVisit, P], HttpResponse]) -> Guarded:
    @csrf_exempt  # see form_keys.py
    @wraps(view)
    def let_in(request: HttpRequest, /, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with translation.override("de"):
            if token == MINE:
                return discreet(mine(request, *args, **kwargs))
            try:
                visit = CoachVisit(request, token, jobcoach_of(token), key_for(token))
            except (LinkOver, LinkEnded, LinkBroken) as no:
                over, ended = isinstance(no, LinkOver), isinstance(no, LinkEnded)
                context = {"over": over, "ended": ended, "days": JOBCOACH.days, "form_key": ""}
                status = 429 if guesses_too_often(request) else 410
                return discreet(render(request, "selfservice/jobcoach/link_over.html", context, status=status))
            return discreet(_answered(visit, *args, **kwargs))

    @needs(Permission.SEE_REFERRALS)
    def mine(request: SignedIn, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        """With a login instead of a link: the form's key is that of the session."""
        user = signed_in(request)
        own = of_user(user, the_centre(user, Permission.SEE_REFERRALS))
        key = key_for(f"{MINE} {request.session.session_key}")
        return _answered(CoachVisit(request, MINE, own, key), *args, **kwargs)

    def _answered(visit: CoachVisit, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if visit.request.method == "POST" and not is_key(visit.request, visit.key):
            return coach_page(visit, "refused", {"sentence": ""}, status=409)
        try:
            return view(visit, *args, **kwargs)
        except Refused as refused:
            return coach_page(visit, "refused", {"sentence": refused.sentence.de}, status=409)
        except Http404:
            return coach_page(visit, "refused", {"sentence": "", "gone": True}, status=404)

    return let_in


def own_page(visit: Visit, name: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    shown = {
        "visit": visit,
        "token": visit.token,
        "words": visit.words,
        "languages": every_language(),
        "letterhead": visit.letterhead,
        "made_up": visit.centre.made_up,
        "form_key": key_for(visit.token),
        "here": visit.request.path,
        **(context or {}),
    }
    return render(visit.request, f"selfservice/{name}.html", shown, status=status)


def coach_page(visit: CoachVisit, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shown = {
        "visit": visit,
        "token": visit.token,
        "jobcoach": visit.jobcoach,
        "my_centres": [visit.jobcoach.centre],
        "form_key": visit.key,
        "logged_in": visit.logged_in,
        **context,
    }
    return render(visit.request, f"selfservice/jobcoach/{name}.html", shown, status=status)


def refused_page(visit: Visit, sentence: str, status: int = 409) -> HttpResponse:
    return own_page(visit, "refused", {"sentence": sentence}, status=status)


def go(address: str, said: str = "") -> HttpResponse:
    """On to a page with GET, which says one sentence of ours."""
    response = HttpResponseRedirect(f"{address}?gesagt={said}" if said else address)
    response.status_code = 303
    return response


def discreet(response: HttpResponse) -> HttpResponse:
    """The address of such a page is its key: nobody is told where somebody came from, and no search keeps it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _visit(request: HttpRequest, token: str) -> Visit | None:
    found = PersonalLink.objects.standing().filter(token_hash=hashed(token))
    link = found.select_related("participant__centre", "participant__merged_into__centre").first()
    if link is None:
        return None
    kept = link.participant.merged_into or link.participant
    if good_until(kept, timezone.localdate(link.created_at)) < timezone.localdate():
        return None  # the person has left since
    return Visit(request, token, link, kept, words(link.language or kept.language))


def _wrong(request: HttpRequest, token: str) -> HttpResponse:
    return wrong_link(request, lambda: _whom_to_call(token))


def wrong_link(request: HttpRequest, whom_to_call: Callable[[], Letterhead | None]) -> HttpResponse:
    """In every language; whoever guesses is told to wait."""
    often = guesses_too_often(request)
    context = {"languages": every_language(), "letterhead": None if often else whom_to_call()}
    response = render(request, "selfservice/broken.html", context, status=429 if often else 410)
    if often:
        response["Retry-After"] = "60"
    return response


def _whom_to_call(token: str) -> Letterhead | None:
    """The centre of a link that is over; else the only one there is.

    Where there are several, this tells an old link from an invented one. It gives nothing away: whoever holds an old
    link knows that it was one, nobody finds one of 192 bits by guessing, and name and number of a centre are public.
    """
    if old := PersonalLink.objects.filter(token_hash=hashed(token)).select_related("centre").first():
        return letterhead_of(old.centre)
    return the_only_one()


def the_only_one() -> Letterhead | None:
    """The centre to call where there is but one."""
    centres = list(Centre.objects.all()[:2])
    return letterhead_of(centres[0]) if len(centres) == 1 else None


def _used(link: PersonalLink) -> None:
    """What staff see as last use. As the trail, it is no change of anybody's data."""
    now = timezone.now()
    if link.last_used_at is None or link.last_used_at < now - SEEN_AGAIN:
        PersonalLink.objects.filter(pk=link.pk).update(last_used_at=now)


def _sentence(refused: Refused, said: Words) -> str:
    """Where we have it in the person's language."""
    return {"de": refused.sentence.de, "en": refused.sentence.en}.get(said.code, "")
