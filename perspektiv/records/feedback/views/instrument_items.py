"""Questions of a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.feedback.actions import items
from perspektiv.records.feedback.contents import content_of, item_content
from perspektiv.records.feedback.forms.instruments import ItemForm, shown
from perspektiv.records.feedback.models import InstrumentVersion, Item
from perspektiv.records.feedback.views.instruments import name_of, tell_of_outdated
from perspektiv.records.people.forms import differing, refuse, sent_id

MANAGE = Permission.MANAGE_INSTRUMENTS
STORED = Item.objects.select_related("version_of__instrument", "scale")
REMOVED = "removed_question"
"""Where the session keeps the question that was removed last, so that it can be put back."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def new(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    draft = fetch(InstrumentVersion.objects.select_related("instrument"), user, MANAGE, id)
    if draft.published_at:
        return redirect("feedback:version", id)
    form, item_id = ItemForm(request.POST or None, draft=draft), sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        try:
            made = items.add_item(by=user, draft=draft, content=form.content(), id=item_id)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Question %(n)s is added.") % {"n": made.position})
            if "another" in request.POST:
                return redirect("feedback:new_item", id)
            return redirect(f"{reverse('feedback:version', args=[id])}#frage-{made.position}")
    return _form(request, draft, form, {"id": item_id})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def change(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    item = fetch(STORED.all(), user, MANAGE, id)
    draft = item.version_of
    if draft.published_at:
        return redirect("feedback:version", draft.pk)
    form = ItemForm(request.POST or None, draft=draft, item=item, initial=shown(item))
    context: dict[str, Any] = {"item": item, "version": item.version}
    if request.method == "POST" and form.is_valid():
        number, before = sent_number(request.POST.get("version")), content_of(draft)
        try:
            items.change_item(by=user, item=item, version=number, content=form.content())
        except ChangedMeanwhile as changed:
            assert isinstance(changed.stored, Item)
            stored = STORED.get(pk=changed.stored.pk)
            context |= {"version": stored.version, "stale": True, "differing": list(differing(form, shown(stored)))}
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Question %(n)s is saved.") % {"n": item.position})
            tell_of_outdated(request, draft, before)
            return redirect(f"{reverse('feedback:version', args=[draft.pk])}#frage-{item.position}")
    return _form(request, draft, form, context)


def _form(request: SignedIn, draft: InstrumentVersion, form: ItemForm, more: dict[str, Any]) -> HttpResponse:
    context = {"draft": draft, "name": name_of(draft), "form": form, "count": draft.items.count(), **more}
    status = 409 if more.get("stale") else 422 if form.errors else 200
    return render(request, "feedback/instruments/item.html", context, status=status)


@require_POST
@needs(MANAGE)
def move(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    item = fetch(STORED.all(), user, MANAGE, id)
    place = sent_number(request.POST.get("place")) or item.position
    moved = items.move_item(by=user, item=item, place=place)
    moved.refresh_from_db()
    return redirect(f"{reverse('feedback:version', args=[item.version_of_id])}#frage-{moved.position}")


@require_POST
@needs(MANAGE)
def remove(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    item = fetch(STORED.all(), user, MANAGE, id)
    draft = item.version_of
    kept = {"id": str(item.pk), "draft": str(draft.pk), "place": item.position, "content": item_content(item)}
    items.remove_item(by=user, item=item)
    request.session[REMOVED] = kept
    back = reverse("feedback:put_back", args=[draft.pk])
    messages.success(request, _("The question is removed."), extra_tags=f"undo:{back}")
    return redirect("feedback:version", draft.pk)


@require_POST
@needs(MANAGE)
def put_back(request: SignedIn, id: UUID) -> HttpResponse:
    """The question that was removed last, with all its words, where it was."""
    user = signed_in(request)
    draft = fetch(InstrumentVersion.objects.all(), user, MANAGE, id)
    kept = request.session.get(REMOVED)
    if not kept or kept["draft"] != str(id):
        return redirect("feedback:version", draft.pk)
    made = items.add_item(by=user, draft=draft, content=kept["content"], place=kept["place"], id=UUID(kept["id"]))
    messages.success(request, _("The question is back."))
    return redirect(f"{reverse('feedback:version', args=[id])}#frage-{made.position}")
