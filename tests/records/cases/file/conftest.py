"""A participant in Jule's care, in a running participation that Fee Wachtel proposed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from perspektiv.records.access.models import User
from perspektiv.records.cases.models import Participation, Referral, Segment
from perspektiv.records.people.actions.cares import open_care
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    dilan = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    open_care(by=personas.birte, participant=dilan, user=personas.jule)
    return dilan


@pytest.fixture
def alma(personas: Personas) -> Participant:
    """In Merle's care, not in Jule's."""
    alma = register(by=personas.toni, centre=personas.centre, given_name="Alma", family_name="Aster")
    open_care(by=personas.birte, participant=alma, user=personas.merle)
    return alma


@pytest.fixture
def participation(personas: Personas, dilan: Participant) -> Participation:
    begun = timezone.localdate() - timedelta(days=60)
    segment = Segment.objects.create(
        centre=personas.centre,
        key="orientation",
        name="Berufliche Orientierung",
        letters="BO",
        position=2,
        content="Stärken und Berufe kennenlernen",
        goal="Wissen, welche Arbeit passt",
        legal_basis="§ 45 SGB III",
    )
    Referral.objects.create(centre=personas.centre, participant=dilan, jobcoach=personas.wachtel, referred_on=begun)
    return Participation.objects.create(
        centre=personas.centre,
        participant=dilan,
        segment=segment,
        counsellor=personas.jule,
        jobcoach=personas.wachtel,
        started_on=begun,
    )


@pytest.fixture
def jule(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    return as_user(personas.jule)


@pytest.fixture
def documents_folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.DOCUMENTS = tmp_path / "documents"
    yield settings.DOCUMENTS
