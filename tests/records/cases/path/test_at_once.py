"""Many at once: one form sent twenty times makes one row with one answer; nobody overwrites anybody (trust 6)."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.cases.actions.referrals import correct_way_in
from perspektiv.records.cases.models import CaseOffer, Contact, Counselling, Participation, Referral
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.models import Participant
from tests.records.cases.path.conftest import Path

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20
Login = Callable[[User], Client]


def at_once(act: Callable[[int], Any], times: int = AT_ONCE) -> list[Any]:
    """All start together, each with a connection of its own."""
    start = Barrier(times)

    def one(number: int) -> Any:
        try:
            start.wait(timeout=30)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def sent_at_once(client: Client, address: str, data: Mapping[str, object]) -> set[tuple[int, str]]:
    """The answers to one form that is sent many times."""

    def send(_: int) -> tuple[int, str]:
        browser = Client()
        browser.cookies = client.cookies
        answer = browser.post(address, data)
        return answer.status_code, answer.headers.get("Location", "")

    return set(at_once(send))


def test_a_proposal(path: Path, as_user: Login) -> None:
    data = {
        "id": uuid4(),
        "given_name": "Ulla",
        "family_name": "Ulme",
        "customer_number": "317A123456",
        "language": "uk",
        "initiative": "both",
        "informed_on": timezone.localdate().isoformat(),
    }
    assert sent_at_once(as_user(path.personas.fee), "/vorschlag/", data) == {(302, "/vorschlaege/")}
    assert Referral.objects.count() == Participant.objects.count() == 1


def test_a_registration(path: Path, as_user: Login) -> None:
    id = uuid4()
    data = {"id": id, "family_name": "Ulme", "referred_on": timezone.localdate().isoformat(), "someone_else": "1"}
    assert sent_at_once(as_user(path.personas.toni), "/personen/zugang/", data) == {(302, f"/zugaenge/{id}/")}
    assert Referral.objects.count() == Participant.objects.count() == 1


def test_a_contact(path: Path, as_user: Login) -> None:
    referral = path.comes_in()
    data = {"id": uuid4(), "contact": "phone:reached"}
    answers = sent_at_once(as_user(path.personas.toni), f"/zugaenge/{referral.pk}/kontakt/", data)
    assert answers == {(302, f"/zugaenge/{referral.pk}/")}
    assert Contact.objects.count() == 1


def test_with_an_id_each_there_are_twenty(path: Path, as_user: Login) -> None:
    """The negative control: it is the form's id that makes one of many."""
    referral = path.comes_in()
    client = as_user(path.personas.toni)

    def send(_: int) -> int:
        browser = Client()
        browser.cookies = client.cookies
        data = {"id": uuid4(), "contact": "phone:reached"}
        return browser.post(f"/zugaenge/{referral.pk}/kontakt/", data).status_code

    assert at_once(send) == [302] * AT_ONCE
    assert Contact.objects.count() == AT_ONCE


def test_an_offer(path: Path, as_user: Login) -> None:
    person = path.comes_in().participant
    data = {"id": uuid4(), "segment": path.segment("intake").pk, "counsellor": path.personas.jule.pk}
    answers = sent_at_once(as_user(path.personas.birte), f"/personen/{person.pk}/anbieten/", data)
    assert answers == {(302, f"/personen/{person.pk}/")}
    assert CaseOffer.objects.count() == 1


def test_an_acceptance(path: Path, as_user: Login) -> None:
    offer = path.offered(path.comes_in())
    data = {"version": offer.version}
    answers = sent_at_once(as_user(path.personas.jule), f"/angebote/{offer.pk}/annehmen/", data)
    assert answers == {(302, f"/personen/{offer.participant_id}/")}
    assert Participation.objects.count() == Counselling.objects.count() == 1


def test_two_leads_offer_one_case_to_two_counsellors(path: Path, as_user: Login) -> None:
    person = path.comes_in().participant
    client = as_user(path.personas.birte)

    def offer(number: int) -> int:
        browser = Client()
        browser.cookies = client.cookies
        counsellor = path.personas.jule if number % 2 else path.personas.merle
        data = {"id": uuid4(), "segment": path.segment("intake").pk, "counsellor": counsellor.pk}
        return browser.post(f"/personen/{person.pk}/anbieten/", data).status_code

    answers = at_once(offer)
    assert sorted(answers) == [302] + [409] * (AT_ONCE - 1)
    assert CaseOffer.objects.count() == 1


def test_of_200_stale_edits_none_overwrites(path: Path) -> None:
    referral, kept, refused = path.comes_in(), [], []
    for round in range(10):
        version = Referral.objects.get().version

        def edit(number: int, round: int = round, version: int = version) -> str | None:
            words = f"Fassung {round}.{number}"
            try:
                correct_way_in(by=path.personas.toni, referral=referral, version=version, concern=words)
            except ChangedMeanwhile as changed:
                assert isinstance(changed.stored, Referral)
                return None if changed.stored.concern else "nothing to show"
            return words

        answers = at_once(edit)
        kept += [words for words in answers if words]
        refused += [words for words in answers if words is None]
        assert Referral.objects.get().concern == kept[-1]
    assert (len(kept), len(refused)) == (10, 190)


def test_without_the_version_the_last_would_overwrite(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: a look that does not ask for the version lets everybody save."""
    referral = path.comes_in()
    monkeypatch.setattr(
        "perspektiv.records.cases.actions.referrals.current", lambda shown, _: type(shown).objects.get(pk=shown.pk)
    )

    def edit(number: int) -> bool:
        correct_way_in(by=path.personas.toni, referral=referral, version=1, concern=f"Fassung {number}")
        return True

    assert at_once(edit) == [True] * AT_ONCE
