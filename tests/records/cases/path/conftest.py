"""A centre with its catalogue, and people at different places of the path."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.cases.actions.offers import accept, offer_case
from perspektiv.records.cases.actions.referrals import register_way_in
from perspektiv.records.cases.models import CaseOffer, EndingReason, Participation, Referral, Segment
from perspektiv.records.cases.starting_catalogue import ship_catalogue
from tests.records.personas import Personas


@dataclass(frozen=True)
class Path:
    """Short ways to bring somebody to a place of the path, by the actions that the pages use."""

    personas: Personas

    def segment(self, key: str) -> Segment:
        return Segment.objects.get(centre=self.personas.centre, key=key)

    def reason(self, key: str) -> EndingReason:
        return EndingReason.objects.get(centre=self.personas.centre, key=key)

    def comes_in(self, given_name: str = "Dilan", family_name: str = "Distel", *, days_ago: int = 0) -> Referral:
        return register_way_in(
            by=self.personas.toni,
            centre=self.personas.centre,
            id=uuid4(),
            person={"given_name": given_name, "family_name": family_name},
            jobcoach=self.personas.wachtel,
            initiative=Referral.Initiative.BOTH,
            referred_on=timezone.localdate() - timedelta(days=days_ago),
        )

    def offered(self, referral: Referral, counsellor: User | None = None, key: str = "intake") -> CaseOffer:
        return offer_case(
            by=self.personas.birte,
            participant=referral.participant,
            segment=self.segment(key),
            counsellor=counsellor or self.personas.jule,
            id=uuid4(),
        )

    def offered_next(self, ended: Participation, counsellor: User | None = None) -> CaseOffer:
        assert ended.next_segment
        return offer_case(
            by=self.personas.birte,
            participant=ended.participant,
            segment=ended.next_segment,
            counsellor=counsellor or self.personas.jule,
        )

    def begins(
        self,
        given_name: str = "Dilan",
        family_name: str = "Distel",
        *,
        counsellor: User | None = None,
        days_ago: int = 0,
        key: str = "intake",
    ) -> Participation:
        counsellor = counsellor or self.personas.jule
        offer = self.offered(self.comes_in(given_name, family_name, days_ago=days_ago), counsellor, key)
        return accept(by=counsellor, offer=offer, version=offer.version, day=days_back(days_ago))


def days_back(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def path(personas: Personas) -> Path:
    ship_catalogue(by=SYSTEM, centre=personas.centre)
    return Path(personas)
