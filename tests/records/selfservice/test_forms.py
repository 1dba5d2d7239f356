"""A questionnaire by link: one page, the person's language, answered once, never a sharp word."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.feedback.actions.invitations import token_for
from perspektiv.records.feedback.models import Answer, Invitation, Response
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.people.actions.merges import merge
from perspektiv.records.selfservice.form_doors import key_of
from perspektiv.records.selfservice.guessing import MOST
from tests.records.appointments.office import Office
from tests.records.feedback.inviting import SESSION
from tests.records.selfservice.form_visiting import Guest, guest

HOSTILE = ("", "99", "-1", "7.5", "NaN", "1e3", "<script>", "'; DROP TABLE", "\x00", "７७", "9" * 400)
TODAY = timezone.localdate


@pytest.fixture
def dilan(office: Office) -> Guest:
    return guest(office)


def test_every_question_is_a_fieldset_and_nothing_needs_scripts(dilan: Guest) -> None:
    page = dilan.look().content.decode()
    assert page.count("<fieldset") == page.count("<legend") == 4
    assert "<table" not in page and " hidden" not in "".join(re.findall(r"<fieldset[^>]*>", page))
    assert re.search(r"<button[^>]*data-send>", page)


def test_looking_changes_nothing_and_needs_no_cookie(dilan: Guest) -> None:
    before = TrailRow.objects.count()
    answer = dilan.look()
    assert answer.status_code == 200 and not answer.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer" and "noindex" in answer.headers["X-Robots-Tag"]
    assert (TrailRow.objects.count(), dilan.now().answered_at) == (before, None)


def test_answers_are_kept_and_thanked_for(dilan: Guest) -> None:
    answer = dilan.answers(**{key: int(value) for key, value in SESSION.items()})
    assert (answer.status_code, answer.headers["Location"]) == (303, dilan.address())
    assert "Vielen Dank" in dilan.look().content.decode()
    response = Response.objects.get()
    assert {each.item.key: each.value for each in response.answers.all()} == SESSION
    assert (response.language, response.entered_by) == ("de", None)
    assert TrailRow.objects.get(what="feedback.response_sent").actor == f"participant:{dilan.invitation.participant_id}"


def test_a_second_send_is_the_same_response_and_the_same_page(dilan: Guest) -> None:
    first, again = dilan.answers(heard=9), dilan.answers(heard=9)
    assert (first.status_code, first.headers["Location"]) == (again.status_code, again.headers["Location"])
    assert Response.objects.count() == 1


def test_other_answers_later_are_not_kept_and_it_is_said(dilan: Guest) -> None:
    dilan.answers(heard=9)
    again = dilan.answers(heard=2)
    assert again.status_code == 409 and "ersten Antworten bleiben" in again.content.decode()
    assert Answer.objects.get().value == 9


def test_a_form_that_lay_open_is_sent_though_a_newer_link_was_made(dilan: Guest) -> None:
    token_for(dilan.invitation)
    answer = dilan.answers(heard=9)
    assert answer.status_code == 200 and "Vielen Dank" in answer.content.decode()
    assert dilan.look().status_code == 410


def test_nothing_said_is_asked_again(dilan: Guest) -> None:
    answer = dilan.answers(heard="")
    assert answer.status_code == 422 and "wenigstens eine Frage" in answer.content.decode()


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_sent_is_answered_kindly(dilan: Guest, typed: str) -> None:
    answer = dilan.send(q__heard=typed, q__nothing="1", share__heard="1", q__topics="3")
    assert answer.status_code in (303, 422)
    kept = Answer.objects.values_list("item__key", "value")
    assert set(kept) <= {("topics", 3.0)}
    assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_what_was_typed_stays_beside_what_is_wrong(office: Office) -> None:
    guest_ = guest(office, "improvement")
    answer = guest_.send(q__behaviour="9", q__reflection="Ich traue mich wieder.", share__reflection="1")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Bitte wählen Sie eine der Antworten." in page
    assert "Ich traue mich wieder.</textarea>" in page
    assert re.search(r'name="share-reflection" value="1" checked', page)


def test_words_are_shared_only_by_a_tick_of_their_own(office: Office) -> None:
    ticked = guest(office, "improvement")
    ticked.send(q__reflection="Mehr Mut.", q__next="Praktikum.", share__next="1")
    assert [each.item.key for each in Answer.objects.exclude(shared_at=None)] == ["next"]
    page = guest(office, "improvement").look().content.decode()
    assert page.count('name="share-') == 2 and " checked" not in page
    assert 'name="share-' not in guest(office, "quality").look().content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_asked_in_the_language_of_the_person(office: Office, language: str) -> None:
    page = guest(office, language=language).look().content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language in ("ar", "fa") else "ltr"}">' in page


def test_the_language_is_chosen_in_the_address_and_kept_there(dilan: Guest) -> None:
    page = dilan.look("?sprache=ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in page and f'action="{dilan.address("?sprache=ar")}"' in page
    dilan.browser.post(dilan.address("?sprache=ar"), {"form_key": key_of(dilan.invitation), "q-heard": "9"})
    assert Response.objects.get().language == "ar"


def test_a_language_in_which_it_is_not_written_is_german(dilan: Guest) -> None:
    for unknown in ("xx", "../de", "fr"):
        assert '<html lang="de"' in dilan.look(f"?sprache={unknown}").content.decode()


def test_who_does_not_want_to_answer_says_so(dilan: Guest) -> None:
    assert "keinen Nachteil" in dilan.look("nein/").content.decode()
    assert dilan.now().declined_at is None
    assert dilan.send("nein/").status_code == 303
    assert dilan.now().declined_at
    after = dilan.look()
    assert after.status_code == 200 and "nicht antworten" in after.content.decode()
    assert dilan.answers(heard=9).status_code == 200 and not Response.objects.exists()


def test_after_its_time_a_kind_page(office: Office) -> None:
    late = guest(office, due_on=TODAY() - timedelta(days=20))
    assert late.look().status_code == late.answers(heard=9).status_code == 410
    assert "geschlossen" in late.look().content.decode() and not Response.objects.exists()


def test_before_its_time_the_day(office: Office) -> None:
    early = guest(office, due_on=TODAY() + timedelta(days=2))
    assert "beginnt erst am" in early.look().content.decode()


def test_who_was_left_out_finds_a_closed_form(office: Office) -> None:
    assert guest(office, why_not="limit").look().status_code == 410


def test_a_form_without_the_key_of_its_page_is_refused(dilan: Guest) -> None:
    for key in ("", "made-up", key_of(dilan.invitation)[:-2]):
        answer = dilan.browser.post(dilan.address(), {"form_key": key, "q-heard": "9"})
        assert answer.status_code == 409
    assert not Response.objects.exists()


def test_the_key_of_one_form_answers_no_other(office: Office, dilan: Guest) -> None:
    other = guest(office, of=office.participation("Alma Ahorn"))
    dilan.browser.post(other.address(), {"form_key": key_of(dilan.invitation), "q-heard": "9"})
    assert Response.objects.get().invitation == dilan.invitation and other.now().answered_at is None


def test_wrong_links_are_answered_kindly_and_counted(office: Office) -> None:
    cache.clear()
    browser = Client()
    statuses = [browser.get(f"/f/made-up-{n}/").status_code for n in range(MOST + 1)]
    assert statuses == [410] * MOST + [429]
    cache.clear()


def test_who_guesses_does_not_hold_up_who_has_a_link(dilan: Guest) -> None:
    cache.clear()
    for n in range(MOST + 5):
        dilan.browser.get(f"/f/made-up-{n}/")
    assert dilan.look().status_code == 200
    cache.clear()


def test_the_page_says_nothing_of_the_person(dilan: Guest) -> None:
    person, page = dilan.invitation.participant, dilan.look().content.decode()
    for said in (person.given_name, person.family_name, person.file_number, str(person.pk), str(dilan.invitation.pk)):
        assert said not in page


def test_after_two_files_were_joined_the_link_leads_on(office: Office, dilan: Guest) -> None:
    kept = office.participation("Dilan Distel-Efeu").participant
    merge(by=office.personas.birte, kept=kept, merged=dilan.invitation.participant)
    assert dilan.answers(heard=9).status_code == 303
    assert Invitation.objects.get().participant == kept
