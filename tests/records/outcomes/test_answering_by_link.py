"""The link in the mail: one question without login; a look changes nothing, an answer counts once."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.actions.inquiries import ask_jobcoaches
from perspektiv.records.outcomes.links import token_for
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, Inquiry, JobStart
from perspektiv.records.people.models import Jobcoach
from tests.records.outcomes.scenes import due_since, left, takes_part
from tests.records.personas import Personas

DAY = due_since(3) + timedelta(days=40)
OUTCOMES = (JobStart, FollowOnMeasure, FollowUp)


@pytest.fixture
def inquiry(personas: Personas) -> Inquiry:
    """Of a job start."""
    person = left(personas.centre, due_since(3), number="317A123456", jobcoach=personas.wachtel)
    ask_jobcoaches(by=personas.toni, ids=[person.pk])
    return Inquiry.objects.get(about="job")


@pytest.fixture
def link(inquiry: Inquiry) -> str:
    return f"/antwort/{token_for(inquiry)}/"


@pytest.fixture
def anybody() -> Client:
    """Not logged in, with the browser's own check of forged requests."""
    return Client()


def test_a_look_changes_nothing_and_names_nobody(inquiry: Inquiry, link: str, anybody: Client) -> None:
    before = Inquiry.objects.values().get(pk=inquiry.pk)

    for _ in range(3):  # as mail programmes do
        response = anybody.get(link)
        anybody.head(link)

    text = response.content.decode()
    assert response.status_code == 200
    assert Inquiry.objects.values().get(pk=inquiry.pk) == before
    assert not any(model.objects.exists() for model in OUTCOMES)
    assert text.count('name="answer"') == 4
    assert "D. D. (…3456)" in text
    for secret in ("Dilan", "Distel", "317A123456"):
        assert secret not in text
    assert TrailRow.objects.filter(what="question.read", actor=inquiry.jobcoach.trail_name).exists()


@pytest.mark.parametrize("answer", ["yes", "no", "unknown", "refused"])
def test_one_tap_answers(answer: str, inquiry: Inquiry, link: str, anybody: Client) -> None:
    response = anybody.post(link, {"answer": answer})

    assert response.status_code == 303
    follow_up = FollowUp.objects.get()
    assert (follow_up.participant, follow_up.about) == (inquiry.participant, "job")
    assert (follow_up.answer, follow_up.source) == (answer, "jobcoach")
    assert TrailRow.objects.get(what="outcomes.answer_noted").actor == inquiry.jobcoach.trail_name


def test_the_link_answers_once_and_then_shows_what_was_said(link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "no"})

    anybody.post(link, {"answer": "yes"})  # the same page, sent from another window

    assert [follow_up.answer for follow_up in FollowUp.objects.all()] == ["no"]
    assert "Ihre Antwort:" in anybody.get(link).content.decode()


def test_the_answer_is_said_as_on_its_button(link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "unknown"})
    page = anybody.get(link).content.decode()
    assert "<strong>Weiß ich nicht</strong>" in page
    assert 'value="unknown"' not in page, "no button for what was said"
    assert 'value="yes"' in page


def test_an_answer_is_corrected_for_a_week(inquiry: Inquiry, link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "no"})
    Inquiry.objects.filter(pk=inquiry.pk).update(answered_at=timezone.now() - timedelta(days=6, hours=23))
    anybody.post(link, {"answer": "unknown", "correct": "1"})
    assert FollowUp.objects.get().answer == "unknown"

    Inquiry.objects.filter(pk=inquiry.pk).update(answered_at=timezone.now() - timedelta(days=7, minutes=1))
    assert anybody.post(link, {"answer": "yes", "correct": "1"}).status_code == 409
    assert FollowUp.objects.get().answer == "unknown"
    assert 'name="correct"' not in anybody.get(link).content.decode()


def test_a_yes_can_tell_the_day_and_mend_it(link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "yes"})

    for day in (DAY, DAY, DAY + timedelta(days=1)):
        assert anybody.post(link, {"started_on": day.isoformat(), "insured": "on"}).status_code == 303

    start = JobStart.objects.get()
    assert (start.started_on, start.insured, start.source) == (DAY + timedelta(days=1), True, "jobcoach")


def test_a_yes_about_a_measure_can_tell_its_kind(inquiry: Inquiry, anybody: Client) -> None:
    measure = f"/antwort/{token_for(Inquiry.objects.get(about='measure'))}/"
    anybody.post(measure, {"answer": "yes"})

    anybody.post(measure, {"started_on": DAY.isoformat(), "kind": "Sprachkurs"})

    assert FollowOnMeasure.objects.get().kind == "Sprachkurs"


def test_a_yes_that_becomes_a_no_takes_its_day_along(link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "yes"})
    anybody.post(link, {"started_on": DAY.isoformat(), "insured": "on"})

    anybody.post(link, {"answer": "no", "correct": "1"})

    assert (FollowUp.objects.get().answer, JobStart.objects.count()) == ("no", 0)


@pytest.mark.parametrize("day", ["", "gestern", "1850-01-01"])
def test_a_day_that_cannot_be_is_said_on_the_page(day: str, link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "yes"})

    assert anybody.post(link, {"started_on": day}).status_code == 422
    assert not JobStart.objects.exists()


def test_a_day_without_a_yes_is_not_taken(link: str, anybody: Client) -> None:
    anybody.post(link, {"started_on": DAY.isoformat(), "insured": "on"})

    assert not JobStart.objects.exists()


def test_any_tampering_is_found(inquiry: Inquiry, link: str, anybody: Client) -> None:
    token = token_for(inquiry)
    other = signing.dumps(str(inquiry.pk), salt="perspektiv.invitation")
    nobody = signing.dumps("00000000-0000-4000-8000-000000000000", salt="perspektiv.outcomes.answer")
    changed = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(len(token) - 1)]

    for bad in (*changed, token[:-1], token + "x", other, nobody, "kaputt"):
        for response in (anybody.get(f"/antwort/{bad}/"), anybody.post(f"/antwort/{bad}/", {"answer": "yes"})):
            assert response.status_code == 410, bad
            assert "Dieser Link funktioniert nicht" in response.content.decode() or "gilt nicht" in str(
                response.content.decode()
            )
    assert not FollowUp.objects.exists()


def test_after_thirty_days_it_is_over(inquiry: Inquiry, anybody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def at(days: float) -> str:
        with monkeypatch.context() as clock:
            then = timezone.now().timestamp() - days * 86_400
            clock.setattr("django.core.signing.time.time", lambda: then)
            return f"/antwort/{token_for(inquiry)}/"

    assert anybody.get(at(29.9)).status_code == 200
    for response in (anybody.get(at(30.1)), anybody.post(at(30.1), {"answer": "yes"})):
        assert response.status_code == 410
        assert "älter als 30 Tage" in response.content.decode()
    assert not FollowUp.objects.exists()


def test_it_dies_with_the_proposal_and_with_the_jobcoach(inquiry: Inquiry, link: str, anybody: Client) -> None:
    other = Jobcoach.objects.create(centre=inquiry.centre, family_name="Taube")
    Referral.objects.update(jobcoach=other)
    assert anybody.post(link, {"answer": "yes"}).status_code == 410

    Referral.objects.update(jobcoach=inquiry.jobcoach)
    Jobcoach.objects.filter(pk=inquiry.jobcoach_id).update(in_use=False)
    assert anybody.post(link, {"answer": "yes"}).status_code == 410
    assert not FollowUp.objects.exists()


def test_a_question_that_is_settled_meanwhile_says_only_that(inquiry: Inquiry, link: str, anybody: Client) -> None:
    JobStart.objects.create(centre=inquiry.centre, participant=inquiry.participant, started_on=DAY, insured=True)

    text = anybody.get(link).content.decode()

    assert "inzwischen geklärt" in text and f"{DAY:%d.%m.%Y}" not in text and 'name="answer"' not in text
    assert anybody.post(link, {"answer": "no"}).status_code == 409
    assert not FollowUp.objects.exists()


def test_who_has_come_back_is_asked_about_no_more(inquiry: Inquiry, link: str, anybody: Client) -> None:
    takes_part(inquiry.participant, timezone.localdate())

    assert "inzwischen geklärt" in anybody.get(link).content.decode()


def test_a_forged_page_elsewhere_cannot_answer(link: str) -> None:
    assert Client(enforce_csrf_checks=True).post(link, {"answer": "yes"}).status_code == 403
    assert not FollowUp.objects.exists()


def test_made_up_data_says_so(inquiry: Inquiry, link: str, anybody: Client) -> None:
    assert "Beispieldaten" not in anybody.get(link).content.decode()
    type(inquiry.centre).objects.update(made_up=True)
    assert "Beispieldaten" in anybody.get(link).content.decode()


def test_the_answer_is_of_the_day_it_was_given(link: str, anybody: Client) -> None:
    anybody.post(link, {"answer": "no"})

    assert FollowUp.objects.get().asked_on == timezone.localdate()
