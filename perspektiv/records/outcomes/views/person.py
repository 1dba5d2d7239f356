"""All outcomes of one person, with their sources: add, correct, take away."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.outcomes.actions import keeping
from perspektiv.records.outcomes.due import follow_up_of
from perspektiv.records.outcomes.forms import EntryForm, form_for, known_kinds
from perspektiv.records.outcomes.listing import rows_of
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart, Source
from perspektiv.records.outcomes.views.answering import told
from perspektiv.records.outcomes.views.desk import chosen, remember_source, said_by
from perspektiv.records.outcomes.views.undoing import offer_undo
from perspektiv.records.people.forms import differing, refuse
from perspektiv.records.people.models import Participant
from perspektiv.records.people.words_of_the_trail import last_change

KINDS: dict[str, Any] = {"arbeit": JobStart, "massnahme": FollowOnMeasure, "antwort": FollowUp}


@require_safe
@needs(Permission.FOLLOW_UP)
def of_person(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.FOLLOW_UP, id)
    if participant.merged_into_id:
        return redirect("outcomes:of_person", participant.merged_into_id)
    remember_source(request)
    case = follow_up_of(participant.pk, participant.centre_id, timezone.localdate())
    record(by=user, what="follow_up.read", subject=participant, person=participant.pk)
    context = {
        "participant": participant,
        "tab": "follow_up",
        "row": rows_of([case])[0] if case else None,
        "job_starts": JobStart.objects.filter(participant=participant).order_by("-started_on"),
        "measures": FollowOnMeasure.objects.filter(participant=participant).order_by("-started_on"),
        "answers": FollowUp.objects.filter(participant=participant),
        "sources": Source.choices,
        "source": said_by(request),
        "source_chosen": chosen(request),
        "kinds": known_kinds([participant.centre_id]),
        "new_start": uuid4(),
        "new_measure": uuid4(),
    }
    return render(request, "outcomes/of_person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.FOLLOW_UP)
def correct(request: SignedIn, kind: str, id: UUID) -> HttpResponse:
    user = signed_in(request)
    outcome = _fetched(user, kind, id)
    form = form_for(outcome, request.POST or None)
    stale = False
    if request.method == "POST" and form.is_valid():
        version = sent_number(request.POST.get("version"))
        before = keeping.as_it_is(outcome, after=version + 1)
        try:
            changed = form.correct(by=user, outcome=outcome, version=version)  # type: ignore[arg-type]
        except ChangedMeanwhile:
            stale = True
            outcome = _fetched(user, kind, id)
        except Refused as refused:
            refuse(form, refused)
        else:
            offer_undo(request, _("Corrected: %s") % told(changed), outcome.participant_id, before)
            return redirect("outcomes:of_person", outcome.participant_id)
    else:
        record(by=user, what="follow_up.read", subject=outcome, person=outcome.participant_id)
    return _page(request, form, outcome, kind, stale)


def _page(request: SignedIn, form: EntryForm, outcome: keeping.Outcome, kind: str, stale: bool) -> HttpResponse:
    stored = {name: getattr(outcome, name) for name in form.fields}
    context = {
        "participant": outcome.participant,
        "tab": "follow_up",
        "form": form,
        "outcome": outcome,
        "kind": kind,
        "told": told(outcome),
        "kinds": known_kinds([outcome.centre_id]),
        "stale": stale,
        "differing": list(differing(form, stored)) if stale else [],
        "by": last_change(outcome, f"outcomes.{keeping.NAMES[type(outcome)]}_corrected") if stale else None,
    }
    return render(request, "outcomes/correct.html", context, status=409 if stale else 422 if form.errors else 200)


@require_POST
@needs(Permission.FOLLOW_UP)
def remove(request: SignedIn, kind: str, id: UUID) -> HttpResponse:
    """What was entered by mistake goes, with undo."""
    user = signed_in(request)
    outcome = _fetched(user, kind, id)
    before = keeping.as_it_is(outcome, after=0)
    participant_id, sentence = outcome.participant_id, _("Removed: %s") % told(outcome)
    keeping.remove(by=user, outcome=outcome, version=sent_number(request.POST.get("version")))
    offer_undo(request, sentence, participant_id, before)
    return redirect("outcomes:of_person", participant_id)


def _fetched(user: User, kind: str, id: UUID) -> keeping.Outcome:
    if kind not in KINDS:
        raise Http404
    found: keeping.Outcome = fetch(
        KINDS[kind].objects.select_related("participant"),
        user,
        Permission.FOLLOW_UP,
        id,
    )
    return found
