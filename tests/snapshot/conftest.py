"""What the tests of snapshots share: records of one small centre, and an installation of its own on the disk."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest

from perspektiv.records.access.models import Centre
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import EndingReason, Participation, Referral, Segment
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas, make_personas


@dataclass(frozen=True)
class Records:
    """One of each kind, of one person."""

    centre: Centre
    dilan: Participant
    referral: Referral
    segment: Segment
    participation: Participation
    appointment: Appointment


@pytest.fixture
def personas(db: None) -> Personas:
    return make_personas()


@pytest.fixture
def records(personas: Personas) -> Records:
    centre = personas.centre
    dilan = Participant.objects.create(
        centre=centre, file_number="2018-0001", given_name="Dilan", family_name="Distel", birth_year=1980
    )
    referral = Referral.objects.create(
        centre=centre, participant=dilan, referred_on=date(2018, 3, 1), concern="Kanarienvogel"
    )
    segment = Segment.objects.create(centre=centre, key="intake", name="Einstiegsberatung", letters="EB", position=1)
    reason = EndingReason.objects.create(centre=centre, key="job", name="Arbeit", valuation="positive")
    participation = Participation.objects.create(
        centre=centre,
        participant=dilan,
        segment=segment,
        counsellor=personas.jule,
        started_on=date(2018, 3, 8),
        ended_on=date(2018, 5, 2),
        ending="early",
        reason=reason,
    )
    starts_at = datetime(2018, 3, 8, 23, 30, tzinfo=UTC)  # half past midnight of the 9th, in Berlin
    appointment = Appointment.objects.create(
        centre=centre,
        participant=dilan,
        participation=participation,
        starts_at=starts_at,
        ends_at=starts_at,
        status="held",
        note="Kanarienvogel",
    )
    JobStart.objects.create(centre=centre, participant=dilan, started_on=date(2018, 5, 7), insured=True)
    FollowOnMeasure.objects.create(
        centre=centre, participant=dilan, started_on=date(2018, 5, 7), kind="Kurs bei Kanarienvogel"
    )
    FollowUp.objects.create(
        centre=centre, participant=dilan, asked_on=date(2018, 11, 7), about="job", answer="yes", source="Kanarienvogel"
    )
    return Records(centre, dilan, referral, segment, participation, appointment)


@dataclass(frozen=True)
class Installation:
    """An installation of its own, run as its users run it."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, "PERSPEKTIV_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "perspektiv.site.settings"}

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, *arguments], env=self.environment, stdout=subprocess.PIPE, text=True)

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, migrated_home: Path, cohort_csv: Path
) -> Iterator[Installation]:
    """With the example cohort in it, on SQLite, where a snapshot and its writers meet in one file."""
    installation = Installation(tmp_path_factory.mktemp("imported") / "home")
    copytree(migrated_home, installation.home)
    installation.run("-m", "perspektiv", "import", str(cohort_csv))
    yield installation
