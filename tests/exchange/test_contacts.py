"""The contacts file gives people their names; it is read, and never written into a package."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from perspektiv.errors import Refused
from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import NotImported, import_package
from perspektiv.exchange.planning import Plan
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.people.models import Participant
from tests.exchange.conftest import MakePackage

pytestmark = pytest.mark.django_db

HEADER = "person_id,given_name,family_name,phone,email,street,postcode,city,customer_number,language,birth_date"
DILAN = "p1,Dilan,Distel,+49 30 123,dilan@example.org,Ahornweg 3,12345,Musterstadt,317 a 12,tr,1980-04-03"


def imported(package: Path, contacts: Path) -> Plan:
    return import_package(package, by=SYSTEM, contacts=contacts)


def contacts_file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "kontakte.csv"
    file.write_text("\n".join(lines) + "\n", encoding=encoding)
    return file


def test_people_get_their_names(make_package: MakePackage, tmp_path: Path) -> None:
    imported(make_package(), contacts_file(tmp_path, HEADER, DILAN))

    dilan = Participant.objects.get(source_key="p1")
    assert (str(dilan), dilan.phone, dilan.email) == ("Dilan Distel", "+49 30 123", "dilan@example.org")
    assert (dilan.street, dilan.postcode, dilan.city) == ("Ahornweg 3", "12345", "Musterstadt")
    assert (dilan.customer_number, dilan.language) == ("317A12", "tr")
    assert (dilan.birth_date, dilan.birth_year) == (date(1980, 4, 3), 1980)
    assert " distel " in dilan.search_name
    assert dilan.sounds


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_as_spreadsheets_write_it(make_package: MakePackage, tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ("Person_ID,family_name,birth_date", "p1,Müßig,03.04.1980")
    file = contacts_file(tmp_path, *(line.replace(",", delimiter) for line in lines), encoding=encoding)

    imported(make_package(), file)

    person = Participant.objects.get(source_key="p1")
    assert (person.family_name, person.birth_date) == ("Müßig", date(1980, 4, 3))


def test_with_the_names_that_a_german_centre_gives_its_columns(make_package: MakePackage, tmp_path: Path) -> None:
    header = "Personenschlüssel;Vorname;Nachname;Telefon;E-Mail;Straße;PLZ;Ort;Kunden-Nr.;Sprache;Geburtsdatum"
    row = "p1;Dilan;Distel;0221/1234-5;dilan@example.org;Ahornweg 3;12345;Musterstadt;317 A 123456;Türkisch;3.4.1980"

    imported(make_package(), contacts_file(tmp_path, header, row, encoding="cp1252"))

    dilan = Participant.objects.get(source_key="p1")
    assert (str(dilan), dilan.phone, dilan.email) == ("Dilan Distel", "0221/1234-5", "dilan@example.org")
    assert (dilan.street, dilan.postcode, dilan.city) == ("Ahornweg 3", "12345", "Musterstadt")
    assert (dilan.customer_number, dilan.language) == ("317A123456", "tr")
    assert dilan.birth_date == date(1980, 4, 3)


def test_as_a_workbook(make_package: MakePackage, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["person_id", "given_name", "postcode", "birth_date"])
    sheet.append(["p1", "Dilan", 12345, date(1980, 4, 3)])
    sheet.append([None, None, None, None])
    workbook.save(tmp_path / "kontakte.xlsx")

    imported(make_package(), tmp_path / "kontakte.xlsx")

    person = Participant.objects.get(source_key="p1")
    assert (person.given_name, person.postcode, person.birth_date) == ("Dilan", "12345", date(1980, 4, 3))


def test_known_people_get_what_they_lack_and_keep_what_they_have(make_package: MakePackage, tmp_path: Path) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    Participant.objects.filter(source_key="p1").update(family_name="Diestel", phone="030 999")

    plan = imported(package, contacts_file(tmp_path, HEADER, DILAN))

    dilan = Participant.objects.get(source_key="p1")
    assert (dilan.given_name, dilan.family_name, dilan.phone) == ("Dilan", "Diestel", "030 999")
    assert dilan.version == 2
    assert plan.people.differing == [(2, "p1", "family_name"), (2, "p1", "phone"), (2, "p1", "language")]
    trail = TrailRow.objects.get(what="exchange.added_contacts")
    assert trail.person == dilan.id


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["given_name", "Dilan"], "Zeile 1, Spalte person_id: Die Spalte person_id fehlt"),
        (["person_id,Spitzname", "p1,Di"], "Zeile 1, Spalte Spitzname: .* Möglich sind Vorname, Nachname, Telefon"),
        (["person_id,Vorname,given_name", "p1,A,B"], "Zeile 1, Spalte Vorname: Diese Spalte kommt mehrmals vor"),
        (["Person,E-Mail", "p1,dilan"], "Zeile 2, Spalte E-Mail: Das ist keine E-Mail-Adresse"),
        (["person_id,customer_number", "p1,abc"], "Spalte customer_number: Das ist keine Kundennummer des Jobcenters"),
        (["person_id,Telefon", "p1,abc"], "Zeile 2, Spalte Telefon: Das ist keine Telefonnummer"),
        (["person_id,city,city", "p1,A,B"], "Zeile 1, Spalte city: Diese Spalte kommt mehrmals vor"),
        (["person_id,city", "p1,A", "p1,B"], "Zeile 3, Spalte person_id: Die Person „p1“ steht schon in Zeile 2"),
        (["person_id,city", ",A"], "Zeile 2, Spalte person_id: Der Schlüssel der Person fehlt"),
        (["person_id,city", "p9,A"], "Zeile 2, Spalte person_id: Die Person „p9“ steht nicht im Paket"),
        (["person_id,city", "p1,A,B"], "Zeile 2: Die Zeile hat mehr Felder"),
        (["person_id,city", f"p1,{'x' * 81}"], "Zeile 2, Spalte city: Höchstens 80 Zeichen"),
        (["person_id,email", "p1,dilan"], "Zeile 2, Spalte email: Das ist keine E-Mail-Adresse"),
        (["person_id,birth_date", "p1,31.02.1980"], "Zeile 2, Spalte birth_date: Das ist kein Geburtsdatum"),
        (["person_id,birth_date", "p1,2999-01-01"], "Zeile 2, Spalte birth_date: Das ist kein Geburtsdatum"),
        (["person_id,birth_date", "p1,1981-01-01"], "Zeile 2, Spalte birth_date: Das Geburtsjahr im Paket ist 1980"),
        (["person_id,city", "p1,A\0B"], "Zeile 2, Spalte city: Hier steht ein Nullzeichen"),
        (["person_id,city", 'p1,"A" B'], "Anführungszeichen"),
        ([""], "Die Spalte person_id fehlt"),
    ],
)
def test_a_fault_says_where_it_is_and_nothing_is_written(
    make_package: MakePackage, tmp_path: Path, lines: list[str], place: str
) -> None:
    with pytest.raises(NotImported, match=place):
        imported(make_package(), contacts_file(tmp_path, *lines))

    assert not Participant.objects.exists()


def test_what_is_no_contacts_file_is_refused(make_package: MakePackage, tmp_path: Path) -> None:
    package, other = make_package(), tmp_path / "kontakte.pdf"
    other.write_bytes(b"%PDF")

    with pytest.raises(Refused, match="keine Kontaktdatei"):
        imported(package, other)
    with pytest.raises(Refused, match="gibt es nicht"):
        imported(package, tmp_path / "nirgends.csv")


@pytest.mark.django_db(transaction=True)
def test_no_name_comes_into_a_package(make_package: MakePackage, tmp_path: Path) -> None:
    imported(make_package(), contacts_file(tmp_path, HEADER, DILAN))

    export_package(tmp_path / "aus", by=SYSTEM)

    written = b"".join(file.read_bytes() for file in (tmp_path / "aus").iterdir())
    assert not [word for word in DILAN.split(",")[1:-2] if word.encode() in written]
