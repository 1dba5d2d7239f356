"""A questionnaire on paper names nobody, in every language; by its code it is typed in once."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pdfplumber
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.feedback.actions.invitations import decline, of_code, paper_code_for
from perspektiv.records.feedback.models import Answer, Invitation, Response
from perspektiv.records.feedback.papers import form_paper
from perspektiv.records.feedback.views.entering import MOST
from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.letters.languages import LANGUAGES
from tests.records.appointments.office import Office
from tests.records.feedback.inviting import asked, questionnaire

AsUser = Callable[[User], Client]
CODE = "K7RM-2WXD-PA4S"
TODAY = timezone.localdate


@pytest.fixture
def toni(office: Office, as_user: AsUser) -> Client:
    cache.clear()
    return as_user(office.personas.toni)


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return "\n".join(page.extract_text() for page in paper.pages)


def opened(client: Client, code: str) -> dict[str, Any]:
    """What the entry page carries on."""
    page = client.post("/rueckmeldungen/eingabe/", {"code": code})
    assert page.status_code == 200, page.content.decode()
    return {"key": page.context["key"]}


def kept(client: Client, sent: dict[str, Any]) -> Any:
    return client.post("/rueckmeldungen/eingabe/bogen/", sent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_accessible_paper_with_a_code(office: Office, language: str) -> None:
    invitation = asked(office, "improvement")
    paper = form_paper(invitation, code=CODE, address="https://example.org/f/x/", language=language)
    assert b"pdfuaid" in paper and f"/Lang({language.split('-')[0]}".encode() in paper
    assert CODE in text_of(paper)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reflection_is_one_sheet_on_both_sides(office: Office, language: str) -> None:
    invitation = asked(office, "improvement")
    paper = form_paper(invitation, code=CODE, address="https://example.org/f/x/", language=language)
    with pdfplumber.open(io.BytesIO(paper)) as sheet:
        assert len(sheet.pages) == 2


def test_it_is_said_who_else_reads_what_is_on_paper(office: Office) -> None:
    """The questionnaire itself promises that the counsellor alone sees the answers: on paper somebody types them in."""
    text = text_of(form_paper(asked(office, "session"), code=CODE, address="", language="de"))
    assert text.index("im Zentrum abtippt") < text.index("angehört")


def test_it_names_nobody(office: Office) -> None:
    invitation = asked(office)
    text = text_of(form_paper(invitation, code=CODE, address="", language="de"))
    assert "angehört" in text
    for said in ("Dilan", "Distel", invitation.participant.file_number, "Jule"):
        assert said not in text


def test_a_sign_that_the_font_does_not_know_is_refused_by_name(office: Office) -> None:
    invitation = asked(office)
    invitation.version_of.words["de"]["intro"] = "Schön 你好"
    with pytest.raises(Refused, match="你"):
        form_paper(invitation, code=CODE, address="", language="de")


def test_the_sheet_is_typed_in_by_its_code(office: Office, toni: Client) -> None:
    invitation = asked(office, "improvement")
    sent = opened(toni, paper_code_for(invitation).lower())
    answer = kept(toni, {**sent, "q-behaviour": "4", "q-next": "Praktikum.", "share-next": "1", "language": "ar"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/rueckmeldungen/eingabe/")
    response = Response.objects.get()
    assert (response.entered_by, response.language) == (office.personas.toni, "ar")
    assert {each.item.key for each in response.answers.all()} == {"behaviour", "next"}
    assert [each.item.key for each in response.answers.exclude(shared_at=None)] == ["next"]
    assert TrailRow.objects.get(what="feedback.response_entered").actor == office.personas.toni.trail_name


def test_it_shows_neither_who_answered_nor_what(office: Office, toni: Client) -> None:
    invitation = asked(office)
    page = toni.post("/rueckmeldungen/eingabe/", {"code": paper_code_for(invitation)}).content.decode()
    main = page[page.index("<main") :]
    for said in ("Dilan", "Distel", invitation.participant.file_number, str(invitation.participant_id)):
        assert said not in main


def test_a_used_code_says_so_and_shows_no_answers(office: Office, toni: Client) -> None:
    invitation = asked(office)
    code = paper_code_for(invitation)
    kept(toni, {**opened(toni, code), "q-heard": "3"})
    again = toni.post("/rueckmeldungen/eingabe/", {"code": code})
    assert again.status_code == 409 and "schon ausgefüllt" in again.content.decode()
    assert "data-typing" not in again.content.decode()


def test_sent_twice_it_is_one_response(office: Office, toni: Client) -> None:
    sent = {**opened(toni, paper_code_for(asked(office))), "q-heard": "3"}
    assert [kept(toni, sent).status_code for _ in range(2)] == [302, 302]
    assert Response.objects.count() == Answer.objects.count() == 1


def test_what_is_wrong_is_shown_beside_what_was_typed(office: Office, toni: Client) -> None:
    sent = opened(toni, paper_code_for(asked(office, "improvement")))
    answer = kept(toni, {**sent, "q-behaviour": "8", "q-next": "Praktikum."})
    assert answer.status_code == 422
    assert "eine der Antworten" in answer.content.decode() and "Praktikum.</textarea>" in answer.content.decode()
    assert kept(toni, sent).status_code == 422 and not Response.objects.exists()


def test_it_counts_by_the_day_on_which_it_was_filled_in(office: Office, toni: Client) -> None:
    invitation = asked(office, due_on=TODAY() - timedelta(days=20))
    sent = {**opened(toni, paper_code_for(invitation)), "q-heard": "3"}
    assert kept(toni, sent).status_code == 409  # today it is closed
    day = invitation.closes_on  # six days ago: its quarter is not told yet, whatever day it is
    assert kept(toni, {**sent, "filled_on": day.isoformat()}).status_code == 302
    assert Response.objects.get().submitted_on == day


def test_it_counts_from_today_on_once_its_quarter_is_told(office: Office, toni: Client) -> None:
    day = TODAY() - timedelta(days=190)
    sent = {**opened(toni, paper_code_for(asked(office, due_on=day))), "q-heard": "3", "filled_on": day.isoformat()}
    assert "zählt ab heute" in toni.get(kept(toni, sent)["Location"]).content.decode()
    assert Response.objects.get().submitted_on == TODAY()


@pytest.mark.parametrize("day", ["2026-13-40", "gestern", "0000-00-00"])
def test_a_day_that_is_none_is_asked_again(office: Office, toni: Client, day: str) -> None:
    sent = {**opened(toni, paper_code_for(asked(office))), "q-heard": "3", "filled_on": day}
    assert kept(toni, sent).status_code == 422


@pytest.mark.parametrize("code", ["", "K7RM", "'; DROP TABLE", "\x00", "K" * 4000])
def test_a_wrong_code_is_said_clearly(toni: Client, code: str) -> None:
    answer = toni.post("/rueckmeldungen/eingabe/", {"code": code})
    assert answer.status_code == 422 and "keinen Bogen" in answer.content.decode()


def test_who_guesses_is_told_to_wait_and_others_go_on(office: Office, toni: Client, as_user: AsUser) -> None:
    statuses = [toni.post("/rueckmeldungen/eingabe/", {"code": f"K{n}"}).status_code for n in range(MOST + 1)]
    assert statuses == [422] * MOST + [429]
    opened(as_user(office.personas.birte), paper_code_for(asked(office)))
    cache.clear()


def test_a_code_of_another_centre_is_as_one_that_is_not(office: Office, as_user: AsUser) -> None:
    cache.clear()
    code = paper_code_for(asked(office))
    stranger = as_user(office.personas.fremd)
    pages = [stranger.post("/rueckmeldungen/eingabe/", {"code": one}) for one in (code, "K7RM-2WXD-PA4S")]
    assert [page.status_code for page in pages] == [422, 422]
    assert "keinen Bogen" in pages[0].content.decode()


def test_a_form_opened_by_one_is_not_sent_by_another(office: Office, toni: Client, as_user: AsUser) -> None:
    sent = {**opened(toni, paper_code_for(asked(office))), "q-heard": "3"}
    for other in (office.personas.birte, office.personas.fremd):
        assert kept(as_user(other), sent).status_code == 409
    assert kept(toni, {**sent, "key": sent["key"][:-1]}).status_code == 409
    assert not Response.objects.exists()


def test_what_was_declined_is_not_typed_in(office: Office, toni: Client) -> None:
    invitation = asked(office)
    code = paper_code_for(invitation)
    decline(by=ByLink(invitation.participant), invitation=invitation)
    assert toni.post("/rueckmeldungen/eingabe/", {"code": code}).status_code == 409


def test_printing_makes_a_sheet_with_a_code_and_leaves_the_link(office: Office, toni: Client) -> None:
    invitation = asked(office)
    person = invitation.participant_id
    paper = toni.post(f"/personen/{person}/rueckmeldungen/papier/", {"invitation": invitation.pk, "language": "uk"})
    assert paper.headers["Content-Type"] == "application/pdf" and b"/Lang(uk" in paper.content
    code = next(
        line for line in text_of(paper.content).splitlines() if line.count("-") == 2 and len(line.split()[0]) > 12
    )
    assert of_code(next(word for word in code.split() if word.count("-") == 2)) == invitation
    assert TrailRow.objects.filter(what="feedback.paper_printed", person=person).count() == 1


def test_one_that_was_not_asked_is_printed_and_invited_once_a_day(office: Office, toni: Client) -> None:
    version, person = questionnaire(office, "self_evaluation"), office.participation().participant
    sent = {"version_of": str(version.pk), "moment": "after", "language": "de"}
    for _ in range(2):
        assert toni.post(f"/personen/{person.pk}/rueckmeldungen/papier/", sent).status_code == 200
    invitation = Invitation.objects.get()
    assert (invitation.moment, invitation.participation) == ("after", person.participations.get())


def test_an_anonymous_one_is_never_handed_to_a_person(office: Office, toni: Client) -> None:
    version, person = questionnaire(office, "satisfaction"), office.participation().participant
    sent = {"version_of": str(version.pk)}
    assert toni.post(f"/personen/{person.pk}/rueckmeldungen/papier/", sent).status_code == 404
    page = toni.get(f"/personen/{person.pk}/rueckmeldungen/ausgeben/").content.decode()
    assert str(version.pk) not in page
