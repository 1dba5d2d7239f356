"""Somebody stands in for some days: for one participation, or for all of a counsellor's."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases import waiting
from perspektiv.records.cases.actions import substitutes
from perspektiv.records.cases.forms.cases import SubstituteForm
from perspektiv.records.cases.models import Counselling, Participation
from perspektiv.records.cases.views.offers import counsellors
from perspektiv.records.cases.views.undoing import done
from perspektiv.records.people.forms import sent_id

STEER = Permission.STEER
USUALLY = timedelta(days=6)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STEER)
def substitute_one(request: SignedIn, id: UUID) -> HttpResponse:
    """Who stands in for this participation."""
    user = signed_in(request)
    participation = fetch(
        Participation.objects.select_related("participant__centre", "segment", "counsellor"), user, STEER, id
    )
    participant = participation.participant
    loads = [each for each in counsellors(user, participant) if each.counsellor.pk != participation.counsellor_id]
    form = SubstituteForm(
        request.POST or None, absent=None, counsellors=[each.counsellor for each in loads], initial=_days()
    )
    new = sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        substitutes.substitute(
            by=user,
            participations=[participation],
            counsellor=known["counsellor"],
            first=known["first"],
            last=known["last"],
            id=new,
        )
        done(request, user, participant, _said(known))
        return redirect("desk:file", participant.pk)
    if request.method != "POST":
        record(by=user, what="substitutes.read", subject=participation, person=participant.pk)
    context = {"form": form, "id": new, "participation": participation, "participant": participant, "loads": loads}
    return render(request, "cases/path/substitute.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STEER)
def substitute_all(request: SignedIn) -> HttpResponse:
    """A counsellor is away for some days: all of their participations at once. Below: who stands in at present."""
    user, today = signed_in(request), timezone.localdate()
    absent_ones = waiting.load(user, STEER, today, with_departed=True)
    loads = [each for each in absent_ones if not each.departed]
    form = SubstituteForm(
        request.POST or None,
        absent=[each.counsellor for each in absent_ones],
        counsellors=[each.counsellor for each in loads],
        initial={**_days(), "absent": request.GET.get("fuer")},
    )
    new = sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        among = Participation.objects.with_permission(user, STEER).running()
        absent = substitutes.all_of(known["absent"], list(among.select_related("participant")))
        named = substitutes.substitute(
            by=user,
            participations=absent,
            counsellor=known["counsellor"],
            first=known["first"],
            last=known["last"],
            id=new,
        )
        done(request, user, absent[0].participant, f"{_said(known)} {_cases(len(named))}")
        return redirect("cases:substitute_all")
    standing = Counselling.objects.with_permission(user, STEER).filter(
        substitute=True, until__gte=today, participation__ended_on=None
    )
    context = {
        "form": form,
        "id": new,
        "loads": loads,
        "absent_ones": absent_ones,
        "standing": _together(
            standing.select_related("participation__participant", "participation__counsellor", "counsellor")
        ),
        "today": today,
    }
    return render(request, "cases/path/substitute_all.html", context)


@require_POST
@needs(STEER)
def end_substitution(request: SignedIn, id: UUID) -> HttpResponse:
    """The absent counsellor is back."""
    user = signed_in(request)
    standing = fetch(Counselling.objects.select_related("participation__participant", "counsellor"), user, STEER, id)
    named = Counselling.objects.with_permission(user, STEER).filter(
        batch=standing.batch or standing.pk,
        participation__counsellor=standing.participation.counsellor_id,
        since=standing.since,
        until=standing.until,
        participation__ended_on=None,
    )
    together = list(named.select_related("participation__participant", "counsellor")) or [standing]
    ended = substitutes.end_together(by=user, standing=together)
    sentence = _("%s no longer stands in.") % standing.counsellor
    done(request, user, standing.participation.participant, f"{sentence} {_cases(len(ended))}")
    return redirect(reverse("cases:substitute_all"))


def _together(standing: Iterable[Counselling]) -> list[list[Counselling]]:
    """Those that were named in one go, and end together."""
    groups: dict[tuple[object, ...], list[Counselling]] = {}
    for each in standing:
        key = (each.batch or each.pk, each.participation.counsellor_id, each.since, each.until)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def _days() -> dict[str, object]:
    today = timezone.localdate()
    return {"first": today, "last": today + USUALLY}


def _said(known: dict[str, object]) -> str:
    return _("%(who)s stands in until %(day)s.") % {
        "who": known["counsellor"],
        "day": date_format(known["last"], "SHORT_DATE_FORMAT"),  # type: ignore[arg-type]
    }


def _cases(number: int) -> str:
    return _("Cases: %s.") % number
