"""The anonymous survey, as staff see it: cards to hand out, and how many answered in quarters that are over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.feedback.actions.survey import make_codes
from perspektiv.records.feedback.models import AnonymousText, Instrument, InstrumentVersion
from perspektiv.records.feedback.papers.cards import A_SHEET, cards_pdf
from perspektiv.records.feedback.survey_state import surveys_of

HANDS_OUT, READS = Permission.HAND_OUT_CODES, Permission.CHECK_TEXTS
SHEETS = (1, 2, 5, 10)


@require_safe
@needs(HANDS_OUT, READS)
def surveys(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centres = user.centres_with(HANDS_OUT, Scope.CENTRE) | user.centres_with(READS, Scope.CENTRE)
    unread = AnonymousText.objects.with_permission(user, READS).filter(state=AnonymousText.State.UNCHECKED)
    context = {
        "surveys": surveys_of(Instrument.objects.filter(centre__in=centres)),
        "hands_out": user.may(HANDS_OUT),
        "reads": user.may(READS),
        "unread": unread.count(),
        "sheets": [(sheets, sheets * A_SHEET) for sheets in SHEETS],
    }
    return render(request, "feedback/survey/surveys.html", context)


@require_POST
@needs(HANDS_OUT)
def cards(request: SignedIn, id: UUID) -> HttpResponse:
    """The codes stand on this paper and nowhere else: what is stored does not lead back to them."""
    user = signed_in(request)
    version = fetch(InstrumentVersion.objects.select_related("instrument", "centre"), user, HANDS_OUT, id)
    sheets = request.POST.get("sheets", "")
    count = A_SHEET * (int(sheets) if sheets.isdecimal() and int(sheets) in SHEETS else SHEETS[0])
    response = HttpResponse(
        cards_pdf(version.centre, make_codes(by=user, version=version, count=count)), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'attachment; filename="Umfrage-Karten.pdf"'
    return response
