"""A counsellor is absent for a day: all their appointments are cancelled by the centre at once."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.appointments.actions.absences import end_absence
from perspektiv.records.appointments.actions.plans import cancel_day
from perspektiv.records.appointments.counsellors import counsellors_in, departed_with_dates
from perspektiv.records.appointments.despite_absence import booked_since, cancelled_for_absence
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Absence, Appointment, Appointments
from perspektiv.records.appointments.models.absence import Absences
from perspektiv.records.appointments.moments import day_of, local, short_day
from perspektiv.records.appointments.notices import Reach, messages_about, reach_of
from perspektiv.records.appointments.post import post_reaches
from perspektiv.records.appointments.views.answering import go, offer_undo, said
from perspektiv.records.appointments.views.asking import asked_day, note_reading, uuid_of
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Concerned:
    """Somebody whose appointment is cancelled, and how they are told."""

    row: Entry
    reach: Reach | None = None  # before
    message: Message | None = None  # after
    anew: datetime | None = None  # the new time, where one is booked since

    @property
    def to_call(self) -> bool:
        """Nobody reaches them in writing in time."""
        if self.anew:
            return False
        if self.reach:
            return self.reach.to_call
        if self.message is None or not self.message.address:
            return True
        written = timezone.now() if self.on_paper else self.message.created_at
        return self.message.channel == Channel.LETTER and local(self.row.day, time.min) < post_reaches(written)

    @property
    def on_paper(self) -> bool:
        """A letter waits to be printed."""
        return self.message is not None and self.message.state == Message.State.TO_PRINT

    @property
    def channel(self) -> str:
        """An icon's name, where there is a way."""
        if self.reach and self.reach.open:
            return ICONS[self.reach.channel]
        return ICONS[Channel(self.message.channel)] if self.message and self.message.address else ""

    @property
    def way(self) -> str:
        """How, in a word."""
        if self.message and self.message.address:
            return str(Channel(self.message.channel).label)
        return str(self.reach.channel.label) if self.reach and self.reach.open else ""


ICONS = {Channel.MAIL: "envelope", Channel.SMS: "speech", Channel.LETTER: "printer"}


@dataclass(frozen=True)
class Choice:
    """A counsellor of the day, how many appointments they have planned then, and whether they are absent already."""

    counsellor: User
    planned: int
    absent: bool


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BOOK)
def absence(request: SignedIn) -> HttpResponse:
    """Whom it concerns, before and after; with their telephone numbers, so that they can be called."""
    user = signed_in(request)
    if request.method == "POST":
        return _back(request, user) if request.POST.get("absence") else _cancel(request, user)
    day, counsellor = asked_day(request), uuid_of(request.GET.get("counsellor", ""))
    seen = entries(_seen(user).on_day(day).order_by("starts_at"))
    planned = [row for row in seen if row.open]
    action = uuid_of(request.GET.get("done", ""))
    note_reading(user, Permission.BOOK, "absence.read")
    absent = set(_standing(user).filter(day=day).values_list("counsellor", flat=True))
    choices = [
        Choice(one, sum(row.counsellor_id == one.id for row in planned), one.id in absent) for one in _choosable(user)
    ]
    mine = _of(seen, counsellor)
    concerned = _told(mine) if action else _reached(_of(planned, counsellor), day)
    cancelled = [] if action else _told(mine)
    context = {
        "day": day,
        "choices": choices,
        "chosen": next((choice for choice in choices if choice.counsellor.id == counsellor), None),
        "concerned": sorted(concerned, key=lambda one: not one.to_call),
        "cancelled": sorted(cancelled, key=lambda one: one.anew is not None),
        "to_call": sum(one.to_call for one in concerned),
        "on_paper": any(
            one.message and one.message.state == Message.State.TO_PRINT for one in (*concerned, *cancelled)
        ),
        "done": action is not None,
        "absence": _standing(user).filter(counsellor=counsellor, day=day).first() if counsellor else None,
        "form_id": uuid4(),
    }
    return render(request, "appointments/absence.html", context)


def _cancel(request: SignedIn, user: User) -> HttpResponse:
    day = day_of(request.POST.get("day", "")) or timezone.localdate()
    chosen = uuid_of(request.POST.get("counsellor", ""))
    counsellor = next((one for one in _choosable(user) if one.id == chosen), None)
    if counsellor is None:
        return go(f"{reverse('appointments:absence')}?day={day.isoformat()}")
    action = uuid_of(request.POST.get("id", "")) or uuid4()
    cancelled = [
        appointment
        for centre in Centre.objects.filter(pk__in=_centres(user))
        for appointment in cancel_day(
            by=user, centre=centre, counsellor=counsellor, day=day, action=action, tell="tell" in request.POST
        )
    ]
    sentence = ngettext(
        "%(n)d appointment cancelled: %(who)s, %(day)s",
        "%(n)d appointments cancelled: %(who)s, %(day)s",
        len(cancelled),
    )
    sentence = sentence if cancelled else _("Absent: %(who)s, %(day)s")
    offer_undo(request, sentence % {"n": len(cancelled), "who": counsellor, "day": said(short_day(day))}, action)
    address = reverse("appointments:absence")
    return go(f"{address}?day={day.isoformat()}&counsellor={counsellor.id}&done={action}")


def _back(request: SignedIn, user: User) -> HttpResponse:
    """There after all."""
    absence = _standing(user).filter(pk=uuid_of(request.POST["absence"]) or uuid4()).first()
    if absence is None:
        return go(reverse("appointments:absence"))
    end_absence(by=user, absence=absence)
    sentence = _("There after all: %(who)s, %(day)s")
    messages.success(request, sentence % {"who": absence.counsellor, "day": said(short_day(absence.day))})
    return go(f"{reverse('appointments:day')}?day={absence.day.isoformat()}")


def _standing(user: User) -> Absences:
    return Absence.objects.standing().with_permission(user, Permission.BOOK)


def _seen(user: User) -> Appointments:
    return Appointment.objects.with_permission(user, Permission.BOOK)


def _centres(user: User) -> set[UUID]:
    return user.centres_with(Permission.BOOK, Scope.CENTRE) | user.centres_with(Permission.BOOK, Scope.OWN)


def _choosable(user: User) -> list[User]:
    """All counsellors of the centre, and those who left appointments behind; or oneself."""
    centres = user.centres_with(Permission.BOOK, Scope.CENTRE)
    return [*counsellors_in(centres), *departed_with_dates(centres)] if centres else [user]


def _of(rows: list[Entry], counsellor: UUID | None) -> list[Entry]:
    return [row for row in rows if counsellor and row.counsellor_id == counsellor]


def _reached(rows: list[Entry], day: date) -> list[Concerned]:
    """Before: which way each would be told."""
    people = Participant.objects.in_bulk([row.participant_id for row in rows])
    return [Concerned(row, reach_of(people[row.participant_id], day)) for row in rows]


def _told(rows: list[Entry]) -> list[Concerned]:
    """After: what was written to each who was cancelled for the absence, and whether they have a new date."""
    steps = cancelled_for_absence(row.id for row in rows)
    anew = booked_since(steps.values())
    appointments = list(Appointment.objects.filter(pk__in=list(steps)).select_related("participant"))
    written: dict[UUID, Message] = {}
    for action in {step.action for step in steps.values()}:
        written |= messages_about(action, appointments)
    return [Concerned(row, message=written.get(row.id), anew=anew.get(row.id)) for row in rows if row.id in steps]
