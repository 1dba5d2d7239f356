"""The archive for moving away has everything, and what is sealed stays sealed unless asked."""

import json
import stat
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps

from perspektiv.errors import Refused
from perspektiv.exchange.archive import export_archive
from perspektiv.exchange.harmless import as_typed, harmless
from perspektiv.exchange.importing import import_package
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.access.vault import box
from perspektiv.records.cases import filing
from perspektiv.records.cases.models import Document, Note
from perspektiv.records.people.models import Participant
from tests.exchange.conftest import MakePackage
from tests.records.personas import PASSWORD, Personas

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own

WORDS = "Möchte gern mit Holz arbeiten."
PAPER = b"%PDF-1.7 Lebenslauf"


@pytest.fixture
def dilan(personas: Personas, make_package: MakePackage) -> Participant:
    """An imported person with a name, a telephone, a note and a document."""
    import_package(make_package(), by=SYSTEM)
    dilan = Participant.objects.get(source_key="p1")
    Participant.objects.filter(pk=dilan.pk).update(given_name="Dilan", family_name="Distel", phone="+49 30 1")
    Note.objects.create(centre=personas.centre, participant=dilan, author=personas.jule, words=WORDS)
    file = uuid4()
    filing.put(file, PAPER)
    Document.objects.create(
        centre=personas.centre,
        participant=dilan,
        kind="cv",
        name="Lebenslauf.PDF",
        content_type="application/pdf",
        size=len(PAPER),
        file=file,
        sha256="",
        added_by=personas.jule,
    )
    return dilan


def archived(out: Path, *, opened: bool = False) -> zipfile.ZipFile:
    export_archive(out, by=SYSTEM, opened=opened)
    return zipfile.ZipFile(out)


def lines(archive: zipfile.ZipFile, model: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in archive.read(f"bestand/{model}.jsonl").splitlines()]


@pytest.mark.usefixtures("dilan")
def test_it_is_called_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Das Archiv ist eine \.zip"):
        archived(tmp_path / "archiv")
    assert not list(tmp_path.glob("archiv*"))


def test_every_table_is_in_it(dilan: Participant, tmp_path: Path) -> None:
    with archived(tmp_path / "umzug.zip") as archive:
        names = archive.namelist()
        for app in apps.get_app_configs():
            if app.name.startswith("perspektiv.records."):
                for model in app.get_models():
                    rows = lines(archive, model._meta.label_lower)
                    assert len(rows) == model._base_manager.count(), model

    assert {"paket/datapackage.json", "paket/persons.csv", "kontakte.csv", "LIESMICH.txt"} <= set(names)


def test_no_password_leaves(dilan: Participant, tmp_path: Path) -> None:
    with archived(tmp_path / "umzug.zip", opened=True) as archive:
        assert all("password" not in user for user in lines(archive, "access.user"))
        assert not [name for name in archive.namelist() if PASSWORD.encode() in archive.read(name)]


def test_counselling_stays_sealed_unless_asked(dilan: Participant, tmp_path: Path) -> None:
    with archived(tmp_path / "zu.zip") as archive:
        (note,) = lines(archive, "cases.note")
        assert WORDS not in str(note)
        assert box().decrypt(str(note["words"]).encode()).decode() == WORDS
        assert not [name for name in archive.namelist() if name.startswith("unterlagen/")]


def test_when_asked_it_can_be_read_and_documents_are_there(dilan: Participant, tmp_path: Path) -> None:
    with archived(tmp_path / "offen.zip", opened=True) as archive:
        (note,) = lines(archive, "cases.note")
        assert note["words"] == WORDS
        assert archive.read(f"unterlagen/{Document.objects.get().id}.pdf") == PAPER

    assert TrailRow.objects.filter(what="exchange.archived_opened").count() == 2  # one a centre


def test_nobody_else_can_read_the_file(dilan: Participant, tmp_path: Path) -> None:
    archived(tmp_path / "umzug.zip").close()

    assert stat.S_IMODE((tmp_path / "umzug.zip").stat().st_mode) == 0o600


def test_package_and_contacts_come_back_in(dilan: Participant, tmp_path: Path) -> None:
    with archived(tmp_path / "umzug.zip") as archive:
        archive.extractall(tmp_path)

    plan = import_package(tmp_path / "paket", by=SYSTEM, contacts=tmp_path / "kontakte.csv")

    assert [(len(step.new), step.differing) for step in plan.steps] == [(0, 0)] * len(plan.steps)
    assert (plan.people.filled, plan.people.differing) == ([], [])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    typed = f"{start}cmd|' /C calc'!A0"

    assert harmless(typed) == f"'{typed}"
    assert as_typed(harmless(typed)) == typed
    assert as_typed("'s-Hertogenbosch") == "'s-Hertogenbosch"
