"""Questionnaires on the own page: what is open is answered from there, and words are released for the closing talk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.feedback.actions.invitations import decline, of_code, paper_code_for, token_for
from perspektiv.records.feedback.form_words import form_words
from perspektiv.records.feedback.models import Answer, Invitation, Response
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.words import words
from tests.records.appointments.office import Office
from tests.records.feedback.answering import said
from tests.records.feedback.inviting import asked
from tests.records.selfservice.visiting import Visitor, visitor

KEPT = "Das behalte ich lieber fuer mich."


@pytest.fixture
def reflected(office: Office, dilan: Visitor) -> Answer:
    texts = {"reflection": KEPT, "next": "Ein Kurs."}
    response = said(office, "improvement", dilan.participation, {"behaviour": 5}, texts, shared={"next"})
    return response.answers.get(item__key="reflection")


def shown(dilan: Visitor, rest: str = "") -> str:
    answer = dilan.look(rest)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def where(answer: Answer) -> str:
    return f"gedanken/{answer.response_id}/{answer.item.key}/"


def test_what_is_open_stands_on_the_page_with_the_way_to_answer(office: Office, dilan: Visitor) -> None:
    open_one = asked(office, "session", of=dilan.participation)
    page = shown(dilan)
    assert "Rückmeldung zum Gespräch" in page
    assert "Jetzt antworten" in page
    answer = dilan.send(f"fragebogen/{open_one.pk}/")
    assert answer.status_code == 303
    assert answer["Location"].startswith("http") or answer["Location"].startswith("/f/")
    form = dilan.browser.get(answer["Location"].removeprefix("http://testserver"))
    assert "Ich wurde angehört und ernst genommen." in form.content.decode()


def test_the_link_in_a_message_stays_good_and_so_does_a_printed_sheet(office: Office, dilan: Visitor) -> None:
    invitation = asked(office, "session", of=dilan.participation)
    token = token_for(invitation)
    dilan.send(f"fragebogen/{invitation.pk}/")
    assert dilan.browser.get(f"/f/{token}/").status_code == 200
    code = paper_code_for(invitation)
    for _ in range(2):
        dilan.send(f"fragebogen/{invitation.pk}/")
    assert of_code(code) == invitation
    assert dilan.browser.get(f"/f/{token}/").status_code == 200


def test_what_is_not_open_is_not_there(office: Office, dilan: Visitor) -> None:
    today = timezone.localdate()
    of = dilan.participation
    declined = decline(by=office.personas.toni, invitation=asked(office, "quality", of=of))
    ahead = asked(office, "session", of=of, due_on=today + timedelta(days=2))
    over = asked(office, "closing", of=of, due_on=today - timedelta(days=9), closes_on=today - timedelta(days=1))
    others = asked(office, "session", of=office.participation("Alma Ahorn"))
    assert "Jetzt antworten" not in shown(dilan)
    for one in (declined, ahead, over, others):
        assert dilan.send(f"fragebogen/{one.pk}/").status_code == 404
    assert not Invitation.objects.exclude(token_hash=None, paper_code_hash=None).exists()


def test_looking_at_the_page_makes_no_link(office: Office, dilan: Visitor) -> None:
    asked(office, "session", of=dilan.participation)
    shown(dilan)
    assert not Invitation.objects.exclude(token_hash=None, paper_code_hash=None).exists()


def test_the_page_leads_to_own_thoughts_and_does_not_say_them(dilan: Visitor, reflected: Answer) -> None:
    page = shown(dilan)
    assert "Ihre Gedanken für das Abschlussgespräch" in page
    assert KEPT not in page
    assert KEPT in shown(dilan, "gedanken/")


def test_what_was_sent_is_read_by_the_counsellor_alone(dilan: Visitor, reflected: Answer) -> None:
    for page in (shown(dilan), shown(dilan, "gedanken/")):
        assert "Alles andere liest nur die Person, die Sie berät." in page
        assert "abtippt" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_office_typed_in_was_read_there_too(
    office: Office, dilan: Visitor, reflected: Answer, language: str
) -> None:
    """Said in the words of the sheet."""
    Response.objects.filter(pk=reflected.response_id).update(entered_by=office.personas.toni)
    Participant.objects.filter(pk=dilan.participation.participant_id).update(language=language)
    said_here = words(language)
    assert form_words(language)["paper_return"].endswith(said_here["reflection_paper"])
    for page in (shown(dilan), shown(dilan, "gedanken/")):
        assert escape(said_here["reflection_paper"]) in page
        assert escape(said_here["reflection_rest"]) not in page


def test_each_text_is_released_and_taken_back_by_itself(dilan: Visitor, reflected: Answer) -> None:
    assert shown(dilan, "gedanken/").count("Wird im Gespräch gezeigt") == 1
    assert dilan.send(where(reflected), show="1").status_code == 303
    assert shown(dilan, "gedanken/").count("Wird im Gespräch gezeigt") == 2
    dilan.send(where(reflected), hide="1")
    assert shown(dilan, "gedanken/").count("Wird im Gespräch gezeigt") == 1


def test_after_the_talk_it_stands(dilan: Visitor, reflected: Answer) -> None:
    Appointment.objects.filter(pk=dilan.appointment.pk).update(
        kind=Appointment.Kind.CLOSING_TALK, status=Status.HELD, starts_at=timezone.now() - timedelta(hours=3)
    )
    page = shown(dilan, "gedanken/")
    assert "Das Gespräch hat stattgefunden." in page
    assert "<button" not in page[page.index("<main") : page.index("</main>")]
    assert dilan.send(where(reflected), show="1").status_code == 409
    assert Answer.objects.get(pk=reflected.pk).shared_at is None


def test_of_another_there_is_nothing(office: Office, reflected: Answer) -> None:
    alma = visitor(office, "Alma Ahorn", hour=14)
    assert alma.look("gedanken/").status_code == 404
    assert alma.send(where(reflected), show="1").status_code == 404


def test_without_the_key_of_the_form_nothing_changes(dilan: Visitor, reflected: Answer) -> None:
    assert dilan.browser.post(dilan.address(where(reflected)), {"show": "1"}).status_code == 409
    assert Answer.objects.get(pk=reflected.pk).shared_at is None


@pytest.mark.parametrize("language", ["ar", "uk", "de-x-plain"])
def test_it_is_said_in_the_person_s_language(office: Office, language: str) -> None:
    one = visitor(office, "Alma Ahorn", language=language, hour=14)
    asked(office, "session", of=one.participation)
    page = shown(one)
    assert "answer_now" not in page
    said_now = {"ar": "الإجابة الآن", "uk": "Відповісти зараз", "de-x-plain": "Jetzt antworten"}
    assert said_now[language] in page
