"""Who looked at a file: seen by those who care and by the lead, as far as the centre shows it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import SYSTEM, record
from perspektiv.records.people.actions.cares import break_glass, open_care
from perspektiv.records.people.actions.merges import merge
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

Browser = Callable[[User], Client]


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    person = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
    open_care(by=personas.birte, participant=person, user=personas.jule)
    return person


def page(client: Client, person: Participant) -> str:
    return client.get(f"/personen/{person.pk}/zugriffe/").text


def test_names_and_words(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    record(by=personas.wachtel, what="file.read", subject=dilan, person=dilan.pk)
    record(by=SYSTEM, what="file.read", subject=dilan, person=dilan.pk)
    break_glass(by=personas.birte, participant=dilan, reason="Krisenanruf am Abend")
    text = page(as_user(personas.jule), dilan)
    assert "Toni Zeisig" in text and "Fee Wachtel" in text and "Birte Reiher" in text
    assert "Krisenanruf am Abend" in text
    assert "people.registered" not in text


def test_what_happened_to_a_merged_file_belongs_to_it(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    chain = [register(by=personas.fremd, centre=personas.centre, family_name=name) for name in ("Klee", "Mohn")]
    merge(by=personas.toni, kept=chain[1], merged=chain[0])
    merge(by=personas.toni, kept=dilan, merged=chain[1])
    assert page(as_user(personas.birte), dilan).count("Fremd Kuckuck") == 2


def test_not_where_the_staff_agreement_forbids_it(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    personas.centre.accesses_shown = False
    personas.centre.save()
    break_glass(by=personas.birte, participant=dilan, reason="Krisenanruf am Abend")
    text = page(as_user(personas.jule), dilan)
    assert "Toni Zeisig" not in text
    assert "Krisenanruf am Abend" in text  # whoever opens a case is always told


def test_the_same_queries_for_few_and_many(personas: Personas, dilan: Participant, as_user: Browser) -> None:
    client = as_user(personas.jule)
    page(client, dilan)
    counts = []
    for more in (3, 40):
        for _ in range(more):
            record(by=personas.toni, what="file.read", subject=dilan, person=dilan.pk)
        with CaptureQueriesContext(connection) as queries:
            page(client, dilan)
        counts.append(len(queries))
    assert counts[0] == counts[1]
