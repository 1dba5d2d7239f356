"""A personal link leads to one's own pages and nobody else's: random, hashed, ending, and kindly refused."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import Centre, TrailRow
from perspektiv.records.access.tokens import fresh_token, hashed
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Consent
from perspektiv.records.letters.actions.preferences import prefer
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.letters.links import link_of_participant
from perspektiv.records.letters.models import Channel, Letterhead, Message
from perspektiv.records.people.actions.merges import merge
from perspektiv.records.selfservice.actions.links import end_links, hand_out, send_link
from perspektiv.records.selfservice.models import PersonalLink, Wish
from perspektiv.records.selfservice.validity import good_until, later_by
from tests.records.appointments.office import Office
from tests.records.selfservice.visiting import Visitor, logged_in, visitor


def test_the_token_is_random_and_only_its_hash_is_stored(dilan: Visitor) -> None:
    tokens = {fresh_token() for _ in range(100)}
    assert len(tokens) == 100 and min(map(len, tokens)) * 6 >= 128
    link = PersonalLink.objects.get()
    assert link.token_hash == hashed(dilan.token)
    assert dilan.token not in str(PersonalLink.objects.values().get())


def test_a_new_link_ends_the_old_one(dilan: Visitor, office: Office) -> None:
    _link, token = hand_out(by=office.personas.toni, participant=dilan.participant)
    assert dilan.look().status_code == 410
    dilan.token = token
    assert dilan.look().status_code == 200


def test_a_form_sent_twice_makes_one_link_and_one_letter(office: Office) -> None:
    of = office.participation()
    id = of.pk
    for _ in range(2):
        send_link(by=office.personas.toni, participant=of.participant, id=id)
    assert PersonalLink.objects.count() == Message.objects.count() == 1


def test_it_ends_when_staff_end_it(dilan: Visitor, office: Office) -> None:
    assert end_links(by=office.personas.toni, participant=dilan.participant) == 1
    assert dilan.look().status_code == 410
    assert TrailRow.objects.filter(what="selfservice.link_ended").exists()


def test_it_ends_after_twelve_months(dilan: Visitor) -> None:
    link = PersonalLink.objects.get()
    assert timezone.localdate(link.expires_at) - timedelta(days=1) == later_by(timezone.localdate(), 12)
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert dilan.look().status_code == 410


def test_it_ends_six_months_after_the_person_has_left(dilan: Visitor) -> None:
    dilan.participation.ended_on, dilan.participation.ending = timezone.localdate() - timedelta(days=150), "regular"
    dilan.participation.save()
    assert dilan.look().status_code == 200
    dilan.participation.ended_on = timezone.localdate() - timedelta(days=190)
    dilan.participation.save()
    assert good_until(dilan.participant, timezone.localdate()) < timezone.localdate()
    assert dilan.look().status_code == 410


def test_a_wrong_link_is_answered_in_every_language_and_says_nothing(db: None, browser: Client) -> None:
    page = browser.get("/p/made-up/")
    text = page.content.decode()
    assert page.status_code == 410
    assert re.findall(r'<section class="pv-card" lang="([\w-]+)"', text) == [
        *("de", "de-x-plain", "en", "uk", "ru", "ar", "fa", "tr", "bg", "ro")
    ]
    assert 'lang="ar" dir="rtl"' in text


def test_a_dead_link_says_whom_to_call(dilan: Visitor, office: Office) -> None:
    Letterhead.objects.create(centre=office.centre, sender="Zentrum Musterplatz", phone="0231 5550100")
    end_links(by=office.personas.toni, participant=dilan.participant)
    text = dilan.look().content.decode()
    assert text.count('href="tel:') == len(LANGUAGES) and "Zentrum Musterplatz" in text and "Dilan" not in text


def test_an_invented_one_only_where_there_is_one_centre(db: None, browser: Client) -> None:
    only = Centre.objects.create(key="musterplatz", name="Zentrum Musterplatz")
    Letterhead.objects.create(centre=only, sender="Zentrum Musterplatz", phone="0231 5550100")
    assert "tel:" in browser.get("/p/made-up/").content.decode()
    Centre.objects.create(key="anderswo", name="Zentrum Anderswo")
    assert "tel:" not in browser.get("/p/made-up/").content.decode()


def test_who_guesses_is_told_to_wait_and_others_at_the_address_are_not(dilan: Visitor, browser: Client) -> None:
    cache.clear()
    statuses = [browser.get(f"/p/guess-{n}/").status_code for n in range(70)]
    assert statuses[:5] == [410] * 5 and statuses[-1] == 429
    assert dilan.look().status_code == 200


def test_nothing_is_kept_told_or_found(dilan: Visitor) -> None:
    for rest in ("", "daten/", f"{dilan.date}/absagen/", "beschwerde/", "gibt-es-nicht/"):
        page = dilan.look(rest)
        if rest == "gibt-es-nicht/":
            assert page.status_code == 404
            continue
        assert "no-store" in page["Cache-Control"] and page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"].startswith("noindex")
        assert not page.cookies
        text = page.content.decode()
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', text), "third parties"


def test_looking_changes_nothing(dilan: Visitor) -> None:
    """Mail programs open links by themselves."""

    def everything() -> list[object]:
        kept = (Appointment, Wish, Consent, Message)
        return [list(model.objects.values()) for model in kept]

    before = everything()
    for rest in ("", "daten/", "beschwerde/", "daten/kopie/", f"{dilan.date}/absagen/", f"{dilan.date}/andere-zeit/"):
        assert dilan.look(rest).status_code == 200
    for rest in (f"{dilan.date}/kommen/", f"{dilan.date}/doch/", "daten/einwilligung/", "sprache/"):
        assert dilan.look(rest).status_code == 405
    assert everything() == before


@pytest.mark.parametrize("key", ["", "wrong"])
def test_a_form_without_the_key_of_the_page_changes_nothing(dilan: Visitor, key: str) -> None:
    answer = dilan.browser.post(dilan.address(f"{dilan.date}/kommen/"), {"form_key": key})
    assert answer.status_code == 409
    assert not dilan.now().confirmed


def test_the_key_of_another_link_does_not_fit(dilan: Visitor, office: Office) -> None:
    other = visitor(office, "Alma Ahorn", hour=11)
    page = other.look().content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key
    dilan.browser.post(dilan.address(f"{dilan.date}/kommen/"), {"form_key": key[1]})
    assert not dilan.now().confirmed


def test_what_belongs_to_another_is_not_there(dilan: Visitor, office: Office) -> None:
    other = visitor(office, "Alma Ahorn", hour=11)
    for rest in ("kommen/", "absagen/", "doch/", "andere-zeit/"):
        assert dilan.send(f"{other.date}/{rest}").status_code == 404
    assert dilan.look(f"{other.date}.ics").status_code == 404
    assert dilan.send(f"abschluss/{other.appointment.pk}/", says="yes").status_code == 404
    assert not other.now().confirmed and other.now().status == "planned"
    assert "Alma" not in dilan.look().content.decode()


def test_the_trail_says_that_the_person_did_it(dilan: Visitor) -> None:
    dilan.look()
    dilan.send(f"{dilan.date}/kommen/")
    rows = TrailRow.objects.filter(actor=f"participant:{dilan.participant.pk}")
    assert list(rows.order_by("seq").values_list("what", flat=True)) == ["own_page.read", "appointments.confirmed"]


def test_after_a_merge_the_link_leads_to_the_file_that_was_kept(dilan: Visitor, office: Office) -> None:
    other = visitor(office, "Dilan Distel", hour=11)
    merge(by=office.personas.toni, kept=other.participant, merged=dilan.participant)
    page = dilan.look()
    assert page.status_code == 200
    assert "09:00" in page.content.decode() and "11:00" in page.content.decode()


class TestLinksInMessages:
    """Every message carries a link of its own, which leaves the one that was handed out as it is."""

    @pytest.fixture
    def reached(self, dilan: Visitor, office: Office) -> Visitor:
        dilan.participant.email = "dilan@example.org"
        dilan.participant.save()
        Consent.objects.create(centre=office.centre, participant=dilan.participant, purpose="messages")
        return dilan

    def test_both_lead_to_the_page(self, reached: Visitor) -> None:
        address = link_of_participant(reached.participant)
        assert reached.browser.get(address).status_code == reached.look().status_code == 200

    def test_there_is_none_on_paper(self, reached: Visitor, office: Office) -> None:
        prefer(by=office.personas.toni, participant=reached.participant, channel=Channel.LETTER)
        assert link_of_participant(reached.participant) == ""

    def test_there_is_none_after_staff_have_ended_them(self, reached: Visitor, office: Office) -> None:
        address = link_of_participant(reached.participant)
        end_links(by=office.personas.toni, participant=reached.participant)
        assert reached.browser.get(address).status_code == 410
        assert link_of_participant(reached.participant) == ""


class TestStaff:
    def test_make_and_send_it_by_letter_with_the_address(self, office: Office) -> None:
        of = office.participation()
        toni = logged_in(office.personas.toni)
        toni.post(f"/personen/{of.participant_id}/link/", {"id": of.pk, "send": ""})
        message = Message.objects.get()
        assert message.purpose == "personal_link" and "/p/" in message.body

    def test_show_it_once_as_a_code(self, office: Office, browser: Client) -> None:
        of = office.participation()
        toni = logged_in(office.personas.toni)
        form = {"id": of.pk, "show": ""}
        page = toni.post(f"/personen/{of.participant_id}/link/", form).content.decode()
        found = re.search(r"<code>([^<]+)</code>", page)
        assert found and browser.get(found[1]).status_code == 200
        assert "data:image/svg+xml" in page
        assert "<code>" not in toni.post(f"/personen/{of.participant_id}/link/", form).content.decode()

    def test_see_the_last_use_and_end_it(self, dilan: Visitor, office: Office) -> None:
        toni, address = logged_in(office.personas.toni), f"/personen/{dilan.participant.pk}/link/"
        assert "Noch nicht benutzt" in toni.get(address).content.decode()
        dilan.look()
        assert "Zuletzt benutzt" in toni.get(address).content.decode()
        assert "Zuletzt benutzt" in toni.get(f"/personen/{dilan.participant.pk}/briefe/").content.decode()
        toni.post(f"{address}ende/")
        assert dilan.look().status_code == 410
