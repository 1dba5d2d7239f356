"""Drafts: what is typed into a form is kept every second, and given back when the form is opened again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from perspektiv.records.access.actions.drafts import discard_draft, draft_of, keep_draft
from perspektiv.records.access.admission import signed_in
from perspektiv.records.access.models import Draft


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@login_required
def draft(request: HttpRequest, form: str) -> HttpResponse:
    """One's own draft of a form: read, keep, throw away. Nobody else has a way to it."""
    user = signed_in(request)
    if request.method == "DELETE":
        discard_draft(by=user, form=form)
        return HttpResponse(status=204)
    if request.method == "POST":
        kept = keep_draft(by=user, form=form, content=request.POST.get("content", ""))
        return JsonResponse({"sentence": _("Draft saved %(time)s") % {"time": _clock(kept)}})
    found = draft_of(user, form)
    if found is None:
        return HttpResponse(status=204)
    sentence = _("Your draft of %(time)s is back") % {"time": _clock(found)}
    return JsonResponse({"content": found.content, "sentence": sentence})


def _clock(draft: Draft) -> str:
    return time_format(timezone.localtime(draft.saved_at), "H:i")
