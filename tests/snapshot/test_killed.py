"""A snapshot that is killed leaves nothing that looks like one."""

import random
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.package import Findings, open_package
from perspektiv.package.sealing import is_sealed
from perspektiv.package.source import find_source
from tests.snapshot.conftest import Installation

UNSAFE = """
import contextlib, django
django.setup()
from pathlib import Path
from perspektiv.records.access.trail import SYSTEM
from perspektiv.snapshot import making
making.made_beside = contextlib.nullcontext  # writes under the final name at once
making.make_snapshot(by=SYSTEM)
"""


def test_five_kills(installation: Installation) -> None:
    kill_often(installation, 5)


@pytest.mark.soak
def test_a_hundred_kills(installation: Installation) -> None:
    kill_often(installation, 100)


def kill_often(installation: Installation, times: int) -> None:
    """Kill at moments spread over all that a snapshot does, from reading to its name."""
    started = time.monotonic()
    installation.run("-m", "perspektiv", "snapshot")
    whole = time.monotonic() - started
    rng = random.Random(2019)
    survived = 0
    for _ in range(times):
        before = finished(installation)
        begun = time.monotonic()
        process = installation.start("-m", "perspektiv", "snapshot")
        try:
            process.communicate(timeout=whole * rng.uniform(0.4, 1.05))
            survived += 1
            whole = min(whole, time.monotonic() - begun)  # the first may have been slow: the machine was busy
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        after = finished(installation)
        assert after[: len(before)] == before
        assert all(opens(path) for path in after[-2:])
    assert survived < times, "no snapshot was killed"


def test_a_snapshot_that_does_not_wait_for_its_name_is_found_half_made(installation: Installation) -> None:
    """The control: written under its final name, it is there before it is whole."""
    before = finished(installation)
    process = installation.start("-c", UNSAFE)
    while finished(installation) == before and process.poll() is None:
        pass
    process.kill()
    process.communicate()

    (half,) = set(finished(installation)) - set(before)
    assert not opens(half)
    shutil.rmtree(half)


def finished(installation: Installation) -> list[Path]:
    """The snapshots under their names, the newest last."""
    folder = installation.home / "snapshots"
    return sorted(path for path in folder.glob("[!.]*")) if folder.exists() else []


def opens(path: Path) -> bool:
    """Whether it is sealed and opens with all its appointments."""
    try:
        with ExitStack() as stack:
            source = find_source(path, Findings(), stack)
            if source is None or not is_sealed(source):
                return False
        with open_package(path) as package:
            return package.connection.execute("SELECT count(*) > 0 FROM appointments").fetchall() == [(True,)]
    except Refused:
        return False
