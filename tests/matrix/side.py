"""The records that addresses are tried with: the same ones in our centre and in a foreign one."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import Appointment, Room
from perspektiv.records.cases.models import Counselling, Participation, Referral, Segment
from perspektiv.records.people.models import Care, Jobcoach, Participant
from tests.records.personas import Personas


@dataclass
class Side:
    """One centre with one participant, whom the counsellor cares for. Made when first asked for."""

    centre: Centre
    counsellor: User
    jobcoach: Jobcoach
    personas: Personas

    @cached_property
    def person(self) -> Participant:
        person = Participant.objects.create(
            centre=self.centre, file_number="2026-0001", given_name="Dilan", family_name="Distel"
        )
        since = timezone.now() - timedelta(days=90)
        Care.objects.create(centre=self.centre, participant=person, user=self.counsellor, since=since)
        return person

    @cached_property
    def referral(self) -> Referral:
        return Referral.objects.create(centre=self.centre, participant=self.person, jobcoach=self.jobcoach)

    @cached_property
    def segment(self) -> Segment:
        return Segment.objects.create(centre=self.centre, key="eb", name="Einstiegsberatung", letters="EB", position=1)

    @cached_property
    def participation(self) -> Participation:
        participation = Participation.objects.create(
            centre=self.centre,
            participant=self.person,
            segment=self.segment,
            counsellor=self.counsellor,
            jobcoach=self.jobcoach,
            started_on=timezone.localdate() - timedelta(days=60),
        )
        Counselling.objects.create(
            centre=self.centre,
            participation=participation,
            counsellor=self.counsellor,
            since=participation.started_on,
        )
        return participation

    @cached_property
    def room(self) -> Room:
        return Room.objects.create(centre=self.centre, name="Raum 1")

    @cached_property
    def appointment(self) -> Appointment:
        """Tomorrow at this time."""
        starts_at = timezone.now() + timedelta(days=1)
        return Appointment.objects.create(
            centre=self.centre,
            participant=self.person,
            participation=self.participation,
            counsellor=self.counsellor,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=75),
        )


def ours(personas: Personas) -> Side:
    return Side(personas.centre, personas.jule, personas.wachtel, personas)


def theirs(personas: Personas) -> Side:
    jobcoach = Jobcoach.objects.create(centre=personas.elsewhere, family_name="Pirol", given_name="Pia")
    return Side(personas.elsewhere, personas.fremd, jobcoach, personas)
