"""What was written to whom, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, way_back
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.letters.actions.messages import send_again, withdraw
from perspektiv.records.letters.listing import TROUBLED, Filter, counts, found
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.letters.papers import letters_pdf
from perspektiv.records.letters.previews import Words, preview
from perspektiv.records.letters.views.framing import shows_frames

WRITE = Permission.WRITE
PAGE = 50
GROUP_NAMES = {
    "trouble": gettext_lazy("To be looked at"),
    "waiting": gettext_lazy("waiting"),
    "to_print": gettext_lazy("to be printed"),
    "done": gettext_lazy("sent or printed"),
    "stopped": gettext_lazy("not sent"),
}


@require_safe
@needs(WRITE)
def log(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    wanted = Filter.of(request.GET)
    mine = Message.objects.with_permission(user, WRITE)
    page = Paginator(found(mine, wanted), PAGE).get_page(request.GET.get("page"))
    numbers = counts(mine)
    record(by=user, what="messages.read", subject=user, centre=next(iter(user.centres()), None))
    context = {
        "wanted": wanted,
        "page": page,
        "to_print": numbers["to_print"],
        "groups": [(key, name, wanted.query(state=key), numbers[key]) for key, name in GROUP_NAMES.items()],
        "all_groups": wanted.query(state=""),
        "channels": [(channel, channel.label, wanted.query(channel=channel)) for channel in Channel],
        "all_channels": wanted.query(channel=""),
        "troubled": TROUBLED,
        "may_manage": user.may(Permission.MANAGE_LETTERS),
    }
    return render(request, "letters/log.html", context)


@shows_frames
@require_safe
@needs(WRITE)
def message(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    one = _fetched(request, id)
    record(by=user, what="message.read", subject=one, person=one.participant_id)
    context = {
        "message": one,
        "may_send_again": one.state in TROUBLED,
        "may_withdraw": one.state in (Message.State.WAITING, Message.State.TO_PRINT, Message.State.FAILED),
    }
    return render(request, "letters/message.html", context)


@require_safe
@needs(WRITE)
def preview_message(request: SignedIn, id: UUID) -> HttpResponse:
    """As it went out, or will."""
    one = _fetched(request, id)
    words = Words(one.channel, one.subject, one.body, one.language, one.purpose)
    return preview(words, one.centre, address=one.address, opt_out="#" if one.participant_id else "")


@require_safe
@needs(WRITE)
def paper(request: SignedIn, id: UUID) -> HttpResponse:
    """One letter as PDF."""
    one = _fetched(request, id)
    if one.channel != Channel.LETTER or not one.address:
        raise Http404
    record(by=signed_in(request), what="message.read", subject=one, person=one.participant_id)
    return HttpResponse(letters_pdf([one]), content_type="application/pdf")


@require_POST
@needs(WRITE)
def again(request: SignedIn, id: UUID) -> HttpResponse:
    one = _fetched(request, id)
    sent = send_again(by=signed_in(request), message=one, version=sent_number(request.POST.get("version")))
    if sent.state == Message.State.FAILED:
        messages.error(request, _("It still cannot be sent."))
    else:
        messages.success(request, _("It goes out once more."))
    return redirect(way_back(request) or "letters:log")


@require_POST
@needs(WRITE)
def stop(request: SignedIn, id: UUID) -> HttpResponse:
    """While it waits, it can be taken back."""
    one = _fetched(request, id)
    if withdraw(by=signed_in(request), key=one.key, centre=one.centre):
        messages.success(request, _("Taken back. Nothing was sent."))
    else:
        messages.error(request, _("It has gone out already."))
    return redirect(way_back(request) or "letters:log")


def _fetched(request: SignedIn, id: UUID) -> Message:
    all_of_it = Message.objects.select_related("participant", "jobcoach", "centre", "template")
    return fetch(all_of_it, signed_in(request), WRITE, id)
