"""Where the link in a mail leads: a page in the person's language with one button each; no login."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.letters.actions.preferences import prefer, preference_of
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES, direction, words
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Channel
from perspektiv.records.letters.opting_out import ABOUT_QUESTIONS, NoSuchLink, participant_of
from perspektiv.records.letters.way import no_questions, way_to
from perspektiv.records.people.models import Participant

CHOICES: dict[str, dict[str, Any]] = {
    "stop": {"no_reminders": True},
    "resume": {"no_reminders": False},
    "letters": {"channel": Channel.LETTER.value},
    "electronic": {"channel": ""},
    "ask_no_more": {"no_questions": True},
    "ask_again": {"no_questions": False},
}
ONE_CLICK = "List-Unsubscribe"
"""What a mail program posts by itself (RFC 8058): it has no cookie, the signature in the address is its proof."""


@csrf_exempt  # mail programs post here; the signed address says who asks, and no cookie is read
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out(request: HttpRequest, token: str) -> HttpResponse:
    try:
        participant = participant_of(token)
    except NoSuchLink:
        return page(request, None, status=410)
    if request.method != "POST":
        return page(request, participant)
    if request.POST.get(ONE_CLICK) == "One-Click":
        prefer(by=ByLink(participant), participant=participant, **_all_of_it(request))
        return HttpResponse(status=200)
    if chosen := CHOICES.get(request.POST.get("choice", "")):
        prefer(by=ByLink(participant), participant=participant, **chosen)
        return redirect(f"{_here(request, participant)}&gespeichert")
    return page(request, participant)


def page(request: HttpRequest, participant: Participant | None, status: int = 200) -> HttpResponse:
    language = language_of(request, participant)
    content = {
        "words": words(language),
        "lang": language,
        "dir": direction(language),
        "sender": letterhead_of(participant.centre).sender if participant else "",
        "phone": letterhead_of(participant.centre).phone if participant else "",
        "electronic": participant is not None and way_to(participant).channel != Channel.LETTER,
        "preference": preference_of(participant) if participant else None,
        "asked": participant is not None and not no_questions(participant),
        "about_questions": _about_questions(request),
        "here": _here(request, participant),
        "saved": "gespeichert" in request.GET,
        "languages": LANGUAGES.items(),
        "lang_label": " · ".join(("Sprache", "Language")),
    }
    return render(request, "letters/opt_out.html", content, status=status)


def _all_of_it(request: HttpRequest) -> dict[str, Any]:
    """What a mail program's own button means: no mails like the one in which it was pressed."""
    return {"no_questions": True} if _about_questions(request) else {"channel": Channel.LETTER, "no_reminders": True}


def _about_questions(request: HttpRequest) -> bool:
    return request.GET.get("zu") == ABOUT_QUESTIONS


def _here(request: HttpRequest, participant: Participant | None) -> str:
    """The page in the language chosen, about what it was opened for."""
    about = f"&zu={ABOUT_QUESTIONS}" if _about_questions(request) else ""
    return f"{request.path}?sprache={language_of(request, participant)}{about}"


def language_of(request: HttpRequest, participant: Participant | None) -> str:
    """The one chosen on the page; else the person's."""
    chosen = request.GET.get("sprache", "")
    if chosen in LANGUAGES:
        return chosen
    return participant.language if participant and participant.language in LANGUAGES else FALLBACK
