"""The page on which counsellors offer their time, unit by unit or week by week."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.appointments.actions.offered_slots import (
    offer,
    repeat_week,
    undo_offers,
    withdraw,
    withdraw_series,
)
from perspektiv.records.appointments.counsellors import counsellors_in
from perspektiv.records.appointments.models import OfferedSlot
from perspektiv.records.appointments.moments import day_of, moment_of, monday_of
from perspektiv.records.appointments.offering import BACK, series_of, used_of, week_of
from perspektiv.records.appointments.opening import opening_of
from perspektiv.records.appointments.views.answering import go, said, when
from perspektiv.records.appointments.views.asking import named_in, uuid_of

WEEKS = timedelta(weeks=8)
"""A week is repeated so long, unless another day is chosen."""


@dataclass(frozen=True)
class Desk:
    """Whose times the page shows, and of which week."""

    centre: Centre
    counsellors: list[User]
    counsellor: User
    day: date

    @property
    def address(self) -> str:
        return f"{reverse('appointments:offers')}?day={self.day.isoformat()}&counsellor={self.counsellor.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.OFFER_SLOTS)
def offers(request: SignedIn) -> HttpResponse:
    """A tap on a unit offers it, another one withdraws it."""
    desk = _desk(request)
    if request.method != "POST":
        return _page(request, desk)
    try:
        _act(request, desk)
    except Refused as refused:
        return _page(request, desk, status=409, sentence=said(refused.sentence))
    return _page(request, desk) if getattr(request, "htmx", False) else go(desk.address)


@require_POST
@needs(Permission.OFFER_SLOTS)
def undo(request: SignedIn, action: UUID) -> HttpResponse:
    """Takes back what was just offered or withdrawn."""
    user = signed_in(request)
    slots = list(OfferedSlot.objects.with_permission(user, Permission.OFFER_SLOTS).filter(action=action))
    many = undo_offers(by=user, action=action, slots=slots)
    messages.info(request, ngettext("Taken back.", "%(n)d taken back.", many) % {"n": many})
    first = slots[0]
    day = timezone.localdate(first.starts_at)
    return go(f"{reverse('appointments:offers')}?day={day.isoformat()}&counsellor={first.counsellor_id}")


def _act(request: SignedIn, desk: Desk) -> None:
    user, fields, action = signed_in(request), request.POST, uuid4()
    if "offer" in fields:
        at = moment_of(fields["offer"])
        if at:
            offer(by=user, centre=desk.centre, counsellor=desk.counsellor, times=[at], action=action)
    elif "withdraw" in fields:
        slot = withdraw(by=user, slot=_slot(user, fields["withdraw"]), word=fields.get("word", ""), action=action)
        _offer_undo(request, _("No longer offered: %s") % when(slot.starts_at), action)
    elif "series" in fields:
        done = withdraw_series(by=user, slot=_slot(user, fields["series"]), action=action)
        sentence = ngettext("%d time withdrawn", "%d times withdrawn", len(done.slots)) % len(done.slots)
        if done.booked:
            stays = ngettext("%d is booked and stays", "%d are booked and stay", done.booked) % done.booked
            sentence = f"{sentence}; {stays}"
        _offer_undo(request, sentence, action)
    elif "repeat" in fields:
        until = day_of(fields.get("until", "")) or desk.day + WEEKS
        made = repeat_week(
            by=user,
            centre=desk.centre,
            counsellor=desk.counsellor,
            monday=monday_of(desk.day),
            until=until,
            action=action,
        )
        sentence = ngettext("%d time offered", "%d times offered", len(made)) % len(made)
        _offer_undo(request, sentence, action)


def _desk(request: SignedIn) -> Desk:
    """The chosen counsellor where one may choose, else oneself."""
    user = signed_in(request)
    fields = request.POST if request.method == "POST" else request.GET
    centre = the_centre(user, Permission.OFFER_SLOTS)
    whole = user.centres_with(Permission.OFFER_SLOTS, Scope.CENTRE)
    choosable = counsellors_in(whole) if whole else [user]
    own = user if user in choosable or not choosable else choosable[0]
    counsellor = named_in(fields.get("counsellor", ""), [*choosable, own]) or own
    return Desk(centre, choosable, counsellor, day_of(fields.get("day", "")) or timezone.localdate())


def _slot(user: User, text: str) -> OfferedSlot:
    id = uuid_of(text)
    if id is None:
        raise Http404
    return fetch(OfferedSlot.objects.all(), user, Permission.OFFER_SLOTS, id)


def _offer_undo(request: SignedIn, sentence: str, action: UUID) -> None:
    messages.success(request, sentence, extra_tags=f"undo:{reverse('appointments:undo_offers', args=[action])}")


def _page(request: SignedIn, desk: Desk, *, status: int = 200, sentence: str = "") -> HttpResponse:
    monday, today = monday_of(desk.day), timezone.localdate()
    opening = opening_of(desk.centre)
    days = week_of(desk.centre, desk.counsellor, monday, opening)
    address = f"{reverse('appointments:offers')}?counsellor={desk.counsellor.pk}&day="
    context = {
        "desk": desk,
        "mine": desk.counsellor == signed_in(request),
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "today": today,
        "days": days,
        "offered": sum(unit.slot is not None for day in days for unit in day.units),
        "series": series_of(desk.centre, desk.counsellor),
        "until": max(monday, monday_of(today)) + WEEKS + timedelta(days=4),
        "lately": used_of(desk.centre, desk.counsellor, today - BACK, today),
        "ahead": used_of(desk.centre, desk.counsellor, today, today + BACK),
        "before": address + (monday - timedelta(days=7)).isoformat(),
        "after": address + (monday + timedelta(days=7)).isoformat(),
        "now_week": address + today.isoformat(),
        "sentence": sentence,
        "asked": uuid_of(request.POST.get("withdraw", "")) if sentence else None,
    }
    found = "appointments/offers_week.html" if getattr(request, "htmx", False) else "appointments/offers.html"
    return render(request, found, context, status=status)
