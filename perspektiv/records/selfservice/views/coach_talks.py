"""A jobcoach by link says of a closing talk that is booked that they come, or cannot."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions import closing_talks
from perspektiv.records.appointments.closing_talks import booked_talks
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.doors import CoachVisit, by_jobcoach_link, coach_page, go
from perspektiv.records.selfservice.validity import cancel_until, in_time

RELATED = ("participant", "counsellor", "room", "participation", "centre")


@dataclass(frozen=True)
class Talk:
    """A closing talk that is booked, as the jobcoach's page shows it."""

    appointment: Appointment
    comes: bool

    @property
    def who(self) -> str:
        return shown(self.appointment.participant)

    @property
    def until(self) -> datetime:
        """The last moment to cancel."""
        return timezone.localtime(cancel_until(self.appointment.starts_at))

    @property
    def in_time(self) -> bool:
        return in_time(self.appointment.starts_at)


def talks_of(jobcoach: Jobcoach) -> list[Talk]:
    """In two statements."""
    found = list(booked_talks(participation__jobcoach=jobcoach).select_related(*RELATED))
    coming = closing_talks.coming(jobcoach, found)
    return [Talk(one, comes=one.pk in coming) for one in found]


@require_POST
@by_jobcoach_link
def come(visit: CoachVisit, id: UUID) -> HttpResponse:
    closing_talks.come(by=visit.jobcoach, talk=_own(visit, id))
    return go(visit.address("proposals"), "comes")


@require_http_methods(["GET", "HEAD", "POST"])
@by_jobcoach_link
def cancel(visit: CoachVisit, id: UUID) -> HttpResponse:
    """In time with one more tap; later the page gives the number to call."""
    appointment = _own(visit, id)
    if appointment.status == Status.CANCELLED_BY_JOBCOACH:
        return go(visit.address("proposals"), "cannot")
    if appointment.status != Status.PLANNED:
        raise Http404
    talk = Talk(appointment, comes=False)
    if visit.request.method == "POST" and talk.in_time:
        closing_talks.cannot_come(by=visit.jobcoach, talk=appointment)
        return go(visit.address("proposals"), "cannot")
    record(by=visit.jobcoach, what="closing_dates.read", subject=appointment, person=appointment.participant_id)
    context = {"talk": talk, "phone": letterhead_of(visit.jobcoach.centre).phone}
    return coach_page(visit, "cancel_talk", context, status=409 if visit.request.method == "POST" else 200)


def _own(visit: CoachVisit, id: UUID) -> Appointment:
    own = Appointment.objects.filter(participation__jobcoach=visit.jobcoach, kind=Appointment.Kind.CLOSING_TALK)
    found = own.select_related(*RELATED).filter(pk=id).first()
    if found is None:
        raise Http404
    return found
