"""Offers, endings and substitutes as pages: few clicks, undo, and nobody but those whose case it is."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import Membership, User
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.catalogue import change_segment
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.substitutes import substitute
from perspektiv.records.cases.models import CaseOffer, Counselling, Participation, Segment
from tests.records.cases.path.conftest import Path, days_back
from tests.records.cases.path.pages import hidden_of, undo, words_of

Login = Callable[[User], Client]


@pytest.fixture
def birte(path: Path, as_user: Login) -> Client:
    return as_user(path.personas.birte)


@pytest.fixture
def jule(path: Path, as_user: Login) -> Client:
    return as_user(path.personas.jule)


class TestOffering:
    def test_who_has_room_stands_beside_the_name(self, birte: Client, path: Path) -> None:
        Membership.objects.filter(user=path.personas.jule).update(places=3)
        path.begins("Ulla", "Ulme")
        words = words_of(birte.get(f"/personen/{path.comes_in().participant_id}/anbieten/"))
        assert "1 von 3 Plätzen belegt · 2 frei" in words

    def test_the_first_segment_is_chosen_already(self, birte: Client, path: Path) -> None:
        page = birte.get(f"/personen/{path.comes_in().participant_id}/anbieten/")
        assert page.context["chosen"] == str(path.segment("intake").pk)

    def test_two_choices_offer_and_one_click_takes_it_back(self, birte: Client, path: Path) -> None:
        referral = path.comes_in()
        address = f"/personen/{referral.participant_id}/anbieten/"
        page = birte.get(address)
        sent = {**hidden_of(page), "segment": page.context["chosen"], "counsellor": str(path.personas.jule.pk)}
        page = birte.post(address, sent, follow=True)
        assert CaseOffer.objects.get().counsellor == path.personas.jule
        birte.post(address, sent)
        assert CaseOffer.objects.count() == 1
        undo(birte, page)
        assert not CaseOffer.objects.exists()

    def test_what_speaks_against_is_said_and_is_no_bar(self, birte: Client, path: Path) -> None:
        search = path.segment("search")
        change_segment(
            by=path.personas.hanne, segment=search, version=search.version, from_day=timezone.localdate(), capacity=0
        )
        present = Segment.objects.get(key="search", valid_from=timezone.localdate())
        referral = path.comes_in()
        address = f"/personen/{referral.participant_id}/anbieten/"
        words = words_of(birte.get(address))
        assert "braucht: Ein berufliches Ziel steht fest." in words
        assert "ist voll: 0 von 0" in words
        assert "wird seit 30.06.2018 nicht mehr angeboten" in words
        birte.post(address, {"id": uuid4(), "segment": present.pk, "counsellor": path.personas.jule.pk})
        assert CaseOffer.objects.get().segment == present

    def test_a_choice_that_is_none_offers_nothing(self, birte: Client, path: Path) -> None:
        referral = path.comes_in()
        page = birte.post(
            f"/personen/{referral.participant_id}/anbieten/",
            {"segment": path.segment("intake").pk, "counsellor": path.personas.fremd.pk},
        )
        assert page.status_code == 200
        assert not CaseOffer.objects.exists()

    def test_where_the_person_wants_to_go_on_is_chosen_already(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        birte.post(
            f"/teilnahmen/{participation.pk}/beenden/",
            {
                "version": participation.version,
                "ended_on": timezone.localdate(),
                "next_segment": path.segment("search").pk,
            },
        )
        page = birte.get(f"/personen/{participation.participant_id}/anbieten/")
        assert page.context["chosen"] == str(path.segment("search").pk)


class TestAnswering:
    def test_what_is_needed_to_decide_is_there_and_no_more(self, jule: Client, path: Path) -> None:
        referral = path.comes_in()
        person = referral.participant
        person.phone, person.customer_number = "0251 4921", "317A123456"
        person.save()
        referral.concern = "Sprache und Beruf"
        referral.save()
        path.offered(referral)
        words = words_of(jule.get("/angebote/"))
        assert "Sprache und Beruf" in words
        assert "0251" not in words
        assert "317A" not in words

    def test_one_click_accepts_and_one_takes_it_back(self, jule: Client, path: Path) -> None:
        offer = path.offered(path.comes_in())
        page = jule.post(f"/angebote/{offer.pk}/annehmen/", {"version": offer.version}, follow=True)
        assert Participation.objects.get().counsellor == path.personas.jule
        undo(jule, page)
        assert not Participation.objects.exists()

    def test_one_click_declines_and_one_takes_it_back(self, jule: Client, path: Path) -> None:
        offer = path.offered(path.comes_in())
        page = jule.post(f"/angebote/{offer.pk}/ablehnen/", {"version": offer.version}, follow=True)
        offer.refresh_from_db()
        assert offer.answer == CaseOffer.Answer.DECLINED
        undo(jule, page)
        offer.refresh_from_db()
        assert offer.answer == CaseOffer.Answer.OPEN

    def test_anothers_offer_is_like_a_missing_one(self, path: Path, as_user: Login) -> None:
        offer = path.offered(path.comes_in())
        merle = as_user(path.personas.merle)
        assert merle.post(f"/angebote/{offer.pk}/annehmen/", {"version": offer.version}).status_code == 404
        assert str(offer.participant) not in words_of(merle.get("/angebote/"))

    def test_a_withdrawn_offer_is_said_in_words(self, jule: Client, birte: Client, path: Path) -> None:
        offer = path.offered(path.comes_in())
        birte.post(f"/angebote/{offer.pk}/zurueckziehen/", {"version": offer.version})
        page = jule.post(f"/angebote/{offer.pk}/annehmen/", {"version": offer.version})
        assert page.status_code == 409
        assert "zurückgezogen" in words_of(page)


class TestEnding:
    def test_a_reason_is_one_click(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        address = f"/teilnahmen/{participation.pk}/vorzeitig/"
        page = birte.get(address)
        words = words_of(page)
        assert words.index("Arbeit aufgenommen") < words.index("Umzug") < words.index("Kein Kontakt mehr")
        sent = {**hidden_of(page), "ended_on": timezone.localdate(), "reason": path.reason("training").pk}
        page = birte.post(address, sent, follow=True)
        participation.refresh_from_db()
        assert participation.reason == path.reason("training")
        undo(birte, page)
        participation.refresh_from_db()
        assert participation.ended_on is None

    def test_without_a_reason_nothing_ends(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        page = birte.post(
            f"/teilnahmen/{participation.pk}/vorzeitig/",
            {"version": participation.version, "ended_on": timezone.localdate()},
        )
        assert page.status_code == 200
        participation.refresh_from_db()
        assert participation.ended_on is None

    def test_a_way_out_is_one_click(self, jule: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        sent = {"version": participation.version, "ended_on": timezone.localdate(), "next_segment": ""}
        assert jule.post(f"/teilnahmen/{participation.pk}/beenden/", sent).status_code == 302
        participation.refresh_from_db()
        assert (participation.ending, participation.next_segment) == ("regular", None)

    @pytest.mark.parametrize(("day", "said"), [(-1, "liegt in der Zukunft"), (40, "liegt vor dem Beginn")])
    def test_a_wrong_day_is_said_beside_it_and_stays(self, birte: Client, path: Path, day: int, said: str) -> None:
        participation = path.begins(days_ago=30)
        sent = {"version": participation.version, "ended_on": days_back(day), "next_segment": ""}
        for address, more in (("beenden", {}), ("vorzeitig", {"reason": path.reason("training").pk})):
            page = birte.post(f"/teilnahmen/{participation.pk}/{address}/", {**sent, **more})
            assert page.status_code == 409 and said in words_of(page)
            assert f'value="{days_back(day)}"' in page.content.decode()
        participation.refresh_from_db()
        assert participation.ended_on is None

    def test_an_old_page_ends_nothing(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        sent = {"version": participation.version, "ended_on": timezone.localdate(), "next_segment": ""}
        Participation.objects.filter(pk=participation.pk).update(version=9)
        assert birte.post(f"/teilnahmen/{participation.pk}/beenden/", sent).status_code == 409

    def test_a_substitute_does_not_end_it(self, path: Path, as_user: Login) -> None:
        participation = path.begins(days_ago=30)
        substitute(
            by=path.personas.birte,
            participations=[participation],
            counsellor=path.personas.merle,
            first=timezone.localdate(),
            last=days_back(-3),
        )
        merle = as_user(path.personas.merle)
        assert merle.get(f"/teilnahmen/{participation.pk}/beenden/").status_code == 404
        assert merle.get(f"/teilnahmen/{participation.pk}/vorzeitig/").status_code == 404

    def test_what_is_still_booked_is_asked(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        at = timezone.now() + timedelta(days=2)
        Appointment.objects.create(
            centre=path.personas.centre,
            participant=participation.participant,
            participation=participation,
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
        )
        assert "1 späteren Termin mit absagen" in words_of(birte.get(f"/teilnahmen/{participation.pk}/beenden/"))

    def test_giving_up_the_next_segment_is_one_click(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        sent = {
            "version": participation.version,
            "ended_on": timezone.localdate(),
            "next_segment": path.segment("search").pk,
        }
        birte.post(f"/teilnahmen/{participation.pk}/beenden/", sent)
        participation.refresh_from_db()
        birte.post(f"/teilnahmen/{participation.pk}/nicht-weiter/", {"version": participation.version})
        participation.refresh_from_db()
        assert participation.next_segment is None


class TestHandingOver:
    def test_a_takeover_is_offered_in_one_choice(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        address = f"/teilnahmen/{participation.pk}/wechsel/"
        assert "Jule Lerche</strong>" not in birte.get(address).content.decode()
        birte.post(address, {"id": uuid4(), "counsellor": path.personas.merle.pk})
        assert CaseOffer.objects.get(takes_over=participation).counsellor == path.personas.merle

    def test_a_substitute_for_one_case(self, birte: Client, path: Path) -> None:
        participation = path.begins(days_ago=30)
        sent = {
            "id": uuid4(),
            "counsellor": path.personas.merle.pk,
            "first": timezone.localdate(),
            "last": days_back(-3),
        }
        page = birte.post(f"/teilnahmen/{participation.pk}/vertretung/", sent, follow=True)
        assert Counselling.objects.filter(substitute=True).count() == 1
        undo(birte, page)
        assert not Counselling.objects.filter(substitute=True).exists()

    def test_a_substitute_for_all_cases_and_their_end(self, birte: Client, path: Path) -> None:
        path.begins("Ulla", "Ulme")
        path.begins("Tarek", "Tanne")
        sent = {
            "id": uuid4(),
            "absent": path.personas.jule.pk,
            "counsellor": path.personas.merle.pk,
            "first": timezone.localdate(),
            "last": days_back(-3),
        }
        page = birte.post("/vertretungen/", sent, follow=True)
        assert "Fälle: 2." in words_of(page)
        assert Counselling.objects.filter(substitute=True).count() == 2
        standing = Counselling.objects.filter(substitute=True)[0]
        birte.post(f"/vertretungen/{standing.pk}/beenden/")
        standing.refresh_from_db()
        assert standing.until == timezone.localdate()

    @pytest.mark.parametrize("wrong", [{"last": "2020-01-01"}, {"counsellor": "same"}])
    def test_what_cannot_be_is_said_at_the_field(self, birte: Client, path: Path, wrong: dict[str, str]) -> None:
        path.begins()
        wrong = {name: str(path.personas.jule.pk) if value == "same" else value for name, value in wrong.items()}
        sent = {
            "absent": str(path.personas.jule.pk),
            "counsellor": str(path.personas.merle.pk),
            "first": str(timezone.localdate()),
            "last": str(days_back(-3)),
            **wrong,
        }
        assert birte.post("/vertretungen/", sent).status_code == 200
        assert not Counselling.objects.filter(substitute=True).exists()


class TestTakingBack:
    def test_somebody_elses_step_is_refused_in_words(self, birte: Client, path: Path) -> None:
        referral = path.comes_in()
        contact = note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="reached")
        step = referral.participant.steps.get(what="cases.contact_noted")
        page = birte.post(f"/schritte/{step.pk}/zuruecknehmen/")
        assert page.status_code == 409
        assert "jemand anders" in words_of(page)
        contact.refresh_from_db()

    def test_one_returns_to_the_page_one_came_from(self, path: Path, as_user: Login) -> None:
        referral = path.comes_in()
        note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="reached")
        step = referral.participant.steps.get(what="cases.contact_noted")
        toni = as_user(path.personas.toni)
        here = f"http://testserver/zugaenge/{referral.pk}/"
        answer = toni.post(f"/schritte/{step.pk}/zuruecknehmen/", headers={"referer": here})
        assert answer.headers["Location"] == here
        answer = toni.post(f"/schritte/{step.pk}/zuruecknehmen/", headers={"referer": "https://example.org/"})
        assert answer.headers["Location"] == "/"
