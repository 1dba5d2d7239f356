"""What participants wish for, in the order of the days by which they are answered."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, View, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.selfservice.actions.wishes import settle, take_up_again
from perspektiv.records.selfservice.inbox import answered_with, wishes_for, wishes_with
from perspektiv.records.selfservice.models import Wish

ANSWERERS = (Permission.ANSWER_WISHES, Permission.ANSWER_COMPLAINTS, Permission.ANSWER_DATA_WISHES)
ABOUT = {
    Permission.ANSWER_WISHES: "date",
    Permission.ANSWER_COMPLAINTS: "complaint",
    Permission.ANSWER_DATA_WISHES: "data",
}
"""How the addresses of each are named."""
SETTLED_FOR = timedelta(days=30)
"""So long what was settled is shown, too."""
SHOWN = 30


@require_safe
@needs(*ANSWERERS)
def wishes(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    every = wishes_for(user).select_related("participant", "appointment__counsellor", "settled_by", "centre")
    open = list(every.open())
    settled = every.filter(settled_at__gt=timezone.now() - SETTLED_FOR).order_by("-settled_at")[:SHOWN]
    for wish in open:
        record(by=user, what="wishes.read", subject=wish, person=wish.participant_id)
    centres = {wish.centre_id for wish in open}
    context = {
        "open": [(wish, _address("settle", wish)) for wish in open],
        "settled": settled,
        "sees_people": {centre for centre in centres if user.may(Permission.SEE_PEOPLE, centre)},
        "may_book": {centre for centre in centres if user.may(Permission.BOOK, centre)},
    }
    return render(request, "selfservice/wishes.html", context)


def settling(permission: Permission) -> View[[UUID]]:
    """The view that settles what one right opens."""

    @require_POST
    @needs(permission)
    def settle_wish(request: SignedIn, id: UUID) -> HttpResponse:
        user, wish = signed_in(request), _wish(request, permission, id)
        version, answer = sent_number(request.POST.get("version")), request.POST.get("answer", "")
        settle(by=user, wish=wish, version=version, answer=answer)
        sentence = _("Settled. The answer goes out.") if answer.strip() else _("Settled, without a message.")
        messages.success(request, sentence, extra_tags=f"undo:{_address('take_up', wish)}")
        return redirect("selfservice:wishes")

    return settle_wish


def taking_up(permission: Permission) -> View[[UUID]]:
    """The view that takes up again what one right opens."""

    @require_POST
    @needs(permission)
    def take_up(request: SignedIn, id: UUID) -> HttpResponse:
        take_up_again(by=signed_in(request), wish=_wish(request, permission, id))
        messages.success(request, _("It is open again."))
        return redirect("selfservice:wishes")

    return take_up


def _address(verb: str, wish: Wish) -> str:
    return reverse(f"selfservice:{verb}_{ABOUT[answered_with(wish)]}", args=[wish.pk])


def _wish(request: SignedIn, permission: Permission, id: UUID) -> Wish:
    own = wishes_with(signed_in(request), permission).select_related("participant", "centre")
    found = own.filter(pk=id).first()
    if found is None:
        raise Http404
    return found
