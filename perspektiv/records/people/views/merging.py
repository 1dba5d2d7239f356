"""Two files of one person: found, compared side by side, made one, and taken apart again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.language import Text
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.people.actions.merges import merge, pointing_at_participants, unmerge
from perspektiv.records.people.collisions import collisions
from perspektiv.records.people.duplicates import Person, duplicates
from perspektiv.records.people.forms import displayed, sent_id
from perspektiv.records.people.models import Merge, Participant
from perspektiv.records.people.search import find


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MERGE_PEOPLE)
def merge_people(request: SignedIn, id: UUID) -> HttpResponse:
    """First who the other is, then both beside each other and which file stays."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.MERGE_PEOPLE, id)
    other = _other(request, user)
    if request.method == "POST" and other:
        return _merged(request, participant, other)
    record(by=user, what="merge.read", subject=participant, person=participant.id)
    if other is None:
        words = request.GET.get("q", "")
        found = [each for each in find(user, words, 12) if each != participant]
        likely = duplicates(participant.centre, _as_person(participant), but_not=participant.pk)
        context = {"participant": participant, "words": words, "found": found, "candidates": likely}
        page = "people/merge_found.html" if request.headers.get("HX-Request") else "people/merge_choose.html"
        return render(request, page, context)
    record(by=user, what="merge.read", subject=other, person=other.id)
    both = collisions(participant, other)
    sides = sorted((participant, other), key=lambda each: each.created_at)
    context = {
        "participant": participant,
        "other": other,
        "sides": [(side, _records(side)) for side in sides],
        "rows": _beside(*sides),
        "collisions": [(_said(each.what), _said(each.becomes), each.bars) for each in both],
        "barred": any(each.bars for each in both),
        "id": sent_id(),
    }
    return render(request, "people/merge_compare.html", context)


@require_POST
@needs(Permission.MERGE_PEOPLE)
def unmerge_people(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    undone = unmerge(by=user, merge=fetch(Merge.objects.all(), user, Permission.MERGE_PEOPLE, id))
    messages.success(request, _("The files are two again."))
    return redirect("people:contact", undone.kept_id)


def _other(request: SignedIn, user: User) -> Participant | None:
    """The other file, if one is chosen that the user may merge."""
    asked = request.POST.get("other") or request.GET.get("mit") or ""
    try:
        chosen = UUID(asked)
    except ValueError:
        return None
    return fetch(Participant.objects.all(), user, Permission.MERGE_PEOPLE, chosen)


def _merged(request: SignedIn, participant: Participant, other: Participant) -> HttpResponse:
    kept, merged = (other, participant) if request.POST.get("keep") == str(other.pk) else (participant, other)
    done = merge(by=signed_in(request), kept=kept, merged=merged, id=sent_id(request.POST.get("id")))
    undo = reverse("people:unmerge", args=[done.pk])
    sentence = _("File %(merged)s is now part of file %(kept)s.")
    numbers = {"merged": merged.file_number, "kept": kept.file_number}
    messages.success(request, sentence % numbers, extra_tags=f"undo:{undo}")
    return redirect("people:contact", kept.pk)


def _said(text: Text) -> str:
    return text.en if translation.get_language() == "en" else text.de


def _as_person(participant: Participant) -> Person:
    return Person(
        participant.given_name,
        participant.family_name,
        participant.birth_date,
        participant.birth_year,
        participant.customer_number,
    )


def _records(participant: Participant) -> int:
    """How many records of all rooms hang on a file."""
    return sum(
        field.model._default_manager.filter(**{field.name: participant}).count() for field in pointing_at_participants()
    )


def _beside(one: Participant, other: Participant) -> list[tuple[str, str, str]]:
    """Label and both values."""
    return [(label, mine, theirs) for (label, mine), (_, theirs) in zip(displayed(one), displayed(other), strict=True)]
