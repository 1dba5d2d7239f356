"""The reports of a centre: a list, and each file to be taken away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.desk.reports import reports_of


@require_safe
@needs(Permission.SEE_FIGURES)
def reports(request: SignedIn) -> HttpResponse:
    centres = _centres(request)
    listed = [(centre, reports_of(centre)) for centre in centres]
    return render(request, "desk/reports.html", {"listed": listed, "any": any(found for _, found in listed)})


@require_safe
@needs(Permission.SEE_FIGURES)
def report(request: SignedIn, centre: str, report: str, file: str) -> HttpResponse:
    """One file, found only among those that are listed. It is no page of ours: nothing in it may run here."""
    known = next((each for each in _centres(request) if each.key == centre), None)
    made = [each for each in (reports_of(known) if known else []) if each.name == report]
    files = [each for one in made for each in one.files if each.name == file]
    if not files:
        raise Http404
    answer = HttpResponse(files[0].path.read_bytes(), content_type=files[0].content_type)
    named = content_disposition_header(as_attachment=True, filename=report + files[0].path.suffix)
    answer.headers["Content-Disposition"] = str(named)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _centres(request: SignedIn) -> list[Centre]:
    seen = signed_in(request).centres_with(Permission.SEE_FIGURES, Scope.CENTRE)
    return list(Centre.objects.filter(pk__in=seen).order_by("name"))
