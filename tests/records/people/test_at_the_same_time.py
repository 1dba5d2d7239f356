"""Several at once: no number twice, no form twice, no edit lost unseen. On a real database, with real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connections

from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import chained
from perspektiv.records.people.actions.cares import open_care
from perspektiv.records.people.actions.merges import merge
from perspektiv.records.people.actions.participants import ChangedMeanwhile, edit, register
from perspektiv.records.people.models import Care, Merge, Participant
from tests.records.personas import Personas

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, act: Callable[[int], T]) -> list[T]:
    """The results of as many threads, each with a connection of its own."""

    def alone(number: int) -> T:
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=times) as pool:
        return list(pool.map(alone, range(times)))


def test_parallel_registrations_get_numbers_of_their_own(personas: Personas) -> None:
    def one(number: int) -> str:
        made = register(by=personas.toni, centre=personas.centre, family_name=f"Distel {number}")
        return made.file_number

    numbers = at_once(12, one)
    assert sorted(int(number.partition("-")[2]) for number in numbers) == list(range(1, 13))


def test_twenty_sends_of_one_form_make_one_person(personas: Personas) -> None:
    id = uuid4()

    def send(_: int) -> str:
        return register(by=personas.toni, centre=personas.centre, family_name="Distel", id=id).file_number

    assert len(set(at_once(20, send))) == 1
    assert Participant.objects.count() == 1
    assert TrailRow.objects.filter(what="people.registered").count() == 1


def test_of_ten_edits_of_one_version_one_wins(personas: Personas) -> None:
    dilan = register(by=personas.toni, centre=personas.centre, family_name="Distel")

    def change(number: int) -> bool:
        try:
            edit(by=personas.toni, participant=dilan, version=1, phone=str(number))
        except ChangedMeanwhile:
            return False
        return True

    assert sum(at_once(10, change)) == 1
    dilan.refresh_from_db()
    assert dilan.version == 2


def test_one_care_and_one_merge(personas: Personas) -> None:
    one, other = (register(by=personas.toni, centre=personas.centre, family_name=name) for name in ("Klee", "Mohn"))
    at_once(8, lambda _: open_care(by=personas.birte, participant=one, user=personas.jule).pk)
    assert Care.objects.count() == 1
    id = uuid4()
    at_once(8, lambda _: merge(by=personas.toni, kept=one, merged=other, id=id).pk)
    assert Merge.objects.count() == 1


def test_the_chain_of_the_trail_stays_whole(personas: Personas) -> None:
    at_once(8, lambda number: register(by=personas.toni, centre=personas.centre, family_name=f"Distel {number}").pk)
    before = "0" * 64
    for row in TrailRow.objects.order_by("seq"):
        assert chained(before, row) == row.hash
        before = row.hash
