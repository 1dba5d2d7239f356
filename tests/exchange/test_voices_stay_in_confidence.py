"""200 canaries in what people wrote in their own words: none is found in what leaves. The eye is tested, too."""

import logging
import re
import zipfile
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from perspektiv.exchange.archive import export_archive
from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import import_package
from perspektiv.exchange.own_copy import own_copy
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.models import AnonymousText, Answer, Item, Response
from perspektiv.records.people.models import Participant
from perspektiv.snapshot.making import make_snapshot
from tests.exchange.conftest import MakePackage
from tests.exchange.test_questionnaires import in_words
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own

CANARY = re.compile(rb"Kanarie\d{3}")
HALF = 100


@pytest.fixture
def told(personas: Personas, make_package: MakePackage, caplog: pytest.LogCaptureFixture) -> set[bytes]:
    """A hundred in linked responses, a hundred in the anonymous survey, of every state."""
    caplog.set_level(logging.DEBUG)
    import_package(make_package(**in_words()), by=SYSTEM)
    first, words = Response.objects.get(source_key="r1"), Item.objects.get(key="worte")
    for number in range(HALF):
        response = Response.objects.create(
            centre=personas.centre,
            version_of=first.version_of,
            participation=first.participation,
            submitted_on=date(2018, 4, 3),
        )
        Answer.objects.create(response=response, item=words, words=f"Kanarie{number:03}")
    room = Item.objects.get(key="raeume")
    for number in range(HALF, 2 * HALF):
        state = AnonymousText.State.values[number % 3]
        AnonymousText.objects.create(
            id=uuid4(),
            centre=personas.centre,
            item=room,
            quarter=date(2018, 4, 1),
            words=f"Kanarie{number}",
            state=state,
        )
    return {f"Kanarie{number:03}".encode() for number in range(2 * HALF)}


def found_in(path: Path) -> set[bytes]:
    """The canaries in a file or in all files of a folder, also within archives."""
    found: set[bytes] = set()
    for file in [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                found |= {canary for name in archive.namelist() for canary in CANARY.findall(archive.read(name))}
        found |= set(CANARY.findall(file.read_bytes()))
    return found


def stored() -> set[bytes]:
    """In the rows of the database, as they are stored: what is in every backup of it."""
    found: set[bytes] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found |= {canary for row in cursor.fetchall() for canary in CANARY.findall(repr(row).encode())}
    return found


def test_none_in_what_leaves(told: set[bytes], tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    export_package(tmp_path / "aus", by=SYSTEM)
    export_package(tmp_path / "parquet", by=SYSTEM, form="parquet")
    make_snapshot(tmp_path / "stand", by=SYSTEM, data_as_of=date(2019, 12, 31))
    export_archive(tmp_path / "zu.zip", by=SYSTEM)

    for left in ("aus", "parquet", "stand", "zu.zip"):
        assert found_in(tmp_path / left) == set(), left
    assert stored() == set()
    assert not CANARY.findall(caplog.text.encode())
    assert not [row for row in TrailRow.objects.all() if CANARY.search(repr(vars(row)).encode())]


def test_the_eye_sees_them_where_they_belong(told: set[bytes], tmp_path: Path) -> None:
    """The control: in the person's own copy those of linked responses alone; in the opened archive all."""
    linked = {canary for canary in told if int(canary[-3:]) < HALF}
    copy = own_copy(Participant.objects.get(source_key="p1"))
    assert set(CANARY.findall(repr(copy).encode())) == linked

    export_archive(tmp_path / "offen.zip", by=SYSTEM, opened=True)
    assert found_in(tmp_path / "offen.zip") == told


def test_the_eye_sees_one_that_is_stored_in_plain(told: set[bytes]) -> None:
    Response.objects.filter(source_key="r1").update(language="Kanarie999"[:10])
    assert stored() == {b"Kanarie999"}
