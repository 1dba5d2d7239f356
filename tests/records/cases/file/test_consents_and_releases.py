"""Consents and releases from confidentiality: given for something, for a time, taken back at any time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.actions import consents, releases
from perspektiv.records.cases.models import ConfidentialityRelease, Consent
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

SURVEY = Consent.Purpose.SURVEY


def released(
    personas: Personas, dilan: Participant, given_on: date | None = None, ends_on: date | None = None
) -> ConfidentialityRelease:
    today = timezone.localdate()
    return releases.release(
        by=personas.jule,
        participant=dilan,
        third_party="Praxis Dr. Specht",
        about="Arbeit im Freien",
        given_on=given_on or today,
        ends_on=ends_on or today + timedelta(days=90),
    )


def test_a_consent_is_given_withdrawn_and_given_again(personas: Personas, dilan: Participant, jule: Client) -> None:
    give = f"/personen/{dilan.pk}/einwilligungen/survey/"
    id = uuid4()
    jule.post(give, {"id": id})
    jule.post(give, {"id": id})
    jule.post(give, {"id": uuid4()})
    held = Consent.objects.get()
    jule.post(f"/einwilligungen/{held.pk}/widerrufen/")
    jule.post(give, {"id": uuid4()})

    assert [bool(one.withdrawn_on) for one in Consent.objects.order_by("created_at")] == [True, False]
    assert TrailRow.objects.filter(what="cases.consent_given").count() == 2
    assert TrailRow.objects.filter(what="cases.consent_withdrawn").count() == 1


def test_withdrawing_twice_is_once(personas: Personas, dilan: Participant) -> None:
    held = consents.give(by=personas.jule, participant=dilan, purpose=SURVEY)
    for _ in range(2):
        consents.withdraw(by=personas.jule, consent=held)
    assert TrailRow.objects.filter(what="cases.consent_withdrawn").count() == 1


def test_nobody_consents_to_what_is_no_purpose(dilan: Participant, jule: Client) -> None:
    assert jule.post(f"/personen/{dilan.pk}/einwilligungen/alles/").status_code == 404


def test_a_release_names_one_office_one_matter_and_an_end(personas: Personas, dilan: Participant, jule: Client) -> None:
    today = timezone.localdate()
    typed = {
        "id": uuid4(),
        "release-third_party": "Praxis Dr. Specht",
        "release-about": "Arbeit im Freien",
        "release-given_on": today.isoformat(),
        "release-ends_on": (today + timedelta(days=30)).isoformat(),
    }
    for _ in range(2):
        assert jule.post(f"/personen/{dilan.pk}/entbindungen/", typed).status_code == 302
    given = ConfidentialityRelease.objects.get()

    assert "gilt bis" in jule.get(f"/personen/{dilan.pk}/vereinbarung/").content.decode()
    assert jule.get(f"/entbindungen/{given.pk}/papier/").content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("given", "ends", "said"),
    [(1, 10, "Zukunft"), (0, -1, "vor dem Anfang"), (0, 800, "höchstens 2 Jahre")],
)
def test_a_release_is_not_for_ever(personas: Personas, dilan: Participant, given: int, ends: int, said: str) -> None:
    today = timezone.localdate()
    with pytest.raises(Refused, match=said):
        released(personas, dilan, given_on=today + timedelta(days=given), ends_on=today + timedelta(days=ends))


def test_what_could_not_be_kept_stays_in_the_form(dilan: Participant, jule: Client) -> None:
    page = jule.post(f"/personen/{dilan.pk}/entbindungen/", {"release-third_party": "Praxis Dr. Specht"})
    assert page.status_code == 409
    assert 'value="Praxis Dr. Specht"' in page.content.decode()

    today = timezone.localdate()
    typed = {
        "release-third_party": "P",
        "release-about": "A",
        "release-given_on": today,
        "release-ends_on": "2001-01-01",
    }
    assert "vor dem Anfang" in jule.post(f"/personen/{dilan.pk}/entbindungen/", typed).content.decode()


def test_a_leap_day_ends_in_february() -> None:
    assert releases.latest_end(date(2028, 2, 29)) == date(2030, 2, 28)


def test_a_revocation_holds_at_once_and_can_be_undone(personas: Personas, dilan: Participant, jule: Client) -> None:
    given = released(personas, dilan)

    page = jule.post(f"/entbindungen/{given.pk}/widerrufen/", follow=True).content.decode()
    given.refresh_from_db()
    assert given.revoked_on == timezone.localdate()
    assert "widerrufen am" in page
    assert f"/entbindungen/{given.pk}/wiederherstellen/" in page

    jule.post(f"/entbindungen/{given.pk}/wiederherstellen/")
    given.refresh_from_db()
    assert given.revoked_on is None
    assert TrailRow.objects.filter(what__startswith="cases.release_revo").count() == 2
