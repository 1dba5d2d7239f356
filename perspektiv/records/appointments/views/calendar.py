"""The calendar: the list of a day, and the week by counsellor or by room. The list can do all that the grid can."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.appointments.clashes import clashes_in
from perspektiv.records.appointments.counsellors import counsellors_in
from perspektiv.records.appointments.despite_absence import despite_in
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.gaps import Gaps
from perspektiv.records.appointments.grouping import day_around
from perspektiv.records.appointments.models import Appointment, Appointments
from perspektiv.records.appointments.moments import local, monday_of
from perspektiv.records.appointments.opening import Opening, opening_of
from perspektiv.records.appointments.states import CANCELLATIONS, MARKS
from perspektiv.records.appointments.views.asking import asked_day, note_reading, uuid_of
from perspektiv.records.appointments.week import COUNSELLORS, ROOMS, VIEWS, Grid, Line, segments_in, shown_days

NAMED = 3
"""How many conflicts stand above the calendar at once."""


@dataclass(frozen=True)
class Sight:
    """Whose calendar a user sees, and of whom they may book the time."""

    user: User
    centres: list[Centre]
    counsellors: list[User]
    chosen: UUID | None  # the one counsellor that is shown, if one is chosen
    opening: Opening

    @property
    def shown(self) -> list[User]:
        return [one for one in self.counsellors if self.chosen in (None, one.id)]

    @property
    def bookable(self) -> set[UUID | None]:
        if self.user.centres_with(Permission.BOOK, Scope.CENTRE):
            return {*(one.id for one in self.counsellors), None}
        return {self.user.id} if self.user.may(Permission.BOOK) else set()

    def entries(self, first: date, last: date, *, numbered: bool) -> list[Entry]:
        seen = seen_by(self.user).between(local(first, time.min), local(last + timedelta(days=1), time.min))
        return entries(seen.filter(counsellor=self.chosen) if self.chosen else seen, numbered=numbered)

    def gaps(self, first: date, last: date, rows: Iterable[Entry] = ()) -> Gaps:
        """Of all counsellors, and of whoever else has one of the appointments that are shown."""
        others = {row.counsellor_id for row in rows if row.counsellor_id}
        return Gaps(self.centres, {*(one.id for one in self.counsellors), *others}, self.opening, first, last)


def sight(user: User, chosen: UUID | None = None) -> Sight:
    """All counsellors of the centre, or oneself."""
    whole = user.centres_with(Permission.SEE_APPOINTMENTS, Scope.CENTRE)
    ids = whole | user.centres_with(Permission.SEE_APPOINTMENTS, Scope.OWN)
    centres = list(Centre.objects.filter(pk__in=ids))
    counsellors = counsellors_in(whole) if whole else [user]
    return Sight(user, centres, counsellors, chosen, opening_of(*centres))


def seen_by(user: User) -> Appointments:
    return Appointment.objects.with_permission(user, Permission.SEE_APPOINTMENTS).order_by(
        "starts_at", "counsellor__family_name", "id"
    )


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def day(request: SignedIn) -> HttpResponse:
    """All appointments of a day in order of time, and what is free."""
    user, on = signed_in(request), asked_day(request)
    seen = sight(user, uuid_of(request.GET.get("counsellor", "")))
    rows = seen.entries(on, on, numbered=True)
    gaps = seen.gaps(on, on)
    clashes, despite = clashes_in(rows), despite_in(rows, seen.centres, on, on)
    still_booked = {one.counsellor_id for one in despite}
    note_reading(user, Permission.SEE_APPOINTMENTS, "day.read")
    context = {
        **day_around(on, seen.opening),
        **_frame("list", on, seen),
        "rows": rows,
        "running": sum(not row.off for row in rows),
        "free": _free(gaps, seen, on),
        "offering": gaps.offers.offering,
        "absent": [one for one in seen.shown if gaps.away(one.id, on) and one.id not in still_booked],
        "despite": despite,
        "clashes": clashes[:NAMED],
        "may_cancel_day": bool(user.centres_with(Permission.BOOK, Scope.CENTRE)),
        "may_mark": user.may(Permission.MARK),
        "marks": MARKS,
        "cancellations": CANCELLATIONS,
        "now": timezone.now(),
    }
    return render(request, "appointments/day.html", context)


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def week(request: SignedIn) -> HttpResponse:
    """Monday to Friday by counsellor or by room, with the times that are free and the agenda of the chosen day."""
    user, on = signed_in(request), asked_day(request)
    by = request.GET.get("by", "")
    by = by if by in VIEWS else COUNSELLORS
    seen, monday = sight(user, uuid_of(request.GET.get("counsellor", ""))), monday_of(on)
    rows = seen.entries(monday, monday + timedelta(days=6), numbered=False)
    days = shown_days(monday, rows, seen.opening)
    note_reading(user, Permission.SEE_APPOINTMENTS, "week.read")
    clashes = clashes_in(rows)
    agenda = [row for row in rows if row.day == on]
    context = {
        **_frame(by, on, seen),
        "days": [(day, address(by, day, seen.chosen)) for day in days],
        "lines": lines_of(seen, by, days, rows),
        "closed_days": [(day, name) for day in days if (name := seen.opening.closed_by(day))],
        "segments": segments_in(rows),
        "agenda": agenda,
        "despite": despite_in(rows, seen.centres, monday, monday + timedelta(days=6)),
        "clashes": clashes[:NAMED],
        "more_clashes": max(len(clashes) - NAMED, 0),
        "clashing": {id for clash in clashes for id in clash.ids},
        "any_away": True,
    }
    return render(request, "appointments/week.html", context)


def lines_of(seen: Sight, by: str, days: list[date], rows: list[Entry]) -> list[Line]:
    """The week as a grid, by counsellor or by room."""
    gaps = seen.gaps(days[0], days[-1], rows)
    grid = Grid(days, rows, gaps, seen.opening, seen.bookable)
    return grid.by_room(gaps.rooms) if by == ROOMS else grid.by_counsellor(seen.shown)


def address(view: str, day: date, chosen: UUID | None = None) -> str:
    """Where a view of a day is: "list", or a week by counsellor or by room."""
    asked = {"day": day.isoformat()}
    if view == ROOMS:
        asked["by"] = ROOMS
    elif chosen:
        asked["counsellor"] = str(chosen)
    return f"{reverse('appointments:day' if view == 'list' else 'appointments:week')}?{urlencode(asked)}"


def back_to(view: str, appointment: Appointment) -> str:
    """The view that one came from, at the appointment; the list where that is not said."""
    day = timezone.localdate(appointment.starts_at)
    return f"{address(view, day)}#slot-{appointment.pk}" if view in VIEWS else address("list", day)


def _frame(view: str, on: date, seen: Sight) -> dict[str, Any]:
    """What all views have around them: the switch between them, the days of the week, the way to other weeks."""
    monday, today = monday_of(on), timezone.localdate()
    strip = [monday + timedelta(days=n) for n in range(7)]
    return {
        "view": view,
        "on": on,
        "today": today,
        "monday": monday,
        "friday": monday + timedelta(days=4),
        "views": {name: address(name, on, seen.chosen) for name in (*VIEWS, "list")},
        "strip": [(day, address(view, day, seen.chosen)) for day in strip if day.weekday() < 5 or day == on],
        "week_before": address(view, on - timedelta(days=7), seen.chosen),
        "this_week": address(view, today, seen.chosen),
        "week_after": address(view, on + timedelta(days=7), seen.chosen),
        "counsellors": seen.counsellors,
        "chosen": seen.chosen,
        "may_book": seen.user.may(Permission.BOOK),
        "may_offer": seen.user.may(Permission.OFFER_SLOTS),
    }


def _free(gaps: Gaps, seen: Sight, on: date) -> list[tuple[str, list[User]]]:
    """By time, who is free then."""
    found: dict[datetime, list[User]] = {}
    for one in seen.shown:
        if one.id in seen.bookable:
            for at in gaps.of_counsellor(one.id, on):
                found.setdefault(at, []).append(one)
    return [(f"{at:%H:%M}", found[at]) for at in sorted(found)]
