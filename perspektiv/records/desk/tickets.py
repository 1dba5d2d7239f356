"""The cards of the steering board: one person who waits, why, until when, and what can be done about it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Segment
from perspektiv.records.cases.waits import Change, ChangeDue, Place, Wait, WayIn
from perspektiv.records.desk.links import link
from perspektiv.records.outcomes.due import OVERDUE, Case, Standing
from perspektiv.records.people.models import Participant


class Action(NamedTuple):
    name: str | Promise
    address: str
    icon: str


@dataclass(frozen=True)
class Ticket:
    """One person who waits, and why."""

    participant: Participant
    wait: Wait
    lines: tuple[str, ...]
    segment: Segment | None = None
    action: Action | None = None
    asked: Standing | None = None  # of a follow-up: its word, in place of days
    state: str | Promise = ""  # instead of what could be done: somebody has been asked


def _origin(way: WayIn | Place) -> tuple[str, ...]:
    referral = way.referral
    if referral is None:
        return (_("goes on from another offer"),)
    by = _("Jobcoach %s") % referral.jobcoach if referral.jobcoach else _("own wish")
    return (by, *([referral.concern] if referral.concern else []))


def new_way_in(way: WayIn) -> Ticket:
    person = way.referral.participant
    action = Action(gettext_lazy("Get in touch"), link("cases:first_contact", way.referral.pk), "phone")
    return Ticket(person, way.wait, _origin(way), action=action)


def tried_way_in(way: WayIn) -> Ticket:
    person = way.referral.participant
    tries = ngettext("%d attempt", "%d attempts", way.attempts) % way.attempts
    last = way.last_contact
    words = f"{tries}, {last.get_way_display()}: {last.get_outcome_display()}" if last else tries
    if way.talk_at:
        at = timezone.localtime(way.talk_at)
        day = date_format(at, get_format("MONTH_DAY_FORMAT").replace("F", "N"))
        talk = _("talk %(day)s, %(time)s") % {"day": day, "time": f"{at:%H:%M}"}
        return Ticket(person, way.wait, (words,) if way.attempts else (), state=talk)
    action = Action(gettext_lazy("Get in touch again"), link("cases:first_contact", way.referral.pk), "envelope")
    return Ticket(person, way.wait, (words,), action=action)


def wanted_place(place: Place) -> Ticket:
    lines = _origin(place)
    if place.declined:
        lines += (ngettext("declined %d time", "declined %d times", place.declined) % place.declined,)
    if place.offer is not None and place.nobody_answers:
        lines += (_("offered to %s, who counsels here no more") % place.offer.counsellor,)
        undo = Action(gettext_lazy("Withdraw the offer"), link("cases:departed"), "undo")
        return Ticket(place.participant, place.wait, lines, place.segment, undo)
    if place.offer is not None:
        state = _("offered to %s") % place.offer.counsellor
        return Ticket(place.participant, place.wait, lines, place.segment, state=state)
    action = Action(gettext_lazy("Offer the case"), link("cases:offer", place.participant.pk), "arrow-right")
    return Ticket(place.participant, place.wait, lines, place.segment, action)


def due_change(change: ChangeDue) -> Ticket:
    participation = change.participation
    units = _("%(held)d of %(planned)d units held") % {"held": change.units_held, "planned": change.units_planned}
    book = f"{link('appointments:book')}?person={participation.participant_id}&back=person"
    end = link("cases:end", participation.pk)
    talk = f"{book}&kind={Appointment.Kind.CLOSING_TALK}"
    words, action = {
        Change.CLOSING_HELD: (_("Closing talk was held"), Action(gettext_lazy("Enter the ending"), end, "flag")),
        Change.CLOSING_MISSING: (_("Closing talk is missing"), Action(gettext_lazy("Book the talk"), talk, "calendar")),
        Change.NO_NEXT_DATE: (_("No next date"), Action(gettext_lazy("Book a date"), book, "calendar")),
        Change.CLOSING_BOOKED: (_("Closing talk is booked"), None),
    }[change.why]
    who = str(participation.counsellor) if participation.counsellor else _("without counsellor")
    return Ticket(participation.participant, change.wait, (words, units, who), participation.segment, action)


def case_wait(case: Case, day: date) -> Wait:
    """Due on the last day of the six months, as the desk of follow-ups says; late once that calls it overdue."""
    return Wait(case.window.first, case.window.last, day, grace=OVERDUE)


def due_question(case: Case, participant: Participant, day: date) -> Ticket:
    left = _("left %s") % date_format(case.window.first, "DATE_FORMAT")
    open_ones = [str(question.about.label) for question in case.questions if question.open]
    lines = (left, _("open: %s") % ", ".join(open_ones))
    action = Action(gettext_lazy("Enter the outcome"), link("outcomes:of_person", participant.pk), "flag")
    return Ticket(participant, case_wait(case, day), lines, action=action, asked=case.standing)
