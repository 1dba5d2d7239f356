"""What the tests of the plan start from: people who can be written to, rules, talks that happened, and the timer."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.appointments.models import Appointment, Status, end_of
from perspektiv.records.appointments.moments import local
from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent, EndingReason, Participation
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.actions.rules import When, add_rule
from perspektiv.records.feedback.falling_due import fall_due
from perspektiv.records.feedback.models import CollectionRule, Instrument, Invitation, Moment, Step
from perspektiv.records.letters.models import Message
from perspektiv.records.letters.sending import send_due
from perspektiv.records.people.models import Participant
from tests.records.appointments.office import PLANTS, Office, open_office
from tests.records.letters.writing import consent
from tests.records.personas import Personas

HELD, PLANNED = Status.HELD, Status.PLANNED
Talk = Appointment.Kind


class Forms:
    """Stands for the room above that has the pages of forms."""

    def of_token(self, token: str) -> str:
        return f"https://termine.example.org/f/{token}/"

    def of_survey(self) -> str:
        return "https://example.org/umfrage/"


@dataclass
class Plan:
    office: Office
    names: list[str] = field(default_factory=lambda: list(PLANTS))

    @property
    def personas(self) -> Personas:
        return self.office.personas

    def instrument(self, key: str = "session") -> Instrument:
        return bring_in(by=self.personas.quirin, centre=self.office.centre, key=key).instrument

    def rule(
        self,
        key: str = "session",
        step: Step = Step.AFTER_SESSION,
        moment: Moment = Moment.SINGLE,
        *,
        since: int = -30,
        **when: Any,
    ) -> CollectionRule:
        """One that has stood for a month."""
        return add_rule(
            by=self.personas.quirin,
            instrument=self.instrument(key),
            step=step,
            moment=moment,
            when=When(**when),
            starts_on=timezone.localdate() + timedelta(days=since),
        )

    def person(self, *, reached: bool = True, started: int = -400) -> Participation:
        """Somebody new, in a participation that began so many days ago; reached by mail, or by nothing."""
        name = self.names.pop(0) if self.names else f"Rosa Rose {uuid4().hex[:6]}"
        of = self.office.participation(name)
        Participation.objects.filter(pk=of.pk).update(started_on=timezone.localdate() + timedelta(days=started))
        if reached:
            Participant.objects.filter(pk=of.participant_id).update(email=f"{uuid4().hex[:8]}@example.org")
            of.participant.refresh_from_db()
            consent(self.personas, of.participant)
            consents.give(by=self.personas.toni, participant=of.participant, purpose=Consent.Purpose.SURVEY)
        of.refresh_from_db()
        return of

    def talk(
        self,
        of: Participation,
        day: date | None = None,
        *,
        kind: str = Talk.COUNSELLING,
        status: str = HELD,
        hour: int = 9,
        **more: Any,
    ) -> Appointment:
        """At nine in the morning of today, or of the day named; as if it had been marked long ago."""
        at = local(day or timezone.localdate(), time(hour))
        return Appointment.objects.create(
            centre=self.office.centre,
            participant=of.participant,
            participation=of,
            kind=kind,
            starts_at=at,
            ends_at=end_of(at, 75),
            status=status,
            **more,
        )

    def closing(self, of: Participation, day: date, **more: Any) -> Appointment:
        return self.talk(of, day, kind=Talk.CLOSING_TALK, status=more.pop("status", PLANNED), **more)

    def ends(self, of: Participation, ending: str, day: date | None = None) -> None:
        early = ending == Participation.Ending.EARLY
        reason = EndingReason.objects.create(centre=self.office.centre, key=uuid4().hex[:8], name="Umzug")
        of.ended_on, of.ending, of.reason = day or timezone.localdate(), ending, reason if early else None
        of.save()


def open_plan(personas: Personas) -> Plan:
    return Plan(open_office(personas))


def works() -> dict[str, int]:
    """What the timer does each minute."""
    ends: Counter[str] = fall_due()
    send_due()
    return dict(ends)


def days(number: int, of: datetime | None = None) -> date:
    return timezone.localdate(of or timezone.now()) + timedelta(days=number)


def invitations(why_not: str = "") -> list[Invitation]:
    return list(Invitation.objects.filter(why_not=why_not).select_related("participant", "version_of__instrument"))


def states(purpose: str) -> list[str]:
    return sorted(Message.objects.filter(purpose=purpose).values_list("state", flat=True))
