"""Who might be the same person: shown with the reasons, and nobody for nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.duplicates import Person, Reason, duplicates
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

BORN = date(1990, 3, 5)


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    return register(
        by=personas.toni,
        centre=personas.centre,
        given_name="Dilan",
        family_name="Müller",
        birth_date=BORN,
        customer_number="317A123456",
    )


@pytest.mark.parametrize(
    ("person", "reasons"),
    [
        (Person("Dilan", "Mueller"), (Reason.NAME,)),
        (Person("Müller", "Dilan"), (Reason.NAME,)),
        (Person("Dylan", "Miller", BORN), (Reason.BIRTH_DATE, Reason.SIMILAR_NAME)),
        (Person("Dilan Maria", "Müller", birth_year=1990), (Reason.BIRTH_YEAR, Reason.SIMILAR_NAME)),
        (Person("Dilan", "Ahorn", BORN), (Reason.BIRTH_DATE, Reason.SIMILAR_NAME)),  # took another name
        (Person("Dilsn", "Ahorn", BORN), (Reason.BIRTH_DATE, Reason.SIMILAR_NAME)),  # and a wrong key
        (Person("Dilan", "Müller", date(1991, 3, 5)), (Reason.NAME,)),  # a wrong digit in the year
        (Person("Rosa", "Klee", customer_number="317 a 123456"), (Reason.CUSTOMER_NUMBER,)),
        (
            Person("Dilan", "Müller", BORN, customer_number="317A123456"),
            (Reason.CUSTOMER_NUMBER, Reason.BIRTH_DATE, Reason.NAME),
        ),
    ],
)
def test_shown_with_reasons(
    personas: Personas, dilan: Participant, person: Person, reasons: tuple[Reason, ...]
) -> None:
    (candidate,) = duplicates(personas.centre, person)
    assert candidate.participant == dilan
    assert candidate.reasons == reasons


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(family_name="Müller"),  # one name alone is too little
        Person("Dilan", "Müller", date(1961, 7, 9)),  # the same name, clearly another person
        Person("Rosa", "Klee", BORN),  # the same birthday alone
        Person("Dilan", "Ahorn", birth_year=1990),
        Person("Rosa", "Klee", customer_number="999"),
    ],
)
def test_nobody_for_nothing(personas: Personas, dilan: Participant, person: Person) -> None:
    assert duplicates(personas.centre, person) == []


def test_the_likeliest_first(personas: Personas, dilan: Participant) -> None:
    similar = register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Muller")
    found = duplicates(personas.centre, Person("Dilan", "Müller", BORN))
    assert [candidate.participant for candidate in found] == [dilan, similar]


def test_not_across_centres_nor_merged_ones_nor_oneself(personas: Personas, dilan: Participant) -> None:
    assert duplicates(personas.elsewhere, Person("Dilan", "Müller", BORN)) == []
    assert duplicates(personas.centre, Person("Dilan", "Müller", BORN), but_not=dilan.id) == []
    other = register(by=personas.toni, centre=personas.centre, family_name="Klee")
    Participant.objects.filter(pk=dilan.pk).update(merged_into=other)
    assert duplicates(personas.centre, Person("Dilan", "Müller", BORN)) == []


def test_names_in_other_letters(personas: Personas) -> None:
    made = register(by=personas.toni, centre=personas.centre, given_name="Олена", family_name="Шевченко")
    (candidate,) = duplicates(personas.centre, Person("Олена", "Шевченко"))
    assert candidate.participant == made


def test_one_query(personas: Personas, dilan: Participant) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        duplicates(personas.centre, Person("Dilan", "Müller", BORN))
    assert len(queries) == 1
