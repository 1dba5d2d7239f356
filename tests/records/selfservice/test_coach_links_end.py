"""A jobcoach's link ends before its thirty days: when staff end it, the address changes, or the account is closed."""

from collections.abc import Callable

import pytest
from django.test import Client

from perspektiv.records.access.actions.accounts import close_account
from perspektiv.records.access.models import TrailRow
from perspektiv.records.people.actions.jobcoaches import edit_jobcoach
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.jobcoach_links import token_for
from tests.records.appointments.office import Office
from tests.records.selfservice.visiting import logged_in


def by_staff(office: Office) -> None:
    answer = logged_in(office.personas.toni).post(f"/jobcoaches/{office.personas.wachtel.pk}/links/ende/")
    assert answer.status_code == 302


def by_another_address(office: Office) -> None:
    wachtel = Jobcoach.objects.get(pk=office.personas.wachtel.pk)
    edit_jobcoach(by=office.personas.toni, jobcoach=wachtel, version=wachtel.version, email="neu@example.org")


def by_leaving(office: Office) -> None:
    """Taken out of use and back."""
    for in_use in (False, True):
        wachtel = Jobcoach.objects.get(pk=office.personas.wachtel.pk)
        edit_jobcoach(by=office.personas.toni, jobcoach=wachtel, version=wachtel.version, in_use=in_use)


def by_closing_the_account(office: Office) -> None:
    close_account(by=office.personas.ada, user=office.personas.fee, centre=office.centre)


def by_a_new_telephone(office: Office) -> None:
    wachtel = Jobcoach.objects.get(pk=office.personas.wachtel.pk)
    edit_jobcoach(by=office.personas.toni, jobcoach=wachtel, version=wachtel.version, phone="0201 5550")


@pytest.fixture
def token(office: Office) -> str:
    return token_for(office.personas.wachtel)


@pytest.mark.parametrize("ended", [by_staff, by_another_address, by_leaving, by_closing_the_account])
def test_older_links_lead_nowhere_and_a_new_one_does(
    office: Office, token: str, client: Client, ended: Callable[[Office], None]
) -> None:
    assert client.get(f"/j/{token}/").status_code == 200
    ended(office)
    assert client.get(f"/j/{token}/").status_code == 410
    new = token_for(Jobcoach.objects.select_related("user").get(pk=office.personas.wachtel.pk))
    assert client.get(f"/j/{new}/").status_code == 200


def test_an_ended_link_says_how_to_get_a_new_one(office: Office, token: str, client: Client) -> None:
    by_staff(office)
    page = client.get(f"/j/{token}/").content.decode()
    assert "Er wurde beendet" in page and "Neuen Link anfordern" in page and "noch einmal aus der Mail" not in page
    assert "noch einmal aus der Mail" in client.get(f"/j/{token[:-2]}xx/").content.decode()


def test_control_other_changes_leave_them(office: Office, token: str, client: Client) -> None:
    by_a_new_telephone(office)
    assert client.get(f"/j/{token}/").status_code == 200


def test_a_former_address_does_not_revive_them(office: Office, token: str, client: Client) -> None:
    before = office.personas.wachtel.email
    by_another_address(office)
    wachtel = Jobcoach.objects.get(pk=office.personas.wachtel.pk)
    edit_jobcoach(by=office.personas.toni, jobcoach=wachtel, version=wachtel.version, email=before)
    assert client.get(f"/j/{token}/").status_code == 410


def test_the_trail_says_who_ended_them(office: Office) -> None:
    by_staff(office)
    assert TrailRow.objects.filter(what="selfservice.jobcoach_links_ended").count() == 1


class TestWithALogin:
    """No token is needed, and none stands in the address."""

    def test_the_pages_are_there(self, office: Office) -> None:
        page = logged_in(office.personas.fee).get("/j/mein/")
        assert page.status_code == 200 and "Meine Vorschläge" in page.content.decode()

    def test_who_is_not_logged_in_is_asked_to(self, client: Client, office: Office) -> None:  # noqa: ARG002
        answer = client.get("/j/mein/")
        assert answer.status_code == 302 and "/anmelden/" in answer["Location"]

    def test_who_is_no_jobcoach_finds_nothing(self, office: Office) -> None:
        assert logged_in(office.personas.jule).get("/j/mein/").status_code == 404

    def test_a_form_of_another_session_changes_nothing(self, office: Office) -> None:
        """The key of one session is no key of another: nobody can lend their power by a foreign page."""
        mine, other = logged_in(office.personas.fee), logged_in(office.personas.fee)
        key = mine.get("/j/mein/vorschlag/").content.decode().split('name="form_key" value="')[1].split('"')[0]
        assert other.post("/j/mein/vorschlag/", {"form_key": key}).status_code == 409
        assert mine.post("/j/mein/vorschlag/", {"form_key": key}).status_code == 422
