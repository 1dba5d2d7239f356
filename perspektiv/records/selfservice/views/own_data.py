"""A participant's agreement, consents and rights: seen, given, withdrawn, asked for."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Agreement, Consent
from perspektiv.records.cases.papers.agreement import agreement_kept
from perspektiv.records.letters.actions.preferences import prefer, preference_of
from perspektiv.records.letters.languages import words as letter_words
from perspektiv.records.letters.models import Channel
from perspektiv.records.letters.way import no_questions, way_to
from perspektiv.records.people.forms import sent_id
from perspektiv.records.reminders.actions.rules import reminds_by_letter
from perspektiv.records.selfservice.actions.wishes import OF_DATA, wish
from perspektiv.records.selfservice.doors import Visit, by_personal_link, go, own_page
from perspektiv.records.selfservice.models import Wish
from perspektiv.records.selfservice.views.dates import SENTENCES

SLUGS = {"kopie": Wish.Kind.COPY, "berichtigung": Wish.Kind.CORRECTION, "loeschung": Wish.Kind.ERASURE}


@require_safe
@by_personal_link
def own_data(visit: Visit) -> HttpResponse:
    record(by=visit.by, what="own_data.read", subject=visit.participant, person=visit.participant.pk)
    said = visit.request.GET.get("gesagt", "")
    context = {
        "agreement": _agreement(visit),
        "consents": _consents(visit),
        **_reached(visit),
        "asked": _asked(visit),
        "said": visit.words[f"said_{said}"] if said in SENTENCES else "",
    }
    return own_page(visit, "own_data", context)


@require_safe
@by_personal_link
def agreement_paper(visit: Visit) -> HttpResponse:
    """What was signed, to be read again."""
    agreement = Agreement.objects.filter(participant=visit.participant).first()
    if agreement is None:
        raise Http404
    record(by=visit.by, what="agreement.read", subject=agreement, person=visit.participant.pk)
    response = HttpResponse(agreement_kept(agreement), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="Vereinbarung.pdf"'
    return response


@require_POST
@by_personal_link
def set_consent(visit: Visit) -> HttpResponse:
    purpose = visit.request.POST.get("purpose", "")
    if purpose not in Consent.Purpose.values:
        raise Http404
    if "give" in visit.request.POST:
        consents.give(by=visit.by, participant=visit.participant, purpose=Consent.Purpose(purpose))
    else:
        held = Consent.objects.filter(participant=visit.participant, purpose=purpose, withdrawn_on=None).first()
        if held:
            consents.withdraw(by=visit.by, consent=held)
    return go(visit.address("own_data"), "saved")


@require_POST
@by_personal_link
def set_reminders(visit: Visit) -> HttpResponse:
    prefer(by=visit.by, participant=visit.participant, no_reminders="off" in visit.request.POST)
    return go(visit.address("own_data"), "saved")


@require_POST
@by_personal_link
def set_questions(visit: Visit) -> HttpResponse:
    """Whether somebody is asked to fill in questionnaires."""
    prefer(by=visit.by, participant=visit.participant, no_questions="off" in visit.request.POST)
    return go(visit.address("own_data"), "saved")


@require_POST
@by_personal_link
def set_way(visit: Visit) -> HttpResponse:
    """Letters instead of mails and text messages, or again as it is quickest."""
    channel = Channel.LETTER.value if "letters" in visit.request.POST else ""
    prefer(by=visit.by, participant=visit.participant, channel=channel)
    return go(visit.address("own_data"), "saved")


@require_http_methods(["GET", "HEAD", "POST"])
@by_personal_link
def ask(visit: Visit, what: str) -> HttpResponse:
    """For a copy, a correction or erasure: answered within a month."""
    if what not in SLUGS:
        raise Http404
    kind, typed = SLUGS[what], visit.request.POST.get("words", "")
    if Wish.objects.open().filter(participant=visit.participant, kind=kind).exists():
        return go(visit.address("own_data"), "asked" if visit.request.method == "POST" else "")
    missing = visit.request.method == "POST" and kind == Wish.Kind.CORRECTION and not typed.strip()
    if visit.request.method == "POST" and not missing:
        id = sent_id(visit.request.POST.get("id"))
        wish(by=visit.by, participant=visit.participant, kind=kind, words=typed, id=id)
        return go(visit.address("own_data"), "asked")
    words = visit.words
    context = {
        "title": words[f"ask_{kind}"],
        "explained": words[f"about_{kind}"],
        "id": uuid4(),
        "missing": missing,
        "needs_words": kind == Wish.Kind.CORRECTION,
    }
    return own_page(visit, "ask", context, 422 if missing else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@by_personal_link
def complain(visit: Visit) -> HttpResponse:
    """Says who reads it before it is written."""
    typed = visit.request.POST.get("words", "")
    missing = visit.request.method == "POST" and not typed.strip()
    if visit.request.method == "POST" and not missing:
        id = sent_id(visit.request.POST.get("id"))
        wish(by=visit.by, participant=visit.participant, kind=Wish.Kind.COMPLAINT, words=typed, id=id)
        return go(visit.address("page"), "complaint")
    return own_page(visit, "complaint", {"id": uuid4(), "missing": missing}, 422 if missing else 200)


def _agreement(visit: Visit) -> dict[str, str] | None:
    agreement = Agreement.objects.filter(participant=visit.participant).first()
    if agreement is None:
        return None
    words = visit.words
    ended = words.say("agreement_ended", day=words.full_day(agreement.ended_on)) if agreement.ended_on else ""
    return {"signed": words.say("agreement_signed", day=words.full_day(agreement.signed_on)), "ended": ended}


def _reached(visit: Visit) -> dict[str, object]:
    """By which way messages and reminders come now, and what can be chosen."""
    words, person = visit.words, visit.participant
    preference, way, asked = preference_of(person), way_to(person), not no_questions(person)
    electronic, prefers = way.channel != Channel.LETTER, preference.channel == Channel.LETTER
    around = letter_words(words.code)
    by_post = around["now_letters"] if prefers else words["way_letter_only"]
    if preference.no_reminders:
        reminded = words["reminders_off"]
    elif electronic:
        reminded = words["reminders_on"]
    else:
        in_letters = not way.why_not and reminds_by_letter(visit.centre)
        reminded = words["reminders_letter" if in_letters else "reminders_none"]
    return {
        "reminded": not preference.no_reminders,
        "asked_by_forms": asked,
        "asked_how": around["now_asked" if asked else "now_not_asked"],
        "said_no": preference.no_questions,
        "ask_no_more": around["ask_no_more"],
        "ask_again": around["ask_again"],
        "reminded_how": reminded,
        "way": words["way_electronic"] if electronic else by_post,
        "electronic": electronic,
        "prefers_letters": prefers,
        "rather_letters": around["letters"],
        "rather_electronic": around["electronic"],
    }


def _consents(visit: Visit) -> list[dict[str, object]]:
    """Every purpose there is, and whether it is allowed now."""
    words = visit.words
    held = Consent.objects.filter(participant=visit.participant, withdrawn_on=None)
    since = dict(held.values_list("purpose", "given_on"))
    return [
        {
            "purpose": purpose.value,
            "name": words[f"consent_{purpose.value}"],
            "given": purpose in since,
            "state": words.say("given_on", day=words.full_day(since[purpose]))
            if purpose in since
            else words["not_given"],
        }
        for purpose in Consent.Purpose
    ]


def _asked(visit: Visit) -> list[dict[str, object]]:
    """What can be asked for, and what is asked for already."""
    words = visit.words
    open = {wish.kind: wish for wish in Wish.objects.open().filter(participant=visit.participant, kind__in=OF_DATA)}
    return [
        {
            "slug": slug,
            "name": words[f"ask_{kind}"],
            "state": words.say(
                "asked_open",
                day=words.full_day(timezone.localdate(open[kind].received_at)),
                until=words.full_day(open[kind].answer_by),
            )
            if kind in open
            else "",
        }
        for slug, kind in SLUGS.items()
    ]
