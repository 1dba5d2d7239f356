"""Who will be reminded on a day, and by which way: what the rules would do, as things stand now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from perspektiv.records.access.models import Centre
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.quiet_hours import SLEEPS, WAKES
from perspektiv.records.letters.models import Channel, Preference
from perspektiv.records.letters.way import Way, ways_to
from perspektiv.records.reminders.actions.reminders import due_at, no_way
from perspektiv.records.reminders.models import Rule, WhyNot
from perspektiv.records.reminders.reach import farthest, lines_known, person_of
from perspektiv.records.reminders.timing import moment_of, passed, worth_sending


@dataclass(frozen=True)
class Foreseen:
    """One reminder to come: when, of what, and by which way, or why not."""

    at: datetime
    appointment: Appointment
    rule: Rule
    channel: Channel | None
    why_not: str = ""

    @property
    def earlier(self) -> bool:
        """A letter that is written before the rule's own time."""
        return self.at < moment_of(self.rule, self.appointment.starts_at)


def foreseen(centre: Centre, day: date) -> list[Foreseen]:
    """In the order of their times. The lot, where there is one, is drawn later: nobody foresees it."""
    rules = list(Rule.objects.filter(centre=centre).standing(local(day, time.min)))
    planned = list(_planned(centre, day, rules))
    ways = ways_to(person_of(appointment) for appointment in planned)
    found = [
        (at, appointment, rule)
        for appointment in planned
        for at, rule in _on(day, appointment, rules, ways[person_of(appointment).pk])
    ]
    found.sort(key=lambda one: (one[0], one[1].starts_at))
    return _by_their_ways(found, ways)


def _planned(centre: Centre, day: date, rules: list[Rule]) -> QuerySet[Appointment]:
    planned = Appointment.objects.filter(centre=centre, status=Status.PLANNED).select_related(
        "participant__merged_into", "counsellor"
    )
    if not rules:
        return planned.none()
    return planned.between(local(day, time.min), farthest(rules, local(day, time.min))).prefetch_related(
        "reminders__rule"
    )


def _on(day: date, appointment: Appointment, rules: Iterable[Rule], way: Way) -> Iterable[tuple[datetime, Rule]]:
    """The rules that reach the appointment on that day, and when."""
    evening = local(day, SLEEPS) - timedelta(minutes=1)
    starts_at, now = appointment.starts_at, timezone.now()
    known = lines_known(appointment)
    for rule in rules:
        moment = due_at(rule, starts_at, way, now)
        if rule.line in known or not passed(rule, moment, starts_at, evening):
            continue
        if passed(rule, moment, starts_at, evening - timedelta(days=1)) and timezone.localdate(now) < day:
            continue  # reached the day before
        at = max(moment, local(day, WAKES))
        if worth_sending(moment, starts_at, at):
            yield at, rule


def _by_their_ways(found: list[tuple[datetime, Appointment, Rule]], ways: dict[UUID, Way]) -> list[Foreseen]:
    opted_out = set(
        Preference.objects.filter(participant__in=ways, no_reminders=True).values_list("participant_id", flat=True)
    )
    listed = []
    for at, appointment, rule in found:
        person = person_of(appointment)
        way = ways[person.pk]
        why = WhyNot.OPTED_OUT if person.pk in opted_out else no_way(way, rule, appointment.starts_at, at)
        too_late_by_post = why == WhyNot.TOO_LATE and way.channel == Channel.LETTER
        said = _("too late for the post") if too_late_by_post else str(WhyNot(why).label) if why else ""
        listed.append(Foreseen(at, appointment, rule, None if why else way.channel, said))
    return listed
