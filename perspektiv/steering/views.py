"""Pages of results: a list of questionnaires, each with its answers, and how well it measures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from perspektiv.indicators import CATALOGUE
from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.steering import moments
from perspektiv.steering.own_cases import own_responses
from perspektiv.steering.periods import chosen, years
from perspektiv.steering.results import Results, listed
from perspektiv.steering.results import results as counted
from perspektiv.steering.shown import measurements
from perspektiv.steering.stretches import FEWEST


@require_safe
@needs(Permission.SEE_FIGURES)
def results(request: SignedIn) -> HttpResponse:
    """The questionnaires that somebody answered."""
    centres = _centres(request)
    centre, moment = _asked_for(request, centres), moments.newest()
    context: dict[str, Any] = {"centres": centres, "centre": centre, "moment": moment}
    if moment is not None:
        found, as_of = listed(moment, centre.key)
        language = get_language() or "de"
        named = [(each, wording.name(each, language)) for each, wording in found]
        context |= {"questionnaires": named, "as_of": as_of, "made_at": moments.made_at(moment)}
    return render(request, "steering/results.html", context)


@require_safe
@needs(Permission.SEE_FIGURES)
def questionnaire(request: SignedIn, questionnaire: str) -> HttpResponse:
    """What was answered to one version of a questionnaire."""
    context = _of_one(request, questionnaire)
    found: Results = context["results"]
    context |= {
        "told": [(CATALOGUE[figure.indicator], figure) for figure in found.figures],
        "segments": found.segments,
        "by_segment": [(CATALOGUE[name], rows) for name, rows in found.by_segment.items() if rows],
        "own": own_responses(signed_in(request), found.questionnaire),
    }
    return render(request, "steering/questionnaire.html", context)


@require_safe
@needs(Permission.SEE_FIGURES)
def reliability(request: SignedIn, questionnaire: str) -> HttpResponse:
    """How well it measures: for those who judge instruments."""
    context = _of_one(request, questionnaire)
    found: Results = context["results"]
    language = get_language() or "de"
    context["fewest"] = FEWEST
    context["changes"] = [(change, found.wording.scale(change.scale, language)) for change in found.changes]
    return render(request, "steering/reliability.html", context)


@require_POST
@needs(Permission.SEE_FIGURES)
def freeze(request: SignedIn) -> HttpResponse:
    """Freeze the records as they are now, so that the pages show them."""
    moments.freeze(by=signed_in(request))
    return redirect("steering:results")


def _of_one(request: SignedIn, questionnaire: str) -> dict[str, Any]:
    centres = _centres(request)
    centre, moment = _asked_for(request, centres), moments.newest()
    if moment is None:
        raise Http404
    known, as_of = listed(moment, centre.key)
    shown = next((each for each, _ in known if each.id == questionnaire), None)
    if shown is None:
        raise Http404
    picked = chosen(request.GET, as_of, shown.first, shown.last)
    found, language = counted(moment, centre.key, shown, picked.period), get_language() or "de"
    return {
        "centres": centres,
        "centre": centre,
        "made_at": moments.made_at(moment),
        "as_of": as_of,
        "chosen": picked,
        "years": years(shown.first, shown.last),
        "results": found,
        "name": found.wording.name(shown, language),
        "measurements": measurements(found, language),
    }


def _centres(request: SignedIn) -> list[Centre]:
    seen = signed_in(request).centres_with(Permission.SEE_FIGURES, Scope.CENTRE)
    return list(Centre.objects.filter(pk__in=seen).order_by("name"))


def _asked_for(request: SignedIn, centres: list[Centre]) -> Centre:
    """The centre that the address names, of those whose figures the user may see; else the first."""
    named = request.GET.get("zentrum", "")
    found = [centre for centre in centres if centre.key == named] if named else centres
    if not found:
        raise Http404
    return found[0]
