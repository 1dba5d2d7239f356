"""Documents: kept encrypted, row and file together or not at all, only ever downloaded."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.cases import filing
from perspektiv.records.cases.actions import documents
from perspektiv.records.cases.kinds_of_file import kind_of
from perspektiv.records.cases.models import Document
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

CONTENT = "Lebenslauf: Gärtnerei".encode()

pytestmark = pytest.mark.usefixtures("documents_folder")


def added(personas: Personas, dilan: Participant, content: bytes = CONTENT, id: UUID | None = None) -> Document:
    return documents.add(
        by=personas.jule,
        participant=dilan,
        kind=Document.Kind.CV,
        name="Lebenslauf.txt",
        content=content,
        id=id or uuid4(),
    )


def test_a_document_comes_and_goes_as_it_was(personas: Personas, dilan: Participant, jule: Client) -> None:
    sent = {"id": uuid4(), "kind": "cv", "file": SimpleUploadedFile("Lebenslauf.txt", CONTENT)}
    assert jule.post(f"/personen/{dilan.pk}/unterlagen/neu/", sent).status_code == 302
    document = Document.objects.get()

    page = jule.get(f"/personen/{dilan.pk}/unterlagen/").content.decode()
    assert "Lebenslauf.txt" in page
    answer = jule.get(f"/unterlagen/{document.pk}/")
    assert answer.content == CONTENT
    assert answer["Content-Disposition"] == 'attachment; filename="Lebenslauf.txt"'
    assert (document.size, document.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert TrailRow.objects.filter(what="documents.read", subject=f"cases.document:{document.pk}").count() == 1


def test_the_file_is_unreadable_on_the_disk(personas: Personas, dilan: Participant, documents_folder: Path) -> None:
    document = added(personas, dilan)
    (kept,) = documents_folder.iterdir()

    assert kept.name == document.file.hex
    assert CONTENT not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_form_sent_twice_keeps_one_file(personas: Personas, dilan: Participant, documents_folder: Path) -> None:
    id = uuid4()
    first = added(personas, dilan, id=id)
    again = added(personas, dilan, b"etwas anderes", id=id)

    assert first == again
    assert filing.get(first.file) == CONTENT
    assert len(list(documents_folder.iterdir())) == 1


def test_sent_twice_at_the_same_moment_too(personas: Personas, dilan: Participant, documents_folder: Path) -> None:
    id = uuid4()
    put = filing.put

    def put_while_the_other_finishes(file: UUID, content: bytes) -> None:
        put(file, content)
        with patch.object(filing, "put", put):
            added(personas, dilan, id=id)

    with patch.object(filing, "put", put_while_the_other_finishes):
        kept = added(personas, dilan, b"spaeter", id=id)

    assert filing.get(kept.file) == CONTENT
    assert len(list(documents_folder.iterdir())) == 1


def test_an_id_of_another_file_is_refused(personas: Personas, dilan: Participant, alma: Participant) -> None:
    document = added(personas, dilan)
    with pytest.raises(Refused, match="anderen Akte"):
        documents.add(
            by=personas.merle, participant=alma, kind=Document.Kind.CV, name="x.txt", content=b"x", id=document.pk
        )


@pytest.mark.parametrize(
    "broken",
    [
        "perspektiv.records.cases.filing.os.fsync",
        "perspektiv.records.cases.filing.Path.replace",
        "perspektiv.records.cases.actions.documents.wait_for_turn",
        "perspektiv.records.cases.models.Document.save",
        "perspektiv.records.cases.actions.documents.record",
    ],
)
def test_a_fault_at_any_step_leaves_neither_row_nor_file(
    personas: Personas, dilan: Participant, documents_folder: Path, broken: str
) -> None:
    with patch(broken, side_effect=OSError("disk full")), pytest.raises(OSError, match="disk full"):
        added(personas, dilan)

    assert not Document.objects.exists()
    assert not TrailRow.objects.filter(what="cases.document_added").exists()
    assert [path for path in documents_folder.iterdir() if path.suffix != ".part"] == []


def test_removing_is_undone_and_then_for_good(
    personas: Personas,
    dilan: Participant,
    jule: Client,
    documents_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    document = added(personas, dilan)
    page = jule.post(f"/unterlagen/{document.pk}/entfernen/", follow=True).content.decode()
    assert f"/unterlagen/{document.pk}/zurueckholen/" in page
    assert jule.get(f"/unterlagen/{document.pk}/").status_code == 404

    jule.post(f"/unterlagen/{document.pk}/zurueckholen/")
    assert jule.get(f"/unterlagen/{document.pk}/").content == CONTENT

    documents.remove(by=personas.jule, document=document)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_documents", verbosity=0)
    assert Document.objects.exists()  # removed today: it could still be brought back

    Document.objects.update(removed_at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_documents", verbosity=0)
    assert not Document.objects.exists()
    assert list(documents_folder.iterdir()) == []
    assert TrailRow.objects.filter(what="cases.document_purged", actor="system").count() == 1


def test_purging_spares_what_was_brought_back_meanwhile(personas: Personas, dilan: Participant) -> None:
    document = added(personas, dilan)
    assert not documents._purged(personas.jule, document, timezone.now())


def test_what_an_interruption_left_is_swept_later(
    personas: Personas, dilan: Participant, documents_folder: Path
) -> None:
    document = added(personas, dilan)
    filing.put(uuid4(), b"x")
    (documents_folder / "half.part").write_bytes(b"x")
    known = {document.file}

    assert filing.sweep(known) == 0  # somebody may be writing it right now
    with patch.object(filing, "LEFT_OVER_AFTER", timedelta(seconds=-1)):
        assert filing.sweep(known) == 2
    assert filing.get(document.file) == CONTENT


def test_files_follow_a_change_of_keys(personas: Personas, dilan: Participant, settings: Settings) -> None:
    document = added(personas, dilan)
    new = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    assert filing.close_anew() == 1
    settings.FIELD_KEYS = [new]

    assert filing.get(document.file) == CONTENT


def test_whoever_steers_reads_only_after_breaking_the_glass(
    personas: Personas, dilan: Participant, as_user: Callable[[User], Client]
) -> None:
    document = added(personas, dilan)
    birte, address = as_user(personas.birte), f"/unterlagen/{document.pk}/"

    assert birte.get(address).headers["Location"] == f"/personen/{dilan.pk}/oeffnen/"
    break_glass(by=personas.birte, participant=dilan, reason="Beschwerde klären, Jule ist krank")
    assert birte.get(address).content == CONTENT
    assert as_user(personas.merle).get(address).status_code == 404


def test_too_much_and_nothing_are_said_beside_the_field(dilan: Participant, jule: Client) -> None:
    address = f"/personen/{dilan.pk}/unterlagen/neu/"
    large = jule.post(address, {"kind": "cv", "file": SimpleUploadedFile("a.txt", b"a" * (10 * 1024 * 1024 + 1))})
    assert large.status_code == 409
    assert "größer als 10 MB" in large.content.decode()
    assert jule.post(address, {"kind": "cv"}).status_code == 409
    with pytest.raises(Refused, match="leer"):
        kind_of(b"")
    with pytest.raises(Refused, match="10 MB"):
        kind_of(b"a" * (10 * 1024 * 1024 + 1))
