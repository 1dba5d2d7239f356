"""Letters that wait for the printer: all in one PDF, marked as printed in one click, with undo."""

from itertools import groupby
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.letters.actions.printing import mark_printed, take_back_printed
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.letters.models.message import Messages
from perspektiv.records.letters.papers import letters_pdf

WRITE = Permission.WRITE
UNDO = "letters_printed"
KEPT = 5
OVER = Text("Das lässt sich hier nicht mehr zurücknehmen.", "This can no longer be undone here.")


@require_safe
@needs(WRITE)
def to_print(request: SignedIn) -> HttpResponse:
    """By purpose, so that the cancellations of one ill counsellor are one click."""
    user = signed_in(request)
    waiting = list(_waiting(user).select_related("participant"))
    record(by=user, what="letters_to_print.read", subject=user, centre=next(iter(user.centres()), None))
    groups = [
        (Purpose(purpose), list(letters)) for purpose, letters in groupby(waiting, key=lambda letter: letter.purpose)
    ]
    printed = Message.objects.with_permission(user, WRITE).filter(state=Message.State.PRINTED)
    context = {
        "groups": groups,
        "waiting": waiting,
        "printed": printed.select_related("participant").order_by("-done_at")[:10],
    }
    return render(request, "letters/to_print.html", context)


@require_safe
@needs(WRITE)
def papers(request: SignedIn) -> HttpResponse:
    """All that wait, or those of one purpose, in one PDF."""
    user = signed_in(request)
    letters = list(_of_purpose(_waiting(user), request.GET.get("purpose", "")).select_related("centre"))
    if not letters:
        messages.info(request, _("No letter waits"))
        return redirect("letters:to_print")
    for letter in letters:
        record(by=user, what="message.read", subject=letter, person=letter.participant_id)
    answer = HttpResponse(letters_pdf(letters), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="briefe.pdf"'
    return answer


@require_POST
@needs(WRITE)
def printed(request: SignedIn) -> HttpResponse:
    """Those that the page showed; a letter that came meanwhile still waits."""
    user = signed_in(request)
    shown = [id for typed in request.POST.getlist("letter") if (id := _id(typed))]
    mine = _waiting(user).filter(pk__in=shown).values_list("pk", flat=True)
    done = mark_printed(by=user, letters=list(mine))
    if done:
        token = str(uuid4())
        request.session[UNDO] = [*request.session.get(UNDO, []), [token, [str(id) for id in done]]][-KEPT:]
        sentence = ngettext("%(n)s letter printed.", "%(n)s letters printed.", len(done)) % {"n": len(done)}
        messages.success(request, sentence, extra_tags=f"undo:{reverse('letters:not_printed', args=[token])}")
    return redirect("letters:to_print")


@require_POST
@needs(WRITE)
def not_printed(request: SignedIn, token: UUID) -> HttpResponse:
    user, kept = signed_in(request), request.session.get(UNDO, [])
    mine = next((entry for entry in kept if entry[0] == str(token)), None)
    if mine is None:
        raise Refused(OVER)
    allowed = Message.objects.with_permission(user, WRITE).filter(pk__in=mine[1]).values_list("pk", flat=True)
    take_back_printed(by=user, letters=list(allowed))
    request.session[UNDO] = [entry for entry in kept if entry is not mine]
    messages.success(request, _("Taken back."))
    return redirect("letters:to_print")


def _waiting(user: User) -> Messages:
    waiting = Message.objects.with_permission(user, WRITE).filter(state=Message.State.TO_PRINT)
    return waiting.order_by("purpose", "created_at", "id")


def _of_purpose(letters: Messages, purpose: str) -> Messages:
    return letters.filter(purpose=purpose) if purpose in Purpose.values else letters


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
