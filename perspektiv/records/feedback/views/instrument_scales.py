"""Scales of a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.feedback.actions import scales
from perspektiv.records.feedback.forms.instruments import ScaleForm, shown_scale
from perspektiv.records.feedback.models import InstrumentVersion, Scale
from perspektiv.records.feedback.views.instruments import name_of
from perspektiv.records.people.forms import differing, refuse, sent_id

MANAGE = Permission.MANAGE_INSTRUMENTS
STORED = Scale.objects.select_related("version_of__instrument")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def new(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    draft = fetch(InstrumentVersion.objects.select_related("instrument"), user, MANAGE, id)
    if draft.published_at:
        return redirect("feedback:version", id)
    form, scale_id = ScaleForm(request.POST or None), sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        try:
            scales.add_scale(by=user, draft=draft, content=form.content(), id=scale_id)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The scale is added."))
            return redirect("feedback:version", id)
    return _form(request, draft, form, {"id": scale_id})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def change(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    scale = fetch(STORED.all(), user, MANAGE, id)
    draft = scale.version_of
    if draft.published_at:
        return redirect("feedback:version", draft.pk)
    form = ScaleForm(request.POST or None, scale=scale, initial=shown_scale(scale))
    context: dict[str, Any] = {"scale": scale, "version": scale.version}
    if request.method == "POST" and form.is_valid():
        number = sent_number(request.POST.get("version"))
        try:
            scales.change_scale(by=user, scale=scale, version=number, content=form.content())
        except ChangedMeanwhile as changed:
            assert isinstance(changed.stored, Scale)
            stored = changed.stored
            context |= {
                "version": stored.version,
                "stale": True,
                "differing": list(differing(form, shown_scale(stored))),
            }
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The scale is saved."))
            return redirect("feedback:version", draft.pk)
    return _form(request, draft, form, context)


def _form(request: SignedIn, draft: InstrumentVersion, form: ScaleForm, more: dict[str, Any]) -> HttpResponse:
    context = {"draft": draft, "name": name_of(draft), "form": form, **more}
    status = 409 if more.get("stale") else 422 if form.errors else 200
    return render(request, "feedback/instruments/scale.html", context, status=status)


@require_POST
@needs(MANAGE)
def remove(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    scale = fetch(STORED.all(), user, MANAGE, id)
    scales.remove_scale(by=user, scale=scale)
    messages.success(request, _("The scale is removed; its questions stay."))
    return redirect("feedback:version", scale.version_of_id)
