"""Writers go on while the records are frozen, and the snapshot does not see what they write."""

import pytest

from bench.snapshotting import MOST_WAIT, measure
from tests.snapshot.conftest import Installation

WRITE_MEANWHILE = """
import django
django.setup()
from perspektiv.records.access.frozen import frozen
from perspektiv.records.appointments.models import Appointment
with frozen() as using:
    frozen_then = Appointment.objects.using(using).filter(status="held").count()
    Appointment.objects.filter(status="no_show").update(status="held")
    print(frozen_then == Appointment.objects.using(using).filter(status="held").count())
    print(frozen_then < Appointment.objects.filter(status="held").count())
"""
LOCKING = """
import contextlib, sys, django
django.setup()
from pathlib import Path
from django.db import transaction
from perspektiv.records.access.trail import SYSTEM
from perspektiv.snapshot import making
@contextlib.contextmanager
def locked():
    with transaction.atomic():
        yield "default"
making.frozen = locked
making.make_snapshot(Path(sys.argv[1]), by=SYSTEM)
"""


def test_a_writer_need_not_wait_and_what_it_writes_is_not_seen(installation: Installation) -> None:
    assert installation.run("-c", WRITE_MEANWHILE).split() == ["True", "True"]


@pytest.mark.soak
def test_a_hundred_thousand_appointments_are_frozen_in_time_and_nobody_waits() -> None:
    found = measure(10)

    assert found.appointments > 90_000
    # against the same writer alone: how long it waits for the disk is the machine's own
    assert found.frozen < 2 * found.imported
    assert found.beside.longest <= found.alone.longest + MOST_WAIT


@pytest.mark.soak
def test_a_snapshot_through_the_writers_own_connection_would_make_them_wait() -> None:
    """The control: where reading takes the writers' turn, they wait as long as it reads."""
    assert measure(10, snapshot=("-c", LOCKING)).beside.longest > MOST_WAIT
