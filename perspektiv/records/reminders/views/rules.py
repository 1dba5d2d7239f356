"""The rules, and who will be reminded by them."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import day_of
from perspektiv.records.letters.models import Channel
from perspektiv.records.people.forms import refuse, sent_id
from perspektiv.records.reminders.actions.rules import (
    RuleChangedMeanwhile,
    add_rule,
    change_rule,
    switch_off,
    switch_on,
    tomorrow,
)
from perspektiv.records.reminders.foreseeing import Foreseen, foreseen
from perspektiv.records.reminders.forms import RuleForm
from perspektiv.records.reminders.measuring import share_of
from perspektiv.records.reminders.models import GONE, Rule

MANAGE = Permission.MANAGE_LETTERS
USUAL = {"days_before": 1, "at": "10:00", "by_letter": True}
SHOWN = 100
"""Reminders of a day that are listed one by one."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def rules(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    form = RuleForm(request.POST) if request.method == "POST" else RuleForm(initial=USUAL)
    if request.method == "POST" and form.is_valid():
        try:
            rule = add_rule(by=user, centre=centre, id=sent_id(request.POST.get("id")), **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("From tomorrow on: %(rule)s.") % {"rule": rule})
            return redirect("reminders:rules")
    context = {
        "form": form,
        "new_id": uuid4(),
        "share": share_of(centre),
        **_listed(centre),
        **_preview(request, centre),
    }
    return render(request, "reminders/rules.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def change(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    rule = fetch(Rule.objects.all(), user, MANAGE, id)
    initial = {"days_before": rule.days_before, "at": rule.at, "by_letter": rule.by_letter}
    form = RuleForm(request.POST) if request.method == "POST" else RuleForm(initial=initial)
    stored: Rule | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = change_rule(
                by=user, rule=rule, version=sent_number(request.POST.get("version")), **form.cleaned_data
            )
        except RuleChangedMeanwhile as changed:
            stored = changed.stored
            refuse(form, changed)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("From tomorrow on: %(rule)s.") % {"rule": made})
            return redirect("reminders:rules")
    status = 409 if stored else 422 if form.errors else 200
    return render(request, "reminders/rule.html", {"rule": rule, "form": form, "stored": stored}, status=status)


@require_POST
@needs(MANAGE)
def off(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    rule = fetch(Rule.objects.all(), user, MANAGE, id)
    switch_off(by=user, rule=rule, version=sent_number(request.POST.get("version")))
    sentence = _("Switched off: %(rule)s. What was sent stays.") % {"rule": rule}
    messages.success(request, sentence, extra_tags=f"undo:{reverse('reminders:on', args=[rule.pk])}")
    return redirect("reminders:rules")


@require_POST
@needs(MANAGE)
def on(request: SignedIn, id: UUID) -> HttpResponse:
    """Takes switching off back."""
    user = signed_in(request)
    rule = fetch(Rule.objects.all(), user, MANAGE, id)
    switch_on(by=user, rule=rule, version=rule.version)
    messages.success(request, _("It reminds again: %(rule)s.") % {"rule": rule})
    return redirect("reminders:rules")


def _listed(centre: Centre) -> dict[str, object]:
    """Rules that remind now or soon, and those that are over; each with how many it has sent."""
    gone = Count("reminders", filter=Q(reminders__message__state__in=GONE))
    every = list(Rule.objects.filter(centre=centre).annotate(sent=gone))
    now, today = timezone.now(), timezone.localdate()
    standing = [rule for rule in every if rule.ended_at is None or rule.ended_at > now]
    return {
        "standing": [(rule, rule.starts_on > today) for rule in standing],
        "over": sorted((rule for rule in every if rule not in standing), key=lambda rule: rule.starts_on, reverse=True),
    }


def _preview(request: SignedIn, centre: Centre) -> dict[str, object]:
    """Numbers for all who manage the rules; names for those who see the appointments."""
    user = signed_in(request)
    day = day_of(request.GET.get("tag", "")) or tomorrow()
    found = foreseen(centre, max(day, timezone.localdate()))
    ways = Counter(one.channel for one in found)
    seen = Appointment.objects.with_permission(user, Permission.SEE_APPOINTMENTS) if found else None
    mine = (
        set(seen.filter(pk__in=[one.appointment.pk for one in found]).values_list("pk", flat=True))
        if seen is not None
        else set()
    )
    named: list[Foreseen] = [one for one in found if one.appointment.pk in mine][:SHOWN]
    if named:
        record(by=user, what="reminders.read", subject=user, centre=centre.pk)
    return {
        "day": day,
        "before": _neighbour(day, -1),
        "after": _neighbour(day, 1),
        "reminded": len(found) - ways[None],
        "not_reminded": ways[None],
        "ways": [(channel, ways[channel]) for channel in Channel if ways[channel]],
        "named": named,
        "more": len(found) - len(named) if named else 0,
    }


def _neighbour(day: date, step: int) -> date | None:
    other = day + timedelta(days=step)
    return other if other >= timezone.localdate() else None
