"""The yearly list to the Jobcenter and back: written for a year, read with a preview, taken over whole."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.admission import SignedIn, needs, signed_in, the_centre
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.outcomes.actions.list_releases import DAYS, must_be_released, standing_for
from perspektiv.records.outcomes.actions.lists import take_over
from perspektiv.records.outcomes.lists.asking import lists_of
from perspektiv.records.outcomes.lists.planning import Plan, planned
from perspektiv.records.outcomes.lists.reading import Fault, Read, read_list
from perspektiv.records.outcomes.lists.writing import as_csv, as_workbook, table_csv
from perspektiv.records.outcomes.views.answering import go

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_workbook, WORKBOOK)}
KEPT_FOR = 60 * 60
"""Seconds between the preview and taking over; what was read waits in the page, signed, nowhere else."""
LISTED = 100


@require_safe
@needs(Permission.FOLLOW_UP)
def lists(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, Permission.FOLLOW_UP)
    standing = {one.year: one for one in standing_for(user, centre)}
    found = lists_of([centre.pk], timezone.localdate())
    context = {"lists": [(one, standing.get(one.year)) for one in found], "id": uuid4(), "days": DAYS}
    return render(request, "outcomes/lists.html", context)


@require_safe
@needs(Permission.FOLLOW_UP)
def export(request: SignedIn, year: int, form: str) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, Permission.FOLLOW_UP)
    if form not in FORMS:
        raise Http404
    must_be_released(by=user, centre=centre, year=year)
    found = next((one for one in lists_of([centre.pk], timezone.localdate()) if one.year == year), None)
    written, content_type = FORMS[form]
    record(by=user, what="outcomes.list_exported", subject=centre)
    response = HttpResponse(written(found.lines if found else []), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="nachfrage-{year}.{form}"'
    return response


@require_http_methods(["POST"])
@needs(Permission.FOLLOW_UP)
def bring_back(request: SignedIn) -> HttpResponse:
    """The preview of a list that came back; taking it over; all that is at fault as a file."""
    user = signed_in(request)
    centre = the_centre(user, Permission.FOLLOW_UP)
    do = request.POST.get("do")
    if do in ("import", "faults"):
        read = _unsealed(request.POST.get("read", ""), user)
        if do == "faults":
            return _faults(planned(read, centre, timezone.localdate()))
        plan = take_over(by=user, centre=centre, read=read)
        sentence = ngettext("%d entry is taken over.", "%d entries are taken over.", len(plan.new)) % len(plan.new)
        messages.success(request, sentence)
        return go(reverse("outcomes:desk"))
    upload = request.FILES.get("list")
    if upload is None:
        raise Refused(NO_FILE)
    read = read_list(upload.read())
    plan = planned(read, centre, timezone.localdate())
    record(by=user, what="outcomes.list_looked_at", subject=centre)
    context = {
        "plan": plan,
        "name": upload.name,
        "told": [(fault.row, fault.column, _said(fault.sentence)) for fault in plan.told[:LISTED]],
        "more": max(len(plan.told) - LISTED, 0),
        "read": _sealed(read, user),
    }
    return render(request, "outcomes/list_preview.html", context, status=422 if plan.blocked else 200)


def _sealed(read: Read, user: User) -> str:
    faults = [[fault.row, fault.column, fault.sentence.de, fault.sentence.en] for fault in read.faults]
    return signing.dumps([read.rows, faults, read.empty], salt=_salt(user), compress=True)


def _unsealed(text: str, user: User) -> Read:
    try:
        rows, faults, empty = signing.loads(text, salt=_salt(user), max_age=KEPT_FOR)
    except signing.BadSignature:
        raise Refused(PREVIEW_OVER) from None
    return Read(rows, [Fault(row, column, Text(de, en)) for row, column, de, en in faults], empty)


def _salt(user: User) -> str:
    return f"perspektiv.outcomes.list:{user.pk}"


def _faults(plan: Plan) -> HttpResponse:
    rows: list[Any] = [(str(fault.row), fault.column, _said(fault.sentence)) for fault in plan.told]
    content = table_csv((pgettext("of a file", "Row"), _("Column"), _("What is wrong")), rows)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fehler.csv"'
    return response


def _said(text: Text) -> str:
    return text.en if translation.get_language() == "en" else text.de


NO_FILE = Text("Bitte wählen Sie zuerst die Datei aus.", "Please choose the file first.")
PREVIEW_OVER = Text(
    "Die Vorschau ist älter als eine Stunde. Bitte schicken Sie die Liste noch einmal.",
    "The preview is older than an hour. Please send the list once more.",
)
