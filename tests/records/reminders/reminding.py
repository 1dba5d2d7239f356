"""What the tests of reminders start from: rules, people who agreed to be written to, and what went out."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.moments import local
from perspektiv.records.letters.models import Message
from perspektiv.records.letters.sending import send_due
from perspektiv.records.people.models import Participant
from perspektiv.records.reminders.actions.rules import add_rule
from perspektiv.records.reminders.models import Reminder, Rule
from perspektiv.records.reminders.sending import due
from tests.records.appointments.office import PLANTS, Office, open_office
from tests.records.letters.writing import consent
from tests.records.personas import Personas


@dataclass
class Desk:
    office: Office
    names: list[str] = field(default_factory=lambda: list(PLANTS))

    @property
    def personas(self) -> Personas:
        return self.office.personas

    def rule(self, days_before: int = 1, hour: int = 10, *, share_without: int = 0, since: int = -30) -> Rule:
        """One that has reminded for a month."""
        rule = add_rule(
            by=self.personas.toni,
            centre=self.office.centre,
            days_before=days_before,
            at=time(hour),
            starts_on=timezone.localdate() + timedelta(days=since),
        )
        Rule.objects.filter(pk=rule.pk).update(share_without=share_without)
        rule.refresh_from_db()
        return rule

    def booked(
        self, day: date, hour: int = 14, *, agrees: bool = True, person: Participant | None = None
    ) -> Appointment:
        """An appointment of somebody new who agreed to be written to, or of the person named."""
        name = self.names.pop(0) if self.names else f"Rosa Rose {uuid4().hex[:6]}"
        of = person.participations.get() if person else self.office.participation(name)
        if person is None:
            key = uuid4().hex[:8]
            Participant.objects.filter(pk=of.participant_id).update(email=f"{key}@example.org")
            of.participant.refresh_from_db()
            if agrees:
                consent(self.personas, of.participant)
        return self.office.booked(local(day, time(hour)), of)


def open_desk(personas: Personas) -> Desk:
    return Desk(open_office(personas))


def works() -> dict[str, int]:
    """What the timer does each minute; how the reminders that were due ended."""
    ends = due()
    send_due()
    return dict(ends)


def sent() -> list[datetime]:
    """The times that reminders named which went out, in order."""
    gone = Reminder.objects.filter(message__state=Message.State.SENT)
    return sorted(gone.values_list("starts_at", flat=True))
