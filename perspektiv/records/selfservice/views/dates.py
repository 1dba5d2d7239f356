"""What a participant does about their dates: look, say that they come, cancel, ask for another time, keep it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.closing_dates import PARTICIPANT, answer
from perspektiv.records.appointments.actions.confirming import decline
from perspektiv.records.appointments.actions.plans import cancel
from perspektiv.records.appointments.actions.reinstating import reinstate
from perspektiv.records.appointments.calendar_files import calendar, event_of
from perspektiv.records.appointments.models import ClosingDate, Status
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.people.forms import sent_id
from perspektiv.records.selfservice.actions import wishes
from perspektiv.records.selfservice.actions.wishes import wish
from perspektiv.records.selfservice.dates import Coming, coming, date_wish, next_of, proposed
from perspektiv.records.selfservice.doors import Visit, by_personal_link, go, own_page
from perspektiv.records.selfservice.free_times import free_times, free_times_for
from perspektiv.records.selfservice.models import PersonalLink, Wish
from perspektiv.records.selfservice.own_questionnaires import about_thoughts, to_answer

SENTENCES = ("come", "cancelled", "undone", "wish", "late", "saved", "complaint", "asked", "answered")


@require_safe
@by_personal_link
def page(visit: Visit) -> HttpResponse:
    """The next date first, then all the others. Looking changes nothing: mail programs open links by themselves."""
    record(by=visit.by, what="own_page.read", subject=visit.participant, person=visit.participant.pk)
    dates = coming(visit.participant, visit.words, visit.letterhead)
    first = next_of(dates)
    others = [date for date in dates if date is not first]
    said, just = visit.request.GET.get("gesagt", ""), visit.request.GET.get("termin", "")
    context = {
        "first": first,
        "others": others,
        "all_off": all(date.off for date in others),
        "proposed": proposed(visit.participant, visit.words),
        "to_answer": to_answer(visit.participant, visit.words),
        "about_thoughts": about_thoughts(visit.participant, visit.words),
        "said": visit.words[f"said_{said}"] if said in SENTENCES else "",
        "undo": next((date for date in dates if date.can_come_back and str(date.appointment.pk) == just), None),
        "date_wish": None if first else date_wish(visit.participant, visit.words),
    }
    return own_page(visit, "page", context)


@require_POST
@by_personal_link
def come(visit: Visit, id: UUID) -> HttpResponse:
    wishes.come_after_all(by=visit.by, appointment=_own(visit, id).appointment)
    return go(visit.address("page"), "come")


@require_http_methods(["GET", "HEAD", "POST"])
@by_personal_link
def cancel_date(visit: Visit, id: UUID) -> HttpResponse:
    """In time: it counts as excused. Later: what that means, the telephone number, and a word to the centre."""
    date = _own(visit, id)
    done = f"{visit.address('page')}?gesagt=cancelled&termin={id}"
    if date.off or date.begun:
        return go(done if date.off else visit.address("page"))
    if visit.request.method != "POST":
        return own_page(visit, "cancel", {"date": date})
    if "late" in visit.request.POST:
        decline(by=visit.by, appointment=date.appointment)
        wish(by=visit.by, participant=visit.participant, kind=Wish.Kind.LATE, appointment=date.appointment)
        return go(visit.address("page"), "late")
    if not date.in_time:
        return own_page(visit, "cancel", {"date": date}, status=409)
    appointment, version = date.appointment, sent_number(visit.request.POST.get("version"))
    cancel(
        by=visit.by,
        appointment=appointment,
        version=version,
        status=Status.EXCUSED,
        action=uuid5(appointment.pk, f"cancelled {version}"),
    )
    return go(done)


@require_POST
@by_personal_link
def come_after_all(visit: Visit, id: UUID) -> HttpResponse:
    """What was cancelled by this link holds again, as long as the time is free."""
    reinstate(by=visit.by, appointment=_own(visit, id).appointment)
    return go(visit.address("page"), "undone")


@require_http_methods(["GET", "HEAD", "POST"])
@by_personal_link
def ask_for_date(visit: Visit) -> HttpResponse:
    """Where nothing is booked: a date is asked for, and times may be chosen among those that are free."""
    dates = coming(visit.participant, visit.words, visit.letterhead)
    if next_of(dates) or date_wish(visit.participant, visit.words):
        return go(visit.address("page"), "wish" if visit.request.method == "POST" else "")
    return _asking(visit, free_times_for(visit.participant))


@require_http_methods(["GET", "HEAD", "POST"])
@by_personal_link
def other_time(visit: Visit, id: UUID) -> HttpResponse:
    """The date stands until somebody of the centre has answered."""
    date = _own(visit, id)
    if date.off or date.begun or date.wish:
        return go(visit.address("page"), "wish" if date.wish and visit.request.method == "POST" else "")
    return _asking(visit, free_times(date.appointment), date)


def _asking(visit: Visit, free: Sequence[datetime], instead_of: Coming | None = None) -> HttpResponse:
    """The form of a wish for a date, and what it brings."""
    if visit.request.method != "POST":
        times = [(key_of(at), visit.words.moment(at)) for at in free]
        return own_page(visit, "other_time", {"date": instead_of, "free": times, "id": uuid4()})
    chosen = visit.request.POST.getlist("times")
    wish(
        by=visit.by,
        participant=visit.participant,
        kind=Wish.Kind.OTHER_DATE,
        words=visit.request.POST.get("words", ""),
        times=[at for at in free if key_of(at) in chosen],
        appointment=instead_of.appointment if instead_of else None,
        id=sent_id(visit.request.POST.get("id")),
    )
    return go(visit.address("page"), "wish")


@require_safe
@by_personal_link
def to_calendar(visit: Visit, id: UUID) -> HttpResponse:
    """For the calendar of a telephone, under the same name as in invitations; its title says nothing."""
    date = _own(visit, id)
    place = date.place if date.in_the_centre else ""
    title = visit.words["calendar_title"]
    event = event_of(date.appointment, changed_at=timezone.now(), place=place, title=title)
    file = calendar([event], method="PUBLISH").to_ical()
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return response


@require_POST
@by_personal_link
def answer_proposal(visit: Visit, id: UUID) -> HttpResponse:
    """Whether a time that is proposed for the closing talk suits."""
    date = ClosingDate.objects.filter(pk=id, participant=visit.participant).first()
    if date is None:
        raise Http404
    answer(by=visit.by, closing_date=date, who=PARTICIPANT, says=visit.request.POST.get("says", ""))
    return go(visit.address("page"), "answered")


@require_POST
@by_personal_link
def choose_language(visit: Visit) -> HttpResponse:
    """Kept with the link; what is in the file stays."""
    chosen, back = visit.request.POST.get("language", ""), visit.request.POST.get("back", "")
    if chosen in LANGUAGES:
        PersonalLink.objects.filter(pk=visit.link.pk).update(language=chosen)
    return go(back if back.startswith(visit.address("page")) else visit.address("page"))


def _own(visit: Visit, id: UUID) -> Coming:
    """One of the person's own coming dates; what is another's is not there."""
    dates = coming(visit.participant, visit.words, visit.letterhead)
    found = next((date for date in dates if date.appointment.pk == id), None)
    if found is None:
        raise Http404
    return found
