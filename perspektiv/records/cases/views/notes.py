"""Notes: written while one talks or right after, saved while one types."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.cases.actions.notes import save_note as save
from perspektiv.records.cases.forms.file import NoteForm
from perspektiv.records.cases.models import Note
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.cases.views.locked import behind_the_lock
from perspektiv.records.people.compartment import may_keep_notes, may_read_counselling, who_else_reads
from perspektiv.records.people.models import Participant

PAGE = 30


@require_safe
@needs(Permission.KEEP_NOTES, Permission.BREAK_GLASS)
@behind_the_lock("notes", Permission.KEEP_NOTES)
def notes(request: SignedIn, participant: Participant) -> HttpResponse:
    """All notes, the newest first, and one to write: that of ``?appointment=``, that of ``?note=``, or a new one.

    Whoever handed the case on finds only their own notes, to finish them.
    """
    return _page(request, participant, _to_write(signed_in(request), participant, request.GET))


@require_POST
@needs(Permission.KEEP_NOTES)
def save_note(request: SignedIn, id: UUID) -> HttpResponse:
    """Called by itself while somebody types, and once more when they are done."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.KEEP_NOTES, id)
    form = NoteForm(request.POST)
    by_itself = bool(getattr(request, "htmx", False))
    if not form.is_valid():
        return _not_kept(request, participant, form, by_itself)
    own = Note.objects.filter(participant=participant, author=user)
    _must_be_theirs(participant, own, form.cleaned_data["appointment"])
    try:
        note = save(by=user, participant=participant, **_decided(own, form.cleaned_data, request.POST))
    except ChangedMeanwhile as meanwhile:
        return _not_kept(request, participant, form, by_itself, meanwhile.stored)
    if by_itself:
        return render(request, "cases/file/note_saved.html", {"note": note, "version": note.version if note else 0})
    return redirect("cases:notes", id)


def _decided(own: QuerySet[Note], sent: dict[str, Any], choice: QueryDict) -> dict[str, Any]:
    """What is saved after two texts were shown: one's own, or both one after the other. Else what was typed."""
    keep, known = choice.get("keep"), sent_number(choice.get("stored_version"))
    stored_id = _uuid(choice.get("stored_id"))
    stored = own.filter(pk=stored_id).first() if stored_id else None
    if stored is None or keep not in ("mine", "both") or not known:
        return sent
    words = f"{stored.words.rstrip()}\n\n{sent['words']}" if keep == "both" else sent["words"]
    return {**sent, "id": stored.pk, "version": known, "words": words}


def _not_kept(
    request: SignedIn, participant: Participant, form: NoteForm, by_itself: bool, stored: object = None
) -> HttpResponse:
    """Nothing was overwritten: what is stored is shown beside what was typed."""
    if by_itself:
        context = {"stored": stored, "version": form["version"].value(), "form": form}
        return render(request, "cases/file/note_not_saved.html", context)
    return _page(request, participant, form, stored, status=409)


def _page(
    request: SignedIn, participant: Participant, form: NoteForm, stored: object = None, status: int = 200
) -> HttpResponse:
    user = signed_in(request)
    kept = Note.objects.filter(participant=participant).select_related("author")
    reads_all = may_read_counselling(user, participant)
    if not reads_all:
        kept = kept.filter(author=user)
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    written = str(form["id"].value())
    context = {
        "participant": participant,
        "tab": "notes",
        "form": form,
        "stored": stored,
        "writing": next((note for note in page if str(note.pk) == written), None),
        "notes": [note for note in page if str(note.pk) != written and note.words.strip()],
        "page": page,
        "writes": may_keep_notes(user, participant),
        "handed_on": not reads_all,
        "readers": who_else_reads(user, participant),
    }
    return render(request, "cases/file/notes.html", context, status=status)


def _to_write(user: User, participant: Participant, asked: QueryDict) -> NoteForm:
    own = Note.objects.filter(participant=participant, author=user)
    appointment, note = _uuid(asked.get("appointment")), _uuid(asked.get("note"))
    found = None
    if appointment:
        _must_be_theirs(participant, own, appointment)
        found = own.filter(appointment=appointment).first()
    elif note:
        found = own.filter(pk=note).first()
    if found:
        names = ("id", "version", "appointment", "words", "about_on")
        return NoteForm(initial={name: getattr(found, name) for name in names})
    day = _day(asked.get("day", ""))
    return NoteForm(initial={"id": uuid4(), "version": 0, "appointment": appointment, "about_on": day})


def _must_be_theirs(participant: Participant, own: QuerySet[Note], appointment: UUID | None) -> None:
    """404 for what is no appointment of the participant; a note begun goes on, though its booking was taken back."""
    if not appointment or participant.appointments.filter(pk=appointment).exists():
        return
    if not own.filter(appointment=appointment).exists():
        raise Http404


def _uuid(sent: str | None) -> UUID | None:
    try:
        return UUID(sent or "")
    except ValueError:
        return None


def _day(sent: str) -> date:
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return timezone.localdate()
