"""Made-up names for the cohort: plants, each once, and always the same."""

import csv
from pathlib import Path

import pytest

from perspektiv.example.contacts import COLUMNS, FAMILY, GIVEN, names, write_contacts


def test_the_same_people_always_have_the_same_names(cohort_csv: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write_contacts(cohort_csv, tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_everybody_has_a_name_of_their_own(cohort_csv: Path, tmp_path: Path) -> None:
    write_contacts(cohort_csv, tmp_path / "contacts.csv")
    with (tmp_path / "contacts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (cohort_csv / "persons.csv").open(encoding="utf-8", newline="") as file:
        persons = {row["person_id"] for row in csv.DictReader(file)}
    assert tuple(rows[0]) == COLUMNS
    assert {row["person_id"] for row in rows} == persons
    assert len({(row["given_name"], row["family_name"]) for row in rows}) == len(persons)
    assert all(row["email"].endswith("@example.org") for row in rows)


def test_another_seed_gives_other_names() -> None:
    assert names(20, 1) != names(20, 2)


def test_more_names_than_there_are_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="names only"):
        names(len(GIVEN) * len(FAMILY) + 1)
