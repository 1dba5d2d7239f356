"""A counsellor is absent for a day: all their appointments are cancelled by the centre at once."""

from dataclasses import dataclass
from datetime import date
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
from perspektiv.records.appointments.counsellors import counsellors_in
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Absence, Appointment, AppointmentChange, Appointments, Status
from perspektiv.records.appointments.models.absence import Absences
from perspektiv.records.appointments.moments import day_of, short_day
from perspektiv.records.appointments.notices import POST_TAKES, Reach, messages_about, reach_of
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

    @property
    def to_call(self) -> bool:
        """Nobody reaches them in writing in time."""
        if self.reach:
            return self.reach.to_call
        late = self.row.day - timezone.localdate() < POST_TAKES
        return self.message is None or not self.message.address or (late and self.message.channel == Channel.LETTER)

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


ICONS = {Channel.MAIL: "envelope", Channel.SMS: "phone", Channel.LETTER: "printer"}


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
    concerned = _told(seen, action) if action else _reached(_of(planned, counsellor), day)
    context = {
        "day": day,
        "choices": choices,
        "chosen": next((choice for choice in choices if choice.counsellor.id == counsellor), None),
        "concerned": sorted(concerned, key=lambda one: not one.to_call),
        "to_call": sum(one.to_call for one in concerned),
        "on_paper": any(one.message and one.message.state == Message.State.TO_PRINT for one in concerned),
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
    """All counsellors of the centre, or oneself."""
    centres = user.centres_with(Permission.BOOK, Scope.CENTRE)
    return counsellors_in(centres) if centres else [user]


def _of(planned: list[Entry], counsellor: UUID | None) -> list[Entry]:
    return [row for row in planned if counsellor and row.counsellor_id == counsellor]


def _reached(rows: list[Entry], day: date) -> list[Concerned]:
    """Before: which way each would be told."""
    people = Participant.objects.in_bulk([row.participant_id for row in rows])
    return [Concerned(row, reach_of(people[row.participant_id], day)) for row in rows]


def _told(seen: list[Entry], action: UUID) -> list[Concerned]:
    """After: what was written to each."""
    rows = _cancelled(seen, action)
    appointments = Appointment.objects.filter(pk__in=[row.id for row in rows]).select_related("participant")
    written = messages_about(action, list(appointments))
    return [Concerned(row, message=written.get(row.id)) for row in rows]


def _cancelled(seen: list[Entry], action: UUID) -> list[Entry]:
    """Those that this action cancelled and that still are."""
    ids = set(AppointmentChange.objects.filter(action=action).values_list("appointment_id", flat=True))
    return [row for row in seen if row.id in ids and row.status == Status.CANCELLED_BY_CENTRE]
