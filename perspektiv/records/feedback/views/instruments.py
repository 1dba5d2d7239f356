"""Questionnaires: what there is, new ones, and each with its versions."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.feedback.actions import drafts, instruments
from perspektiv.records.feedback.contents import VersionContent, content_of
from perspektiv.records.feedback.forms.instruments import InstrumentForm
from perspektiv.records.feedback.models import Instrument, InstrumentVersion, Purpose
from perspektiv.records.feedback.places import outdated
from perspektiv.records.feedback.words import is_reviewed, said
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES
from perspektiv.records.people.forms import refuse, sent_id

MANAGE = Permission.MANAGE_INSTRUMENTS


@dataclass(frozen=True)
class Row:
    """One questionnaire with the version that is asked, and the draft, if there is one."""

    instrument: Instrument
    versions: list[InstrumentVersion]

    @property
    def asked(self) -> InstrumentVersion | None:
        return next((version for version in self.versions if version.published_at), None)

    @property
    def draft(self) -> InstrumentVersion | None:
        return next((version for version in self.versions if not version.published_at), None)

    @property
    def shown(self) -> InstrumentVersion:
        return self.asked or self.versions[0]

    @property
    def name(self) -> str:
        return name_of(self.shown)

    @property
    def unread(self) -> int:
        words = self.shown.words
        return sum(not is_reviewed(words, language) for language in words)


def name_of(version: InstrumentVersion) -> str:
    return said(version.words, FALLBACK, "name") or version.instrument.key


def tell_of_outdated(request: SignedIn, draft: InstrumentVersion, before: VersionContent) -> None:
    """Names the languages that still say what German said before."""
    draft.refresh_from_db(fields=["words"])
    if found := outdated(before, content_of(draft)):
        names = ", ".join(LANGUAGES[language] for language in LANGUAGES if language in found)
        told = _("German says something else now. Please have it read again in: %(languages)s.")
        messages.warning(request, told % {"languages": names})


@require_safe
@needs(MANAGE)
def show(request: SignedIn) -> HttpResponse:
    centre = the_centre(signed_in(request), MANAGE)
    instruments.bring_in_all(centre=centre)
    versions: dict[UUID, list[InstrumentVersion]] = {}
    stored = InstrumentVersion.objects.filter(centre=centre).select_related("instrument")
    for version in stored.annotate(questions=Count("items")).order_by("-number"):
        versions.setdefault(version.instrument_id, []).append(version)
    rows = [Row(every[0].instrument, every) for every in versions.values()]
    rows.sort(key=lambda row: (row.instrument.retired_at is not None, row.name))
    groups = [(purpose.label, [row for row in rows if row.instrument.purpose == purpose]) for purpose in Purpose]
    return render(request, "feedback/instruments/list.html", {"groups": groups})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def new(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    form, id = InstrumentForm(request.POST or None), sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        try:
            draft = instruments.found(by=user, centre=centre, id=id, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("feedback:version", draft.pk)
    context = {"form": form, "id": id}
    return render(request, "feedback/instruments/new.html", context, status=422 if form.errors else 200)


@require_safe
@needs(MANAGE)
def instrument(request: SignedIn, id: UUID) -> HttpResponse:
    """All versions of one questionnaire."""
    found = fetch(Instrument.objects.all(), signed_in(request), MANAGE, id)
    versions = list(found.versions.annotate(questions=Count("items")).order_by("-number"))
    for version in versions:
        version.instrument = found
    context = {"instrument": found, "row": Row(found, versions)}
    return render(request, "feedback/instruments/instrument.html", context)


@require_POST
@needs(MANAGE)
def begin_next(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    found = fetch(Instrument.objects.all(), user, MANAGE, id)
    return redirect("feedback:version", drafts.begin_next(by=user, instrument=found).pk)


@require_POST
@needs(MANAGE)
def retire(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    found = fetch(Instrument.objects.all(), user, MANAGE, id)
    instruments.retire(by=user, instrument=found, version=sent_number(request.POST.get("version")))
    messages.success(request, _("It is asked no more. What was answered stays and is counted on."))
    return redirect("feedback:instrument", id)


@require_POST
@needs(MANAGE)
def take_up(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    found = fetch(Instrument.objects.all(), user, MANAGE, id)
    instruments.take_up(by=user, instrument=found, version=sent_number(request.POST.get("version")))
    messages.success(request, _("It can be asked again."))
    return redirect("feedback:instrument", id)
