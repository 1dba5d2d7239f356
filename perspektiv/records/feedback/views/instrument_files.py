"""Questionnaires from XLSForm, and as XLSForm."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.actions import drafts, instruments
from perspektiv.records.feedback.contents import content_of
from perspektiv.records.feedback.forms.xlsform import FileForm, NewFileForm
from perspektiv.records.feedback.models import Instrument, InstrumentVersion
from perspektiv.records.feedback.views.instruments import Row
from perspektiv.records.feedback.xlsform.columns import SETTINGS
from perspektiv.records.feedback.xlsform.findings import Finding, NotTaken
from perspektiv.records.feedback.xlsform.reading import Form, read_form
from perspektiv.records.feedback.xlsform.writing import written
from perspektiv.records.people.forms import refuse, sent_id

MANAGE = Permission.MANAGE_INSTRUMENTS
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def read_new(request: SignedIn) -> HttpResponse:
    """A new questionnaire from a file."""
    user = signed_in(request)
    centre = the_centre(user, MANAGE)

    def keep(form: FileForm, read: Form, id: UUID) -> InstrumentVersion:
        try:
            return instruments.take_in(
                by=user,
                centre=centre,
                purpose=form.cleaned_data["purpose"],
                anonymous=form.cleaned_data["anonymous"],
                key=read.key,
                content=read.content,
                id=id,
            )
        except instruments.KeyIsTaken as taken:
            raise NotTaken([Finding(SETTINGS, 2, "form_id", taken.sentence)]) from taken

    return _read(request, NewFileForm(request.POST or None, request.FILES or None), keep, {})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def read_next(request: SignedIn, id: UUID) -> HttpResponse:
    """The next draft of a questionnaire from a file."""
    user = signed_in(request)
    instrument = fetch(Instrument.objects.all(), user, MANAGE, id)

    def keep(_form: FileForm, read: Form, id: UUID) -> InstrumentVersion:
        return drafts.take_in(by=user, instrument=instrument, content=read.content, id=id)

    row = Row(instrument, list(instrument.versions.select_related("instrument").order_by("-number")))
    form = FileForm(request.POST or None, request.FILES or None)
    return _read(request, form, keep, {"instrument": instrument, "row": row})


def _read(
    request: SignedIn,
    form: FileForm,
    keep: Callable[[FileForm, Form, UUID], InstrumentVersion],
    context: dict[str, Any],
) -> HttpResponse:
    id = sent_id(request.POST.get("id"))
    findings: list[tuple[str, int | None, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            draft = keep(form, read_form(form.cleaned_data["file"].read()), id)
        except NotTaken as faulty:
            side = 1 if get_language() == "en" else 0
            findings = [(one.sheet, one.row, one.column, one.sentence[side]) for one in faulty.found]
            refuse(form, faulty)
        except Refused as refused:
            refuse(form, refused, "file")
        else:
            messages.success(request, _("The form is read. Please look at it before you publish it."))
            return redirect("feedback:version", draft.pk)
    context |= {"form": form, "id": id, "findings": findings}
    return render(request, "feedback/instruments/read.html", context, status=422 if form.errors else 200)


@require_safe
@needs(MANAGE)
def download(request: SignedIn, id: UUID) -> HttpResponse:
    """A version as XLSForm."""
    stored = InstrumentVersion.objects.select_related("instrument")
    version = fetch(stored.all(), signed_in(request), MANAGE, id)
    key = version.instrument.key
    file = written(content_of(version), key=key, number=version.number)
    response = HttpResponse(file, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{key}-{version.number}.xlsx"'
    return response
