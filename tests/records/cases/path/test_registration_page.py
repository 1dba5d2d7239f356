"""The assistant registers a person and their way in together, in at most twelve fields."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.models import Referral
from perspektiv.records.people.models import Participant
from tests.records.cases.path.conftest import Path, days_back
from tests.records.cases.path.pages import fields_of, hidden_of, undo, words_of

Login = Callable[[User], Client]


@pytest.fixture
def toni(path: Path, as_user: Login) -> Client:
    return as_user(path.personas.toni)


def filled(**others: str) -> dict[str, str]:
    return {
        "given_name": "Ulla",
        "family_name": "Ulme",
        "birth": "5.3.1990",
        "gender": "female",
        "language": "uk",
        "initiative": "participant",
        "referred_on": timezone.localdate().isoformat(),
        **others,
    }


def test_twelve_fields_at_most(toni: Client) -> None:
    assert len(fields_of(toni.get("/personen/zugang/"))) <= 12


def test_both_are_made_at_once_and_once(toni: Client, path: Path) -> None:
    sent = {**hidden_of(toni.get("/personen/zugang/")), **filled(jobcoach=str(path.personas.wachtel.pk))}
    first, second = toni.post("/personen/zugang/", sent), toni.post("/personen/zugang/", sent)
    referral = Referral.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"/zugaenge/{referral.pk}/"
    assert (referral.jobcoach, referral.participant.birth_year) == (path.personas.wachtel, 1990)
    assert referral.participant.gender == "female"


def test_a_way_in_before_the_last_exit_is_asked_about_once(toni: Client, path: Path) -> None:
    ended = path.begins(days_ago=90)
    end_regularly(by=path.personas.jule, participation=ended, version=ended.version, day=days_back(10))
    address = f"/personen/{ended.participant_id}/zugang/"
    sent = {**hidden_of(toni.get(address)), "initiative": "participant", "referred_on": days_back(30).isoformat()}
    asked = toni.post(address, sent)
    assert "vor dem letzten Tag der früheren Teilnahme" in words_of(asked)
    assert Referral.objects.count() == 1
    again = {**sent, **hidden_of(asked)}
    assert "vor dem letzten Tag" in words_of(toni.post(address, {**again, "referred_on": days_back(31).isoformat()}))
    assert toni.post(address, again).status_code == 302
    assert toni.post(address, {**again, "days_meant": ""}).status_code == 302, "sent twice, it is the same"
    assert Referral.objects.count() == 2


def test_informed_after_the_way_in_is_asked_about_once(toni: Client) -> None:
    days = {"referred_on": days_back(9).isoformat(), "informed_on": days_back(2).isoformat()}
    sent = {**hidden_of(toni.get("/personen/zugang/")), **filled(**days)}
    asked = toni.post("/personen/zugang/", sent)
    assert "erst nach dem Tag des Zugangs informiert" in words_of(asked)
    assert not Referral.objects.exists()
    assert toni.post("/personen/zugang/", {**sent, **hidden_of(asked)}).status_code == 302


def test_it_can_be_taken_back_and_leaves_the_person(toni: Client) -> None:
    page = toni.post("/personen/zugang/", {"id": str(uuid4()), **filled()}, follow=True)
    undo(toni, page)
    assert not Referral.objects.exists()


def test_who_may_be_known_is_asked_once(toni: Client, path: Path) -> None:
    known = path.comes_in("Ulla", "Ulme").participant
    id = str(uuid4())
    asked = toni.post("/personen/zugang/", {"id": id, **filled(birth="")})
    assert asked.status_code == 200
    assert known.file_number in words_of(asked)
    assert Referral.objects.count() == 1
    toni.post("/personen/zugang/", {"id": id, "someone_else": "1", **filled(birth="")})
    assert Participant.objects.count() == 2


def test_the_way_in_goes_to_the_known_file_without_typing_again(toni: Client, path: Path) -> None:
    known = Participant.objects.create(
        centre=path.personas.centre, file_number="2020-0001", given_name="Ulla", family_name="Ulme"
    )
    toni.post("/personen/zugang/", {"id": str(uuid4()), "person": str(known.pk), **filled(concern="Sprache")})
    assert Referral.objects.get().participant == known
    assert Referral.objects.get().concern == "Sprache"
    assert Participant.objects.count() == 1


def test_a_foreign_file_is_like_a_missing_one(toni: Client, path: Path) -> None:
    foreign = Participant.objects.create(centre=path.personas.elsewhere, file_number="2020-0001")
    answer = toni.post("/personen/zugang/", {"id": str(uuid4()), "person": str(foreign.pk), **filled()})
    assert answer.status_code == 404
    assert not Referral.objects.exists()


def test_while_typing_the_known_are_shown(toni: Client, path: Path) -> None:
    path.comes_in("Ulla", "Ulme")
    assert "Ulla Ulme" in words_of(
        toni.post("/personen/zugang/aehnliche/", {"given_name": "Ula", "family_name": "Ulme"})
    )
    assert "Ulla" not in words_of(
        toni.post("/personen/zugang/aehnliche/", {"given_name": "Tarek", "family_name": "Tanne"})
    )


def test_a_second_open_way_in_is_refused_in_words(toni: Client, path: Path) -> None:
    person = path.comes_in("Ulla", "Ulme").participant
    page = toni.post(f"/personen/{person.pk}/zugang/", {"id": str(uuid4()), "referred_on": str(timezone.localdate())})
    assert page.status_code == 409
    assert "schon ein Zugang offen" in words_of(page)


def test_a_correction_shows_both_versions_where_somebody_was_faster(toni: Client, path: Path, as_user: Login) -> None:
    referral = path.comes_in("Ulla", "Ulme", days_ago=3)
    address = f"/zugaenge/{referral.pk}/bearbeiten/"
    mine, theirs = hidden_of(toni.get(address)), hidden_of(as_user(path.personas.birte).get(address))
    day = days_back(3).isoformat()
    as_user(path.personas.birte).post(address, {**theirs, "referred_on": day, "concern": "Beruf finden"})
    page = toni.post(address, {**mine, "referred_on": day, "concern": "Sprache lernen"})
    assert page.status_code == 409
    assert "Beruf finden" in words_of(page)
    assert "Sprache lernen" in words_of(page)
    referral.refresh_from_db()
    assert referral.concern == "Beruf finden"
    toni.post(address, {**hidden_of(page), "referred_on": day, "concern": "Sprache lernen"})
    referral.refresh_from_db()
    assert referral.concern == "Sprache lernen"
