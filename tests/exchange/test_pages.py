"""An administrator sends a package, sees what it brings, and imports it."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from perspektiv.exchange import beside
from perspektiv.exchange.importing import import_package
from perspektiv.exchange.uploads import KEPT_FOR, Stage, Upload
from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Segment
from perspektiv.records.people.models import Participant
from tests.exchange.conftest import MakePackage
from tests.records.personas import Personas, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def as_user(db: None) -> Callable[[User], Client]:
    """A browser in which somebody has logged in with both factors, in German."""

    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_of"] = str(user.id)
        session.save()
        return client

    return logged_in


@pytest.fixture
def ada(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    return as_user(personas.ada)


def zipped(package: Path, **replaced: str) -> SimpleUploadedFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for file in package.iterdir():
            archive.writestr(file.name, replaced.get(file.stem, file.read_text(encoding="utf-8")))
    return SimpleUploadedFile("paket.zip", content.getvalue())


def send(client: Client, package: SimpleUploadedFile, contacts: str | None = None) -> str:
    """The address of the preview."""
    files = {"package": package}
    if contacts is not None:
        files["contacts"] = SimpleUploadedFile("kontakte.csv", contacts.encode())
    response = client.post(reverse("exchange:import"), files)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_send_preview_import(ada: Client, make_package: MakePackage, home: Path) -> None:
    address = send(ada, zipped(make_package()), "person_id,family_name\np1,Distel\n")

    preview = shown(ada, address)
    assert "Jetzt einlesen" in preview
    assert "Beschwerden (1)" in preview
    assert not Participant.objects.exists()

    assert ada.post(address, {"do": "import"}).status_code == 302
    assert "Eingelesen" in shown(ada, address)
    assert Participant.objects.get(family_name="Distel").source_key == "p1"
    assert Appointment.objects.count() == 2
    kept = [file.name for file in (home / "uploads").rglob("*") if file.is_file()]
    assert sorted(kept) == ["held", "said.json"]  # nothing that was sent


def test_sent_again_it_is_here_already(ada: Client, make_package: MakePackage) -> None:
    package = make_package()
    ada.post(send(ada, zipped(package)), {"do": "import"})

    preview = shown(ada, send(ada, zipped(package)))

    assert "Alles ist schon da." in preview
    assert "Jetzt einlesen" not in preview


def test_a_snapshot_is_refused_where_it_is_sent(ada: Client, make_package: MakePackage, home: Path) -> None:
    package = make_package()
    words = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))

    sent = zipped(package, datapackage=json.dumps({**words, "pseudonymous": True}))
    response = ada.post(reverse("exchange:import"), {"package": sent})

    assert response.status_code == 422
    assert "ist eine Momentaufnahme" in response.content.decode()
    assert list((home / "uploads").iterdir()) == []


def test_people_under_unknown_keys_are_told_of_before(ada: Client, make_package: MakePackage) -> None:
    Participant.objects.create(centre=Centre.objects.get(key="musterplatz"), file_number="2018-0001")

    assert "2 Personen neu, 0 schon bekannt, 1 hier vorhanden" in shown(ada, send(ada, zipped(make_package())))


def test_posted_twice_it_is_imported_once(ada: Client, make_package: MakePackage) -> None:
    address = send(ada, zipped(make_package()))

    for _ in range(2):
        ada.post(address, {"do": "import"})

    assert Appointment.objects.count() == 2


def test_what_differs_is_shown_without_what_the_records_say(ada: Client, make_package: MakePackage) -> None:
    package = make_package()
    ada.post(send(ada, zipped(package)), {"do": "import"})
    Participant.objects.filter(source_key="p1").update(family_name="Geheim", gender="diverse")

    address = send(ada, zipped(package), "person_id,family_name\np1,Distel\n")

    preview = shown(ada, address)
    assert "2 Angaben sind hier anders" in preview
    assert "Geheim" not in preview
    file = ada.get(f"{address}fehler.csv").content.decode()
    assert "Teilnehmende;2;Geschlecht;p1;Im Bestand steht etwas anderes." in file
    assert "Kontaktdatei;2;Nachname;p1;Im Bestand steht etwas anderes." in file
    for raw in ("persons", "gender", "family_name"):
        assert raw not in preview.partition("Angaben sind hier anders")[2]
        assert raw not in file
    assert "Teilnehmende, Zeile 2" in preview
    assert "Geschlecht" in preview
    assert "kontakte.csv" not in file or "Geheim" not in file


def test_faults_are_listed_and_can_be_taken_along(ada: Client, make_package: MakePackage) -> None:
    persons = "person_id,centre_id,gender,birth_year\n=p1,musterplatz,masculine,1980\np2,musterplatz,male,\n"

    address = send(ada, zipped(make_package(), persons=persons))

    page = shown(ada, address)
    assert "persons.csv" in page
    assert "gender" in page
    file = ada.get(f"{address}fehler.csv").content.decode()
    assert "persons.csv;2;gender;" in file
    assert ada.post(address, {"do": "import"}).status_code == 200
    assert not Participant.objects.exists()


def test_faults_of_the_contacts_are_listed_too(ada: Client, make_package: MakePackage) -> None:
    page = shown(ada, send(ada, zipped(make_package()), "person_id,family_name\np9,Distel\n"))

    assert "p9" in page
    assert "es wurde nichts eingelesen" in page


@pytest.mark.parametrize("name", ["paket.zip", "paket.pdf", "paket.xlsx"])
def test_what_is_no_package_is_said_on_the_form(ada: Client, name: str, home: Path) -> None:
    response = ada.post(reverse("exchange:import"), {"package": SimpleUploadedFile(name, b"nonsense")})

    assert response.status_code == 422
    assert "kern-error" in response.content.decode()
    assert not list((home / "uploads").glob("*")) or not (home / "uploads").exists()


def test_unknown_segments_can_be_matched(personas: Personas, ada: Client, make_package: MakePackage) -> None:
    Segment.objects.create(centre=personas.centre, key="einstieg", name="Erster Schritt", letters="ES", position=1)
    address = send(ada, zipped(make_package()))
    matched = {"segments:intake": "einstieg", "segments:search": "", "ending_reasons:job": ""}

    preview = ada.post(address, {**matched, "do": "preview"}).content.decode()
    assert 'value="einstieg" selected' in preview

    ada.post(address, {**matched, "do": "import"})
    assert set(Segment.objects.values_list("key", flat=True)) == {"einstieg", "search"}


def test_what_was_matched_is_here_already_and_what_to_match_is_named_otherwise(
    personas: Personas, ada: Client, make_package: MakePackage
) -> None:
    Segment.objects.create(centre=personas.centre, key="eb", name="Einstiegsberatung", letters="EB", position=1)

    preview = shown(ada, send(ada, zipped(make_package())))

    assert "schon da" in preview
    assert "bekannt" not in preview.partition("<main")[2]
    assert "Das Paket verwendet andere Schlüssel" in preview


def test_a_segment_of_the_same_name_is_proposed(personas: Personas, ada: Client, make_package: MakePackage) -> None:
    Segment.objects.create(centre=personas.centre, key="eb", name="Einstiegsberatung", letters="EB", position=1)

    assert 'value="eb" selected' in shown(ada, send(ada, zipped(make_package())))


def test_the_only_centre_of_the_package_goes_into_ones_own(
    as_user: Callable[[User], Client], personas: Personas, make_package: MakePackage
) -> None:
    client = as_user(make_user(personas.elsewhere, "Adele", "Fink", Role.ADMINISTRATOR))

    address = send(client, zipped(make_package()))
    preview = shown(client, address)
    assert "centres:musterplatz" not in preview, "with one centre nobody is asked which"
    assert "Alles kommt in das Zentrum „Zentrum Anderswo“." in preview
    client.post(address, {"segments:intake": "", "do": "import"})

    assert {person.centre for person in Participant.objects.all()} == {personas.elsewhere}


def test_nobody_imports_into_a_foreign_centre(
    as_user: Callable[[User], Client], personas: Personas, make_package: MakePackage
) -> None:
    client = as_user(make_user(personas.elsewhere, "Adele", "Fink", Role.ADMINISTRATOR))
    address = send(client, zipped(make_package()))

    client.post(address, {"centres:musterplatz": "musterplatz", "do": "import"})

    assert {person.centre for person in Participant.objects.all()} == {personas.elsewhere}


def test_nobody_chooses_a_foreign_centre_among_several(
    as_user: Callable[[User], Client], personas: Personas, make_package: MakePackage
) -> None:
    adele = make_user(personas.elsewhere, "Adele", "Fink", Role.ADMINISTRATOR)
    third = Centre.objects.create(key="dritte", name="Zentrum Dritte")
    Membership.objects.create(user=adele, centre=third, role=Role.ADMINISTRATOR)
    client = as_user(adele)
    address = send(client, zipped(make_package()))

    client.post(address, {"centres:musterplatz": "musterplatz", "do": "import"})

    assert not Participant.objects.exists()


def test_with_several_centres_one_chooses(personas: Personas, ada: Client, make_package: MakePackage) -> None:
    Membership.objects.create(user=personas.ada, centre=personas.elsewhere, role=Role.ADMINISTRATOR)
    package = make_package(centres=[{"centre_id": "musterplatz", "name": "M"}, {"centre_id": "neu", "name": "Neu"}])

    address = send(ada, zipped(package))

    assert "bitte wählen" in shown(ada, address)
    assert ada.post(address, {"do": "import"}).status_code == 200
    assert not Participant.objects.exists()


def test_what_another_sent_is_not_there(
    ada: Client, as_user: Callable[[User], Client], personas: Personas, make_package: MakePackage
) -> None:
    address = send(ada, zipped(make_package()))
    other = as_user(make_user(personas.centre, "Adele", "Fink", Role.ADMINISTRATOR))

    assert other.get(address).status_code == 404
    assert other.post(f"{address}verwerfen/").status_code == 404
    assert other.get(reverse("exchange:preview", args=[uuid4()])).status_code == 404


def test_discarded_it_is_gone(ada: Client, make_package: MakePackage, home: Path) -> None:
    address = send(ada, zipped(make_package()))

    ada.post(f"{address}verwerfen/")

    assert ada.get(address).status_code == 404
    assert list((home / "uploads").iterdir()) == []


def test_after_a_day_it_is_gone(ada: Client, make_package: MakePackage, home: Path) -> None:
    package = make_package()
    old = send(ada, zipped(package))
    (folder,) = (home / "uploads").iterdir()
    long_ago = folder.stat().st_mtime - KEPT_FOR.total_seconds() - 1
    os.utime(folder, (long_ago, long_ago))

    send(ada, zipped(package))

    assert ada.get(old).status_code == 404


def test_while_it_runs_the_page_shows_how_far_it_is(
    ada: Client, personas: Personas, make_package: MakePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def watched(*args: Any, **kwargs: Any) -> Any:
        seen.append(shown(ada, address))
        seen.append(ada.get(f"{address}stand/").content.decode())
        return import_package(*args, **kwargs)

    monkeypatch.setattr(beside, "import_package", watched)
    address = send(ada, zipped(make_package()))
    ada.post(address, {"do": "import"})

    running, progress = seen
    assert "Wird eingelesen" in running
    assert "<progress" in progress
    assert ada.get(f"{address}stand/")["HX-Refresh"] == "true"


def test_cut_off_it_is_ready_again(ada: Client, personas: Personas, make_package: MakePackage) -> None:
    """The process was killed: its hold on the upload is gone, and the page shows what is new, as before."""
    address = send(ada, zipped(make_package()))
    upload = Upload.of(personas.ada, address.split("/")[-2])  # type: ignore[arg-type]
    upload.say(stage=Stage.RUNNING)

    assert upload.stage is Stage.READY
    assert "Jetzt einlesen" in shown(ada, address)


def test_broken_it_says_so_and_can_be_tried_again(
    ada: Client, make_package: MakePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("disk full")

    address = send(ada, zipped(make_package()))
    monkeypatch.setattr(beside, "import_package", broken)

    with pytest.raises(RuntimeError):
        ada.post(address, {"do": "import"})

    assert "Das Einlesen ist abgebrochen" in shown(ada, address)


def test_only_its_owner_can_read_what_was_sent(ada: Client, make_package: MakePackage, home: Path) -> None:
    send(ada, zipped(make_package()), "person_id,family_name\np1,Distel\n")

    (folder,) = (home / "uploads").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    assert "Distel" not in json.dumps(json.loads((folder / "said.json").read_text()))


def test_the_page_of_exports_shows_the_commands(ada: Client) -> None:
    page = shown(ada, reverse("exchange:export"))

    assert "perspektiv export ORDNER --centre musterplatz" in page
    assert "--archive" in page
