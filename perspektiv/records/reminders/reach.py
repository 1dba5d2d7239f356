"""Which appointments rules can have reached, whom they concern, and what was written of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.post import post_reaches
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.models import Rule


def farthest(rules: Iterable[Rule], now: datetime) -> datetime:
    """Later appointments are not reached within a day, by post neither: a letter of tomorrow is in time for them."""
    by_rule = now + timedelta(days=max((rule.days_before for rule in rules), default=0) + 1)
    return max(by_rule, post_reaches(now + timedelta(days=1)))


def person_of(appointment: Appointment) -> Participant:
    """Who is written to: whoever was merged is so as the one who was kept."""
    return appointment.participant.merged_into or appointment.participant


def lines_known(appointment: Appointment) -> set[UUID]:
    """The rules of which there is a reminder at the appointment's time."""
    return {each.rule.line for each in appointment.reminders.all() if each.starts_at == appointment.starts_at}
