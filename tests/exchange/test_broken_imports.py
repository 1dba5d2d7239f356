"""Three hundred damaged files, by the pages through which they come: each refused with a sentence, nothing half in."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from perspektiv.exchange.importing import import_package
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.people.models import Participant
from tests.exchange import damage
from tests.exchange.conftest import MakePackage
from tests.exchange.damage import Damaged
from tests.records.personas import Personas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

FEW = 8
"""Of each kind, in the short test."""
WRITTEN_BY_LOOKING = {"access.trailrow", "access.trailhead"}


@pytest.fixture
def known(personas: Personas, make_package: MakePackage) -> Path:
    """A good package, whose people are here already."""
    package = make_package()
    import_package(package, by=SYSTEM)
    return package


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_of"] = str(user.id)
    session.save()
    return client


def counts() -> dict[str, int]:
    labels = {model._meta.label_lower: model for app in apps.get_app_configs() for model in app.get_models()}
    ours = {label: model for label, model in labels.items() if model.__module__.startswith("perspektiv.")}
    return {label: model._base_manager.count() for label, model in ours.items() if label not in WRITTEN_BY_LOOKING}


def every(damaged: Sequence[Damaged], answer_to: Callable[[Damaged], str]) -> None:
    """Each is answered with a sentence, and changes no table."""
    before = counts()
    for one in damaged:
        sentence = answer_to(one)
        assert sentence.rstrip().endswith(".") and len(sentence) > 20, (one.what, sentence)
        assert counts() == before, one.what


def by_import(client: Client, package: SimpleUploadedFile, contacts: SimpleUploadedFile | None = None) -> str:
    """Why it is not imported, also where somebody tries all the same: on the form, or in the list of faults."""
    sent: dict[str, Any] = {"package": package, **({"contacts": contacts} if contacts else {})}
    answer = client.post("/einlesen/", sent, follow=True)
    if not answer.redirect_chain:
        assert answer.status_code == 422
        (said,) = answer.context["form"].errors.values()
        return str(said[0])
    address = answer.redirect_chain[-1][0]
    client.post(address, {"do": "import"})
    faults = answer.context["faults"]
    sentence = faults[0]["sentence"] if faults else answer.context["refused"]
    if faults:
        assert all(fault["file"] for fault in faults), faults
        if any(fault["column"] in ("value", "moment") for fault in faults):
            assert all(fault["row"] for fault in faults), faults
    client.post(f"{address}verwerfen/")
    return str(sentence)


def by_list(client: Client, file: SimpleUploadedFile) -> str:
    """The same of the Jobcenter's list."""
    answer = client.post("/nachfrage/liste/vorschau/", {"list": file})
    if answer.status_code == 409:
        return str(answer.context["sentence"])
    assert answer.status_code == 422, answer.status_code
    client.post("/nachfrage/liste/vorschau/", {"do": "import", "read": answer.context["read"]})
    row, _column, sentence = answer.context["told"][0]
    assert row >= 2
    return str(sentence)


def upload(one: Damaged) -> SimpleUploadedFile:
    return SimpleUploadedFile(one.name, one.content)


def fewer(every: Iterator[Damaged], soak: bool) -> list[Damaged]:
    found = list(every)
    return found if soak else found[:: max(1, len(found) // FEW)]


def test_there_are_three_hundred(make_package: MakePackage) -> None:
    made = [list(damage.packages(make_package())), list(damage.contacts()), list(damage.lists())]
    assert sum(map(len, made)) >= 300 and min(map(len, made)) >= 60


HOW_MANY = pytest.mark.parametrize("soak", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["few", "all"])


@HOW_MANY
def test_packages(personas: Personas, known: Path, soak: bool) -> None:
    ada = browser(personas.ada)
    every(fewer(damage.packages(known), soak), lambda one: by_import(ada, upload(one)))


def test_impossible_responses(personas: Personas, known: Path) -> None:
    """All of them, each with its table and row."""
    ada = browser(personas.ada)
    damaged = [one for one in damage.packages(known) if one.what in damage.IMPOSSIBLE]
    assert len(damaged) == len(damage.IMPOSSIBLE) > 20
    every(damaged, lambda one: by_import(ada, upload(one)))


@HOW_MANY
def test_contacts(personas: Personas, known: Path, soak: bool) -> None:
    ada, good = browser(personas.ada), damage.zipped({file.name: file.read_bytes() for file in known.iterdir()})
    every(
        fewer(damage.contacts(), soak),
        lambda one: by_import(ada, SimpleUploadedFile("paket.zip", good), upload(one)),
    )


@HOW_MANY
def test_lists_of_the_jobcenter(personas: Personas, soak: bool) -> None:
    toni = browser(personas.toni)
    Participant.objects.create(
        centre=personas.centre, file_number="2026-0001", family_name="Distel", customer_number="1"
    )
    every(fewer(damage.lists(), soak), lambda one: by_list(toni, upload(one)))


def test_an_import_that_is_written_bit_by_bit_would_be_seen(
    personas: Personas, make_package: MakePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with faults let pass, something is in the tables."""
    monkeypatch.setattr("perspektiv.exchange.importing.Findings.fault_count", 0)
    contacts = next(one for one in damage.contacts() if one.what.startswith("no address"))
    good = damage.zipped({file.name: file.read_bytes() for file in make_package().iterdir()})
    with pytest.raises(AssertionError):
        every([contacts], lambda one: by_import(browser(personas.ada), SimpleUploadedFile("p.zip", good), upload(one)))
