"""Pages of import and export."""

import csv
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.exchange import beside
from perspektiv.exchange.forms import MatchingForm, UploadForm
from perspektiv.exchange.harmless import harmless
from perspektiv.exchange.importing import NotImported, planned
from perspektiv.exchange.planning import Plan
from perspektiv.exchange.steps import Difference
from perspektiv.exchange.telling import NAMES, field_name, strangers_text, table_name
from perspektiv.exchange.uploads import Stage, Upload, receive
from perspektiv.exchange.uploads import faults as kept_faults
from perspektiv.language import Text
from perspektiv.package import Package, open_package
from perspektiv.records.access.admission import needs, signed_in
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope

LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_EXPORT)
def start(request: HttpRequest) -> HttpResponse:
    """Send a package."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = receive(signed_in(request), form.cleaned_data["package"], form.cleaned_data["contacts"])
        except Refused as refused:
            form.add_error("package", spoken(refused.sentence))
        else:
            return redirect("exchange:preview", upload.id)
    status = 200 if request.method != "POST" else 422
    return render(request, "exchange/start.html", {"tab": "import", "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_EXPORT)
def preview(request: HttpRequest, id: UUID) -> HttpResponse:
    """What would be imported, and importing it."""
    user = signed_in(request)
    upload = Upload.of(user, id)
    if upload.stage in (Stage.RUNNING, Stage.DONE):
        return render(request, f"exchange/{upload.stage}.html", _of(upload))
    if upload.stage is Stage.FAULTY:
        return render(request, "exchange/faulty.html", _of(upload))
    with open_package(upload.package) as package:
        form = MatchingForm(package, _centres(user), request.POST or None)
        if request.POST.get("do") == "import" and form.is_valid():
            beside.start(upload, by=user, wishes=form.wishes())
            return redirect("exchange:preview", upload.id)
        return _shown(request, upload, package, form)


def _shown(request: HttpRequest, upload: Upload, package: Package, form: MatchingForm) -> HttpResponse:
    try:
        plan = planned(package, upload.contacts, form.wishes())
    except NotImported as faulty:
        upload.say(stage=Stage.FAULTY, **kept_faults(faulty.findings))
        return render(request, "exchange/faulty.html", _of(upload))
    except Refused as refused:
        return render(
            request, "exchange/preview.html", {**_of(upload), "form": form, "refused": spoken(refused.sentence)}
        )
    differences = _differences(plan)
    found = {
        "form": form,
        "package": package,
        "steps": _steps(plan),
        "into": next(iter(form.only_centre.values()), None),
        "strangers": spoken(strangers_text(plan.strangers)) if plan.strangers else "",
        "told": [spoken(text) for text in plan.told],
        "contacts": plan.people.contacts,
        "filled": len(plan.people.filled),
        "not_kept": [(spoken(NAMES[table.resource]), n) for table, n in plan.not_kept.items()],
        "differences": [(*_said(d), d.row, d.key) for d in differences[:LISTED]],
        "difference_count": len(differences),
        "new": sum(len(step.new) for step in plan.steps) + len(plan.people.filled),
    }
    return render(request, "exchange/preview.html", {**_of(upload), **found})


@require_safe
@needs(Permission.IMPORT_EXPORT)
def progress(request: HttpRequest, id: UUID) -> HttpResponse:
    """How far an import is; the whole page again once it is over."""
    upload = Upload.of(signed_in(request), id)
    response = render(request, "exchange/progress.html", _of(upload))
    if upload.stage is not Stage.RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_safe
@needs(Permission.IMPORT_EXPORT)
def faults(request: HttpRequest, id: UUID) -> HttpResponse:
    """All faults as a file for those who mend them; of a package without any, what differs from the records."""
    user = signed_in(request)
    upload = Upload.of(user, id)
    rows: Iterable[tuple[Any, ...]]
    if upload.stage is Stage.FAULTY:
        rows = [_fault_row(fault) for fault in upload.said["faults"]]
    elif upload.stage is Stage.READY:
        with open_package(upload.package) as package:
            plan = planned(package, upload.contacts, MatchingForm(package, _centres(user)).wishes())
        rows = [_difference_row(difference) for difference in _differences(plan)]
    else:
        rows = []
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fehler.csv"'
    writer = csv.writer(response, delimiter=";", lineterminator="\r\n")
    writer.writerow((_("File name"), _("Row of the file"), _("Column"), _("Key"), _("What is wrong")))
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return response


@require_POST
@needs(Permission.IMPORT_EXPORT)
def discard(request: HttpRequest, id: UUID) -> HttpResponse:
    """Forget what was sent."""
    upload = Upload.of(signed_in(request), id)
    if upload.stage is not Stage.RUNNING:
        upload.discard()
    return redirect("exchange:import")


@require_safe
@needs(Permission.IMPORT_EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """How everything is brought out: by command, since four eyes on this page are still to come."""
    return render(request, "exchange/export.html", {"tab": "export", "centres": _centres(signed_in(request))})


def _centres(user: User) -> list[Centre]:
    """The centres into which the user may import."""
    return list(Centre.objects.filter(id__in=user.centres_with(Permission.IMPORT_EXPORT, Scope.CENTRE)).order_by("key"))


def _of(upload: Upload) -> dict[str, Any]:
    """What every page of an upload shows."""
    said = upload.said
    return {
        "tab": "import",
        "id": upload.id,
        "name": said["name"],
        "refused": spoken(Text(**said["refused"])) if said.get("refused") else "",
        "assumed": [spoken(Text(**text)) for text in said.get("assumed", [])],
        "faults": [{**f, "sentence": spoken(Text(**f["sentence"]))} for f in said.get("faults", [])[:LISTED]],
        "fault_count": said.get("fault_count", 0),
        "done": said.get("done", 0),
        "of": said.get("of", 1),
        "label": spoken(Text(**said["label"])) if said.get("label") else "",
        "counts": [(spoken(NAMES[name]), *counts) for name, *counts in said.get("counts", [])],
        "filled": said.get("filled", 0),
    }


def _steps(plan: Plan) -> list[tuple[str, int, int, int]]:
    return [(spoken(NAMES[s.table.resource]), len(s.new), s.known, s.differing) for s in plan.steps]


def _differences(plan: Plan) -> list[Difference]:
    return [*plan.differences, *plan.contact_differences]


def _said(difference: Difference) -> tuple[str, str]:
    """Table and field, in words. What the records say of a person is never shown here."""
    return spoken(table_name(difference)), spoken(field_name(difference))


def _difference_row(difference: Difference) -> tuple[Any, ...]:
    table, field = _said(difference)
    return table, difference.row, field, difference.key, _("The records say something else.")


def _fault_row(fault: dict[str, Any]) -> tuple[Any, ...]:
    return fault["file"], fault["row"] or "", fault["column"] or "", "", spoken(Text(**fault["sentence"]))


def spoken(text: Text) -> str:
    """A sentence in the language of the page."""
    return text.en if translation.get_language() == "en" else text.de
