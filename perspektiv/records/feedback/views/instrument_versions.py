"""One version: read, or edited while it is a draft; its words in each language; as participants see it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.actions import drafts, languages
from perspektiv.records.feedback.asking import questions_of
from perspektiv.records.feedback.contents import VersionContent, content_of, fingerprint
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.forms.languages import LanguageForm
from perspektiv.records.feedback.models import InstrumentVersion
from perspektiv.records.feedback.places import places, stored_in
from perspektiv.records.feedback.publishing import faults_of
from perspektiv.records.feedback.views.instruments import name_of, tell_of_outdated
from perspektiv.records.feedback.words import is_reviewed, said_in
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES, direction
from perspektiv.records.people.forms import refuse

MANAGE = Permission.MANAGE_INSTRUMENTS
STORED = InstrumentVersion.objects.select_related("instrument")


@require_safe
@needs(MANAGE)
def version(request: SignedIn, id: UUID) -> HttpResponse:
    """A published version to be read, a draft to be changed."""
    found = fetch(STORED.all(), signed_in(request), MANAGE, id)
    content = content_of(found)
    items = list(found.items.select_related("scale"))
    context = {
        "version": found,
        "name": name_of(found),
        "content": content,
        "items": items,
        "scales": [(scale, [item for item in items if item.scale_id == scale.pk]) for scale in found.scales.all()],
        "spoken": [_how_far(content, language) for language in LANGUAGES],
        "seen": fingerprint(content),
        "faults": [] if found.published_at else faults_of(content),
        "asked": found.instrument.versions.published().exists(),
        "draft": found.instrument.versions.filter(published_at=None).first(),
    }
    return render(request, "feedback/instruments/version.html", context)


def _how_far(content: VersionContent, language: str) -> dict[str, object]:
    """How much of a version is said in a language, and whether somebody read it."""
    every = [place for place in places(content, language) if place.german]
    done = sum(bool(place.stored) for place in every)
    return {
        "language": language,
        "done": done,
        "of": len(every),
        "whole": done == len(every),
        "reviewed": is_reviewed(content["words"], language),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def language(request: SignedIn, id: UUID, language: str) -> HttpResponse:
    """All that a draft says in one language."""
    user = signed_in(request)
    draft = fetch(STORED.all(), user, MANAGE, id)
    if language not in LANGUAGES:
        raise Http404
    if draft.published_at:
        return redirect("feedback:version", id)
    content = content_of(draft)
    form = LanguageForm(request.POST or None, content=content, language=language)
    stale = False
    if request.method == "POST" and form.is_valid():
        reviewed, seen = form.cleaned_data["reviewed"], request.POST.get("seen", "")
        try:
            languages.say(by=user, draft=draft, language=language, texts=form.texts(), reviewed=reviewed, seen=seen)
        except Refused as refused:
            stale = refused.sentence == languages.CHANGED_MEANWHILE
            refuse(form, refused)
        else:
            messages.success(request, _("The words are saved."))
            if language == FALLBACK:
                tell_of_outdated(request, draft, content)
            return redirect("feedback:version", id)
    context = {
        "version": draft,
        "name": name_of(draft),
        "form": form,
        "language": language,
        "rows": form.rows(),
        "stale": stale,
        "seen": stored_in(content, language),
        "german": language == FALLBACK,
        "languages": list(LANGUAGES),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "feedback/instruments/language.html", context, status=status)


@require_safe
@needs(MANAGE)
def preview(request: SignedIn, id: UUID) -> HttpResponse:
    """As participants see it; nothing that is ticked here is sent anywhere."""
    found = fetch(STORED.all(), signed_in(request), MANAGE, id)
    wanted = request.GET.get("sprache", FALLBACK)
    language = wanted if wanted in LANGUAGES else FALLBACK
    context = {
        "version": found,
        "name": name_of(found),
        "language": language,
        "way": direction(language),
        "languages": [(one, is_reviewed(found.words, one)) for one in LANGUAGES],
        "said": {part: said_in(found.words, language, part) for part in ("name", "intro", "thanks")},
        "questions": questions_of(found, language),
        "form_words": form_words(language),
    }
    return render(request, "feedback/instruments/preview.html", context)


@require_POST
@needs(MANAGE)
def publish(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    draft = fetch(STORED.all(), user, MANAGE, id)
    drafts.publish(by=user, draft=draft, seen=request.POST.get("seen", ""))
    messages.success(request, _("Published. From now on this version is asked."))
    return redirect("feedback:version", id)


@require_POST
@needs(MANAGE)
def discard(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    draft = fetch(STORED.all(), user, MANAGE, id)
    drafts.discard(by=user, draft=draft)
    messages.success(request, _("The draft is thrown away."))
    return redirect("feedback:instruments")
