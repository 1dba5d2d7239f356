"""A jobcoach proposes a person in eight fields, and sees where it stands: compartment A, nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.participations import end_early, end_regularly
from perspektiv.records.cases.actions.referrals import decide, jobcoach_of, register_way_in, wait_for_place
from perspektiv.records.cases.models import ClosingResult, Goal, Note, Referral
from perspektiv.records.cases.standing import proposals_of
from perspektiv.records.people.models import Jobcoach, Participant
from tests.records.cases.path.conftest import Path, days_back
from tests.records.cases.path.pages import fields_of, hidden_of, words_of
from tests.records.personas import make_user

Login = Callable[[User], Client]
FILLED = {
    "given_name": "Ulla",
    "family_name": "Ulme",
    "customer_number": "317A123456",
    "phone": "0251 4921",
    "language": "uk",
    "initiative": "both",
    "concern": "berufliche Richtung klären",
}


def filled(**others: str) -> dict[str, str]:
    return {**FILLED, "informed_on": timezone.localdate().isoformat(), **others}


@pytest.fixture
def fee(path: Path, as_user: Login) -> Client:
    return as_user(path.personas.fee)


def test_the_page_has_eight_fields_and_says_that_it_is_voluntary(fee: Client) -> None:
    page = fee.get("/vorschlag/")
    assert len(fields_of(page)) == 8
    assert "informed_on" in fields_of(page)
    assert "freiwillig" in words_of(page)


def test_a_proposal_arrives_once_however_often_it_is_sent(fee: Client, path: Path) -> None:
    sent = {**hidden_of(fee.get("/vorschlag/")), **filled()}
    for _ in range(3):
        assert fee.post("/vorschlag/", sent).status_code == 302
    referral = Referral.objects.get()
    assert (str(referral.participant), referral.jobcoach) == ("Ulla Ulme", path.personas.wachtel)
    assert referral.informed_on == timezone.localdate()
    assert Participant.objects.count() == 1


def test_who_was_not_informed_is_not_proposed(fee: Client) -> None:
    assert fee.post("/vorschlag/", filled(informed_on="")).status_code == 200
    assert fee.post("/vorschlag/", filled(informed_on=days_back(-1).isoformat())).status_code == 200
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"customer_number": "abc"}, "keine Kundennummer des Jobcenters"),
        ({"customer_number": "xx"}, "keine Kundennummer des Jobcenters"),
        ({"phone": "abc"}, "keine Telefonnummer"),
    ],
)
def test_numbers_that_lead_nowhere_are_asked_again(fee: Client, typed: dict[str, str], said: str) -> None:
    page = fee.post("/vorschlag/", filled(**typed))
    assert said in words_of(page)
    assert not Referral.objects.exists()


def test_a_known_person_is_not_given_away(fee: Client, path: Path) -> None:
    Participant.objects.create(
        centre=path.personas.centre,
        file_number="2020-0001",
        given_name="Ulla",
        family_name="Ulme",
        customer_number="317A123456",
    )
    unknown = fee.post(
        "/vorschlag/", filled(given_name="Tarek", family_name="Tanne", customer_number="317A123457"), follow=True
    )
    known = fee.post("/vorschlag/", filled(), follow=True)
    assert words_of(known).count("Ulla Ulme") == words_of(unknown).count("Tarek Tanne") == 3
    assert "bekannt" not in words_of(known)


def test_the_assistant_is_shown_who_it_may_be(fee: Client, path: Path, as_user: Login) -> None:
    Participant.objects.create(
        centre=path.personas.centre, file_number="2020-0001", customer_number="317A123456", family_name="Ulme-Erle"
    )
    fee.post("/vorschlag/", filled())
    page = as_user(path.personas.toni).get(f"/zugaenge/{Referral.objects.get().pk}/")
    assert "Ulme-Erle" in words_of(page)
    assert f"?mit={Referral.objects.get().participant_id}" in page.content.decode()


def test_a_new_jobcoach_is_listed_when_they_first_come(path: Path, as_user: Login) -> None:
    pia = make_user(path.personas.centre, "Pia", "Pirol", Role.JOBCOACH)
    assert as_user(pia).get("/vorschlaege/").status_code == 200
    as_user(pia).post("/vorschlag/", filled())
    assert Referral.objects.get().jobcoach == Jobcoach.objects.get(user=pia)


def test_a_listed_jobcoach_with_the_same_mail_becomes_the_user(path: Path) -> None:
    pia = make_user(path.personas.centre, "Pia", "Pirol", Role.JOBCOACH)
    listed = Jobcoach.objects.create(
        centre=path.personas.centre, family_name="Pirol", email=pia.email.upper(), team="Team 5"
    )
    assert jobcoach_of(pia, path.personas.centre) == listed
    listed.refresh_from_db()
    assert (listed.user, listed.team) == (pia, "Team 5")


class TestStatus:
    def words(self, fee: Client) -> str:
        return words_of(fee.get("/vorschlaege/"))

    def test_received_contact_and_waiting(self, fee: Client, path: Path) -> None:
        referral = path.comes_in("Ulla", "Ulme", days_ago=5)
        assert "eingegangen" in self.words(fee)
        note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="not_reached")
        assert "Erstansprache" in self.words(fee)
        wait_for_place(by=path.personas.toni, referral=referral, version=referral.version)
        assert "wartet auf einen Platz" in self.words(fee)

    @pytest.mark.parametrize("result", ["declined", "not_reached", "not_suitable"])
    def test_no_reason_is_passed_on(self, fee: Client, path: Path, result: str) -> None:
        referral = path.comes_in("Ulla", "Ulme")
        decide(by=path.personas.toni, referral=referral, version=referral.version, result=result)
        words = self.words(fee)
        assert "ohne Teilnahme beendet" in words
        for reason in ("abgelehnt", "nicht erreicht", "passt"):
            assert reason not in words

    def test_segment_and_dates(self, fee: Client, path: Path) -> None:
        participation = path.begins("Ulla", "Ulme", days_ago=30)
        assert "Einstiegsberatung" in self.words(fee)
        end_early(
            by=path.personas.birte,
            participation=participation,
            version=participation.version,
            reason=path.reason("contact_lost"),
        )
        words = self.words(fee)
        assert "ausgetreten" in words
        assert "Kein Kontakt mehr" not in words
        assert "vorzeitig" not in words

    def test_each_proposal_shows_its_own_participations(self, fee: Client, path: Path) -> None:
        participation = path.begins("Ulla", "Ulme", days_ago=100)
        end_regularly(
            by=path.personas.birte, participation=participation, version=participation.version, day=days_back(60)
        )
        again = Referral.objects.create(
            centre=path.personas.centre,
            participant=participation.participant,
            jobcoach=path.personas.wachtel,
            referred_on=days_back(2),
        )
        page = fee.get("/vorschlaege/")
        first, second = page.context["proposals"]
        assert (first.referral, first.participations) == (again, [])
        assert second.participations == [participation]

    def test_all_on_one_day_the_first_recorded_comes_first(self, path: Path) -> None:
        ended = path.begins()
        end_regularly(by=path.personas.jule, participation=ended, version=ended.version)
        again = register_way_in(
            by=path.personas.fee,
            centre=path.personas.centre,
            participant=ended.participant,
            jobcoach=path.personas.wachtel,
        )
        new, old = proposals_of(path.personas.fee)
        assert (new.referral, new.participations) == (again, [])
        assert old.participations == [ended]
        assert str(old.words) == "ausgetreten"

    def test_the_result_is_linked_once_both_released_it(self, fee: Client, path: Path) -> None:
        participation = path.begins("Ulla", "Ulme", days_ago=30)
        result = ClosingResult.objects.create(
            centre=path.personas.centre,
            participation=participation,
            words="KANARIE",
            participant_released_at=timezone.now(),
        )
        assert "Gemeinsames Ergebnis" not in self.words(fee)
        ClosingResult.objects.filter(pk=result.pk).update(counsellor_released_at=timezone.now())
        assert "Gemeinsames Ergebnis" in self.words(fee)
        assert "KANARIE" not in self.words(fee)

    def test_others_proposals_are_not_there(self, path: Path, as_user: Login) -> None:
        path.comes_in("Ulla", "Ulme")
        pia = make_user(path.personas.centre, "Pia", "Pirol", Role.JOBCOACH)
        assert "Ulla Ulme" not in words_of(as_user(pia).get("/vorschlaege/"))

    def test_nothing_of_the_counselling_is_there(self, fee: Client, path: Path) -> None:
        participation = path.begins("Ulla", "Ulme", days_ago=30)
        person, centre, jule = participation.participant, path.personas.centre, path.personas.jule
        Note.objects.create(centre=centre, participant=person, author=jule, words="KANARIE")
        Goal.objects.create(centre=centre, participant=person, words="KANARIE")
        now = timezone.now()
        Appointment.objects.create(
            centre=centre,
            participant=person,
            participation=participation,
            counsellor=jule,
            starts_at=now - timedelta(days=2),
            ends_at=now - timedelta(days=2, minutes=-75),
            status="no_show",
            note="KANARIE",
        )
        page = fee.get("/vorschlaege/").content.decode()
        assert "KANARIE" not in page
        assert "nicht erschienen" not in page

    def test_reading_leaves_a_row(self, fee: Client) -> None:
        fee.get("/vorschlaege/")
        assert TrailRow.objects.filter(what="proposals.read").count() == 1

    def test_the_number_of_statements_does_not_grow(self, fee: Client, path: Path) -> None:
        def counted() -> int:
            with CaptureQueriesContext(connection) as queries:
                fee.get("/vorschlaege/")
            return len(queries)

        for number in range(9):
            path.begins("Ulla", f"Ulme {number}")
        path.comes_in("Tarek", "Tanne")
        ten = counted()
        for number in range(40):
            path.comes_in("Tarek", f"Tanne {number}")
        assert counted() == ten
