"""Documents of the participant: put on the file, downloaded, removed. Nothing of them is ever shown in a page."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases import filing
from perspektiv.records.cases.actions import documents as actions
from perspektiv.records.cases.forms.file import DocumentForm
from perspektiv.records.cases.kinds_of_file import LARGEST, TOO_LARGE
from perspektiv.records.cases.models import Document
from perspektiv.records.cases.views.answers import said
from perspektiv.records.cases.views.locked import behind_the_lock, may_write, openable
from perspektiv.records.people.compartment import may_read_counselling, who_else_reads
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant

SHOWN_AFTER_REMOVAL = timedelta(days=30)
"""How long the page still offers to bring a document back."""


@require_safe
@needs(Permission.SEE_COUNSELLING, Permission.BREAK_GLASS)
@behind_the_lock("documents")
def documents(request: SignedIn, participant: Participant) -> HttpResponse:
    return _page(request, participant)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def add_document(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_COUNSELLING, id)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > LARGEST:
                raise Refused(TOO_LARGE)
            actions.add(
                by=user,
                participant=participant,
                kind=Document.Kind(form.cleaned_data["kind"]),
                name=file.name,
                content=file.read(),
                id=sent_id(request.POST.get("id")),
            )
        except Refused as refused:
            form.add_error("file", said(refused))
        else:
            messages.success(request, _("The document is on the file."))
            return redirect("cases:documents", id)
    return _page(request, participant, form, status=409)


@require_safe
@needs(Permission.SEE_COUNSELLING, Permission.BREAK_GLASS)
def download_document(request: SignedIn, id: UUID) -> HttpResponse:
    """The file as it was brought, to be saved: no browser is given a chance to run or show it."""
    user = signed_in(request)
    standing = Document.objects.filter(removed_at=None).select_related("participant")
    document = openable(standing, user, id)
    if not may_read_counselling(user, document.participant):
        return redirect("people:open_case", document.participant_id)
    record(by=user, what="documents.read", subject=document, person=document.participant_id)
    response = HttpResponse(filing.get(document.file), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=document.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
@needs(Permission.SEE_COUNSELLING)
def remove_document(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    document = fetch(Document.objects.all(), user, Permission.SEE_COUNSELLING, id)
    actions.remove(by=user, document=document)
    undo = reverse("cases:bring_document_back", args=(id,))
    messages.success(request, _("“%(name)s” is removed.") % {"name": document.name}, extra_tags=f"undo:{undo}")
    return redirect("cases:documents", document.participant_id)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def bring_document_back(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    document = fetch(Document.objects.all(), user, Permission.SEE_COUNSELLING, id)
    actions.bring_back(by=user, document=document)
    messages.success(request, _("“%(name)s” is on the file again.") % {"name": document.name})
    return redirect("cases:documents", document.participant_id)


def _page(
    request: SignedIn, participant: Participant, form: DocumentForm | None = None, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    kept = list(Document.objects.filter(participant=participant).select_related("added_by"))
    since = timezone.now() - SHOWN_AFTER_REMOVAL
    context = {
        "participant": participant,
        "tab": "documents",
        "documents": [one for one in kept if one.removed_at is None],
        "removed": [one for one in kept if one.removed_at and one.removed_at > since],
        "form": form or DocumentForm(),
        "new_id": uuid4(),
        "writes": may_write(user, participant),
        "readers": who_else_reads(user, participant),
    }
    return render(request, "cases/file/documents.html", context, status=status)
