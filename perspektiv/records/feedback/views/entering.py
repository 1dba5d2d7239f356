"""Paper forms typed in by their code, one after the other, by the keyboard. What was answered is not shown again."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.guessing import guessed_too_often
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.feedback.actions.invitations import of_code
from perspektiv.records.feedback.actions.responses import answer
from perspektiv.records.feedback.asking import questions_of
from perspektiv.records.feedback.filling import Filling, read
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import Invitation
from perspektiv.records.feedback.words import said, written_in
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES

ENTER = Permission.ENTER_FEEDBACK
MOST = 20
"""Wrong codes a minute of one person, before they are told to wait."""
OPEN_FOR = 12 * 3600
_SALT = "perspektiv.feedback.entry"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ENTER)
def enter(request: SignedIn) -> HttpResponse:
    """The code is sent, never part of an address: it would let whoever reads a log answer."""
    if request.method != "POST":
        return render(request, "feedback/paper/enter.html", {})
    typed, user = request.POST.get("code", ""), signed_in(request)
    invitation = of_code(typed)
    if invitation is None or not _may_enter(user, invitation):
        often = guessed_too_often("wrong-code", str(user.pk), MOST)
        fault = _("Please wait a minute, then check the code.") if often else _("There is no form with this code.")
        return _refused(request, typed, fault, 429 if often else 422)
    if invitation.answered_at:
        return _refused(request, typed, _("This form has been filled in already."), 409)
    if invitation.declined_at or invitation.why_not:
        return _refused(request, typed, _("The person does not want to fill in this form."), 409)
    return _typing(request, invitation, Filling())


@require_POST
@needs(ENTER)
def enter_answers(request: SignedIn) -> HttpResponse:
    invitation = _of_key(request)
    if invitation is None:
        return _refused(request, "", _("This page lay open for too long. Please type the code again."), 409)
    filling = read(invitation.version_of.items.all(), request.POST)
    day = _day(request.POST.get("filled_on", ""))
    if filling.faults or filling.empty or day is None:
        fault = (
            "" if filling.faults else form_words(FALLBACK)["nothing"] if filling.empty else _("Please check the day.")
        )
        return _typing(request, invitation, filling, fault=fault, day=day, status=422)
    written = written_in(invitation.version_of.words, "name")
    language = request.POST.get("language", "")
    try:
        response = answer(
            by=signed_in(request),
            invitation=invitation,
            numbers=filling.numbers,
            texts=filling.texts,
            language=language if language in written else FALLBACK,
            shared=filling.shared,
            entered_by=signed_in(request),
            filled_on=day,
        )
    except Refused as refused:
        return _typing(request, invitation, filling, fault=str(refused.sentence), day=day, status=409)
    late = _("Kept. It counts from today on: the quarter of this day is told already. The next form?")
    messages.success(request, _("Kept. The next form?") if response.submitted_on == day else late)
    return redirect("feedback:enter")


def _typing(
    request: SignedIn,
    invitation: Invitation,
    filling: Filling,
    *,
    fault: str = "",
    day: date | None = None,
    status: int = 200,
) -> HttpResponse:
    """In German, as the assistant reads it; the order is that of the sheet."""
    version = invitation.version_of
    chosen = request.POST.get("language") or invitation.participant.language
    context = {
        "key": signing.dumps([invitation.pk.hex, signed_in(request).pk.hex], salt=_SALT),
        "questions": questions_of(version, FALLBACK, filling),
        "form_words": form_words(FALLBACK),
        "language": FALLBACK,
        "name": said(version.words, FALLBACK, "name"),
        "languages": [(one, LANGUAGES[one], one == chosen) for one in written_in(version.words, "name")],
        "fault": fault,
        "day": day or timezone.localdate(),
        "first_day": invitation.due_on,
        "today": timezone.localdate(),
    }
    return render(request, "feedback/paper/typing.html", context, status=status)


def _day(typed: str) -> date | None:
    """Today where none is said."""
    try:
        return parse_date(typed) if typed else timezone.localdate()
    except ValueError:
        return None


def _refused(request: SignedIn, typed: str, fault: str, status: int) -> HttpResponse:
    return render(request, "feedback/paper/enter.html", {"typed": typed[:40], "fault": fault}, status=status)


def _of_key(request: SignedIn) -> Invitation | None:
    """The form that this user opened by its code."""
    user = signed_in(request)
    try:
        id, opened_by = signing.loads(request.POST.get("key", ""), salt=_SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError):
        return None
    found = Invitation.objects.with_permission(user, ENTER).filter(pk=UUID(hex=id))
    if opened_by != user.pk.hex:
        return None
    return found.select_related("version_of__instrument", "participant").first()


def _may_enter(user: User, invitation: Invitation) -> bool:
    return Invitation.objects.with_permission(user, ENTER).filter(pk=invitation.pk).exists()
