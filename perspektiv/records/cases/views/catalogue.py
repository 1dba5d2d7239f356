"""The catalogue: segments and reasons of early endings, in versions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.cases.actions import catalogue
from perspektiv.records.cases.forms.catalogue import LimitForm, ReasonForm, SegmentForm, next_day
from perspektiv.records.cases.models import EndingReason, Segment
from perspektiv.records.cases.present import by_entry, present
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.forms import differing, sent_id
from perspektiv.records.people.words_of_the_trail import last_change

V = TypeVar("V", Segment, EndingReason)
MANAGE = Permission.MANAGE_CATALOGUE


@dataclass
class Entry:
    """One offer or reason with its versions, the present one first named."""

    present: Any
    others: list[Any] = field(default_factory=list)
    today: date = field(default_factory=timezone.localdate)

    @property
    def is_past(self) -> bool:
        return bool(self.present.valid_to and self.present.valid_to < self.today)


@require_safe
@needs(MANAGE)
def show(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    context = {
        "segments": sorted(_entries(Segment.objects.with_permission(user, MANAGE)), key=_by_position),
        "reasons": sorted(_entries(EndingReason.objects.with_permission(user, MANAGE)), key=_by_value),
    }
    return render(request, "cases/path/catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def new_segment(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    form = SegmentForm(request.POST or None, initial={"position": Segment.objects.filter(centre=centre).count() + 1})
    id = sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        segment = catalogue.add_segment(
            by=user,
            centre=centre,
            id=id,
            key=form.key(),
            valid_from=form.cleaned_data["from_day"],
            **form.content(),
        )
        messages.success(request, _("“%s” is in the catalogue.") % segment)
        return redirect("cases:catalogue")
    return render(request, "cases/path/entry.html", {"form": form, "id": id, "title": _("New offer")})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def new_reason(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    form, id = ReasonForm(request.POST or None), sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        reason = catalogue.add_reason(
            by=user,
            centre=centre,
            id=id,
            key=form.key(),
            valid_from=form.cleaned_data["from_day"],
            **form.content(),
        )
        messages.success(request, _("“%s” is in the catalogue.") % reason)
        return redirect("cases:catalogue")
    return render(request, "cases/path/entry.html", {"form": form, "id": id, "title": _("New reason")})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def change_segment(request: SignedIn, id: UUID) -> HttpResponse:
    segment = fetch(Segment.objects.all(), signed_in(request), MANAGE, id)
    form = SegmentForm(request.POST or None, instance=segment, initial={"from_day": next_day(segment)})

    def save(version: int) -> Segment:
        return catalogue.change_segment(
            by=signed_in(request),
            segment=Segment.objects.get(pk=id),
            version=version,
            from_day=form.cleaned_data["from_day"],
            **form.content(),
        )

    return _changed(request, segment, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def change_reason(request: SignedIn, id: UUID) -> HttpResponse:
    reason = fetch(EndingReason.objects.all(), signed_in(request), MANAGE, id)
    form = ReasonForm(request.POST or None, instance=reason, initial={"from_day": next_day(reason)})

    def save(version: int) -> EndingReason:
        return catalogue.change_reason(
            by=signed_in(request),
            reason=EndingReason.objects.get(pk=id),
            version=version,
            from_day=form.cleaned_data["from_day"],
            **form.content(),
        )

    return _changed(request, reason, form, save)


@require_POST
@needs(MANAGE)
def limit_segment(request: SignedIn, id: UUID) -> HttpResponse:
    return _limited(request, fetch(Segment.objects.all(), signed_in(request), MANAGE, id), "cases:change_segment")


@require_POST
@needs(MANAGE)
def limit_reason(request: SignedIn, id: UUID) -> HttpResponse:
    return _limited(request, fetch(EndingReason.objects.all(), signed_in(request), MANAGE, id), "cases:change_reason")


def _changed(request: SignedIn, entry: Any, form: Any, save: Any) -> HttpResponse:
    """The form of a new version; where somebody changed the entry meanwhile, both are shown."""
    version, conflict = entry.version, []
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(sent_number(request.POST.get("version")))
        except ChangedMeanwhile as changed:
            version = changed.stored.version
            conflict = list(differing(form, {name: getattr(changed.stored, name) for name in form.Meta.fields}))
        else:
            messages.success(request, _("“%s” is saved.") % saved)
            return redirect("cases:catalogue")
    context = {
        "form": form,
        "entry": entry,
        "version": version,
        "conflict": conflict,
        "by": last_change(entry, "cases.catalogue_limited") if conflict else None,
        "limit": LimitForm(initial={"valid_to": entry.valid_to}),
        "limit_address": "cases:limit_segment" if isinstance(entry, Segment) else "cases:limit_reason",
        "title": form.initial.get("name"),
    }
    return render(request, "cases/path/entry.html", context, status=409 if conflict else 200)


def _limited(request: SignedIn, entry: V, address: str) -> HttpResponse:
    form = LimitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please check the day."))
        return redirect(address, entry.pk)
    version = sent_number(request.POST.get("version"))
    saved = catalogue.limit(by=signed_in(request), entry=entry, version=version, valid_to=form.cleaned_data["valid_to"])
    messages.success(request, _("“%s” is saved.") % saved)
    return redirect("cases:catalogue")


def _entries(versions: Iterable[V]) -> list[Entry]:
    """Each entry with the version that stands for it today."""
    today = timezone.localdate()
    entries = []
    for every in by_entry(versions):
        shown = present(every, today)
        entries.append(Entry(shown, [each for each in every if each is not shown], today))
    return entries


def _by_position(entry: Entry) -> tuple[int, str]:
    return entry.present.position, entry.present.name


def _by_value(entry: Entry) -> tuple[int, str]:
    order = [EndingReason.Valuation.POSITIVE, EndingReason.Valuation.NEUTRAL, EndingReason.Valuation.NEGATIVE]
    return order.index(entry.present.valuation), entry.present.name
