"""What the tests of the desk set up: people on their way, in few words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Room, Status
from perspektiv.records.cases.models import Counselling, Participation, Referral, Segment
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.names import search_name
from tests.records.personas import Personas


@dataclass
class Scene:
    """A centre with its personas; makes people and what happens to them, days counted from today."""

    personas: Personas
    made: int = field(default=0)

    def __post_init__(self) -> None:
        centre = self.personas.centre
        self.segment = Segment.objects.create(
            centre=centre, key="bo", name="Berufliche Orientierung", letters="BO", position=1, planned_units=8
        )
        self.room = Room.objects.create(centre=centre, name="Raum 2")

    def person(self, given_name: str = "Dilan", family_name: str = "Distel", cares: User | None = None) -> Participant:
        self.made += 1
        number = f"2026-{self.made:04}"
        found_by = search_name(file_number=number, customer_number="", given_name=given_name, family_name=family_name)
        person = Participant.objects.create(
            centre=self.personas.centre,
            file_number=number,
            given_name=given_name,
            family_name=family_name,
            search_name=found_by,
        )
        if cares:
            since = timezone.now() - timedelta(days=90)
            Care.objects.create(centre=person.centre, participant=person, user=cares, since=since)
        return person

    def way_in(self, person: Participant, days_ago: int = 5, **fields: object) -> Referral:
        return Referral.objects.create(
            centre=person.centre,
            participant=person,
            jobcoach=self.personas.wachtel,
            referred_on=timezone.localdate() - timedelta(days=days_ago),
            **fields,
        )

    def runs(self, person: Participant, counsellor: User | None = None, since: int = 40) -> Participation:
        counsellor = counsellor or self.personas.jule
        participation = Participation.objects.create(
            centre=person.centre,
            participant=person,
            segment=self.segment,
            counsellor=counsellor,
            started_on=timezone.localdate() - timedelta(days=since),
        )
        Counselling.objects.create(
            centre=person.centre,
            participation=participation,
            counsellor=counsellor,
            since=participation.started_on,
        )
        return participation

    def appointment(
        self, of: Participation, at: datetime, status: Status = Status.PLANNED, kind: str = "counselling"
    ) -> Appointment:
        """With the participation's counsellor, without a room: so that any number may lie at one time."""
        return Appointment.objects.create(
            centre=of.centre,
            participant=of.participant,
            participation=of,
            counsellor=of.counsellor,
            kind=kind,
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
            status=status,
            source_key=f"{self.made}-{at.isoformat()}",  # history may overlap
        )
