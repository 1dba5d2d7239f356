"""Templates: what there is, in which languages; each with its preview, its versions, and a way back."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.letters.actions.letterheads import set_letterhead
from perspektiv.records.letters.actions.templates import (
    TemplateChangedMeanwhile,
    edit,
    newest_of,
    ship_templates,
    take_back,
    versions_of,
)
from perspektiv.records.letters.comparing import compared
from perspektiv.records.letters.fields import FIELDS, samples_of
from perspektiv.records.letters.forms import LetterheadForm, TemplateForm
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Channel, Purpose, Template
from perspektiv.records.letters.previews import Words, preview, refused_preview
from perspektiv.records.letters.rendering import check
from perspektiv.records.letters.rendering import render as filled
from perspektiv.records.letters.views.framing import shows_frames
from perspektiv.records.people.forms import refuse, sent_id

MANAGE = Permission.MANAGE_LETTERS


@dataclass(frozen=True)
class Row:
    """All languages of one text."""

    purpose: str
    name: str
    channel: str
    texts: list[Template]

    @property
    def unread(self) -> int:
        return sum(not text.reviewed for text in self.texts)


@require_safe
@needs(MANAGE)
def templates(request: SignedIn) -> HttpResponse:
    centre = the_centre(signed_in(request), MANAGE)
    ship_templates(centre=centre)
    newest: dict[tuple[str, str, str, str], Template] = {}
    stored = Template.objects.filter(centre=centre).defer("body")
    for text in stored.order_by("purpose", "name", "channel", "language", "-number"):
        newest.setdefault((text.purpose, text.name, text.channel, text.language), text)
    rows: dict[tuple[str, str, str], list[Template]] = {}
    for purpose in Purpose:
        for channel in Channel:
            for text in newest.values():
                if (text.purpose, text.channel) == (purpose, channel):
                    rows.setdefault((purpose, text.name, channel), []).append(text)
    order = list(LANGUAGES)
    shown = [
        Row(purpose, name, channel, sorted(texts, key=lambda text: order.index(text.language)))
        for (purpose, name, channel), texts in rows.items()
    ]
    groups = [(purpose.label, [row for row in shown if row.purpose == purpose]) for purpose in Purpose]
    return render(request, "letters/templates.html", {"groups": groups, "head": letterhead_of(centre)})


@shows_frames
@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def template(request: SignedIn, id: UUID) -> HttpResponse:
    """One text: its newest version to be changed, and the older ones."""
    user = signed_in(request)
    text = newest_of(fetch(Template.objects.all(), user, MANAGE, id))
    form = TemplateForm(request.POST) if request.method == "POST" else TemplateForm.of(text)
    stored: Template | None = None
    if request.method == "POST" and form.is_valid():
        number = sent_number(request.POST.get("number"))
        try:
            made = edit(by=user, template=text, number=number, id=sent_id(request.POST.get("id")), **form.cleaned_data)
        except TemplateChangedMeanwhile as changed:
            stored = changed.stored
            refuse(form, changed)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Saved as version %(number)s.") % {"number": made.number})
            return redirect("letters:template", made.pk)
    versions = versions_of(text)
    context = {
        "text": text,
        "form": form,
        "stored": stored,
        "new_id": uuid4(),
        "versions": versions,
        "fields": FIELDS[Purpose(text.purpose)],
        "english": get_language() == "en",
        "others": languages_of(text),
    }
    return render(request, "letters/template.html", context, status=409 if stored else 422 if form.errors else 200)


def languages_of(text: Template) -> list[Template]:
    """The newest version of the same text in each language."""
    same = Template.objects.filter(
        centre=text.centre_id, purpose=text.purpose, name=text.name, channel=text.channel
    ).order_by("-number")
    newest: dict[str, Template] = {}
    for each in same:
        newest.setdefault(each.language, each)
    return [newest[language] for language in LANGUAGES if language in newest]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def preview_template(request: SignedIn, id: UUID) -> HttpResponse:
    """As it will look, with made-up data: the stored version, or what is typed just now."""
    text = fetch(Template.objects.select_related("centre"), signed_in(request), MANAGE, id)
    subject, body = text.subject, text.body
    if request.method == "POST":
        subject, body = " ".join(request.POST.get("subject", "").split())[:150], request.POST.get("body", "")[:8000]
    head = letterhead_of(text.centre)
    values = {**samples_of(text.purpose), "sender": head.sender}
    if head.phone:
        values["phone"] = head.phone
    try:
        check(subject, text.purpose)
        check(body, text.purpose)
        words = Words(
            text.channel,
            filled(subject, text.purpose, values, text.language),
            filled(body, text.purpose, values, text.language),
            text.language,
            text.purpose,
        )
        return preview(words, text.centre)
    except Refused as refused:
        return refused_preview(refused.sentence.en if get_language() == "en" else refused.sentence.de)


@require_safe
@needs(MANAGE)
def compare(request: SignedIn, id: UUID) -> HttpResponse:
    """An older version beside the newest."""
    older = fetch(Template.objects.all(), signed_in(request), MANAGE, id)
    newest = newest_of(older)
    context = {"text": newest, "older": older, "lines": compared(older, newest), "new_id": uuid4()}
    return render(request, "letters/compare.html", context)


@require_POST
@needs(MANAGE)
def bring_back(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    older = fetch(Template.objects.all(), user, MANAGE, id)
    made = take_back(by=user, template=older, id=sent_id(request.POST.get("id")))
    messages.success(
        request,
        _("Version %(older)s holds again, as version %(number)s.") % {"older": older.number, "number": made.number},
    )
    return redirect("letters:template", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def letterhead(request: SignedIn) -> HttpResponse:
    """Who writes: name, address and telephone."""
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    head = letterhead_of(centre)
    version = 0 if head._state.adding else head.version
    form = LetterheadForm(request.POST or None, instance=head)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            set_letterhead(by=user, centre=centre, version=sent_number(request.POST.get("version")), **typed)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The sender is saved."))
            return redirect("letters:templates")
    context = {"form": form, "version": version}
    return render(request, "letters/letterhead.html", context, status=422 if form.errors else 200)
