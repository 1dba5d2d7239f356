"""Somebody brings earlier records in: from the file to the records, in a browser, by hand."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.people.models import Participant
from tests.exchange.conftest import MakePackage, make_package
from tests.journeys.conftest import LogIn
from tests.journeys.counting import PATIENCE, Hand
from tests.records.appointments.office import Office, open_office

__all__ = ["make_package"]


@pytest.fixture
def office(transactional_db: None, settings: Settings, tmp_path: Path) -> Office:
    settings.HOME = tmp_path / "home"
    return open_office()


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    page = log_in(office.personas.ada).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/einlesen/")
    return page


@pytest.fixture
def package(make_package: MakePackage, tmp_path: Path) -> Path:
    path = tmp_path / "paket.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in make_package().iterdir():
            archive.write(file, file.name)
    return path


def test_a_package_is_sent_looked_at_and_imported(page: Page, package: Path, tmp_path: Path) -> None:
    contacts = tmp_path / "kontakte.csv"
    contacts.write_text("person_id,family_name\np1,Distel\n", encoding="utf-8")
    page.get_by_label("Datenpaket", exact=True).set_input_files(package)
    page.locator("[name=contacts]").set_input_files(contacts)
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="Prüfen und Vorschau zeigen"))
    expect(page.get_by_role("row", name="Teilnehmende")).to_contain_text("2")
    assert not Participant.objects.exists()
    hand.click(page.get_by_role("button", name="Jetzt einlesen"))
    expect(page.get_by_role("heading", name="Eingelesen", exact=True)).to_be_visible()
    assert hand.moves <= 2
    assert Participant.objects.get(family_name="Distel").source_key == "p1"
    assert Appointment.objects.count() == 2
