"""An invitation is made once an occasion and answered once; what cannot be an answer is refused with a sentence."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.tokens import hashed
from perspektiv.records.access.trail_words import in_words
from perspektiv.records.feedback.actions import invitations
from perspektiv.records.feedback.actions.invitations import decline, invite, paper_code_for, token_for
from perspektiv.records.feedback.actions.responses import answer
from perspektiv.records.feedback.models import Answer, Invitation, Response
from perspektiv.records.letters.acting_by_link import ByLink
from tests.records.appointments.office import Office
from tests.records.feedback.inviting import SESSION, asked, questionnaire

TODAY = timezone.localdate


def given(invitation: Invitation, numbers: dict[str, float] | None = None, **more: Any) -> Response:
    sent = {"texts": {}, "language": "de", **more}
    return answer(by=ByLink(invitation.participant), invitation=invitation, numbers=numbers or {}, **sent)


def test_one_invitation_an_occasion(office: Office) -> None:
    of, version = office.participation(), questionnaire(office)
    sent: dict[str, Any] = {"by": office.personas.toni, "participation": of, "version": version, "occasion": "talk:1"}
    first = invite(**sent, due_on=TODAY(), closes_on=TODAY())
    again = invite(**sent, due_on=TODAY(), closes_on=TODAY() + timedelta(days=3))
    assert (first, Invitation.objects.count()) == (again, 1)
    assert again.closes_on == first.closes_on


def test_nobody_is_invited_to_an_anonymous_survey(office: Office) -> None:
    with pytest.raises(Refused, match="anonym"):
        asked(office, "satisfaction")


def test_nobody_is_invited_to_a_draft(office: Office) -> None:
    version, person = questionnaire(office), office.participation().participant
    version.published_at = None
    with pytest.raises(Refused, match="veröffentlicht"):
        invite(
            by=office.personas.toni,
            participant=person,
            version=version,
            occasion="draft",
            due_on=TODAY(),
            closes_on=TODAY(),
        )


def test_the_link_is_kept_as_a_hash_and_a_new_one_replaces_it(office: Office) -> None:
    invitation = asked(office)
    first, second = token_for(invitation), token_for(invitation)
    assert invitations.of_token(first) is None
    assert invitations.of_token(second) == invitation
    assert Invitation.objects.get().token_hash == hashed(second)


def test_the_code_of_the_paper_is_found_as_it_is_typed(office: Office) -> None:
    invitation = asked(office)
    before, code = paper_code_for(invitation), paper_code_for(invitation)
    assert invitations.of_code(code.lower().replace("-", " ")) == invitation
    assert invitations.of_code(before) is None


def test_the_same_sent_twice_is_one_response(office: Office) -> None:
    invitation = asked(office)
    first, again = given(invitation, SESSION), given(invitation, SESSION)
    assert (first, Response.objects.count(), Answer.objects.count()) == (again, 1, 4)
    assert {answer.item.key: answer.value for answer in first.answers.all()} == SESSION
    assert TrailRow.objects.filter(what="feedback.response_sent").count() == 1


def test_other_answers_afterwards_are_refused_and_the_first_stay(office: Office) -> None:
    invitation = asked(office)
    given(invitation, SESSION)
    with pytest.raises(Refused, match="schon ausgefüllt"):
        given(invitation, {**SESSION, "way": 1})
    assert Answer.objects.get(item__key="way").value == SESSION["way"]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"heard": 11}, "eine der Antworten"),
        ({"heard": 0}, "eine der Antworten"),
        ({"heard": 3.5}, "eine der Antworten"),
        ({}, "wenigstens eine"),
        ({"nothing": 3}, "passen nicht"),
    ],
)
def test_what_is_no_answer_is_refused(office: Office, numbers: dict[str, float], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        given(asked(office), numbers)
    assert not Response.objects.exists()


def test_a_text_that_is_too_long_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="zu lang"):
        given(asked(office, "improvement"), texts={"reflection": "a" * 4001})


def test_words_are_unreadable_in_the_database(office: Office) -> None:
    response = given(asked(office, "improvement"), texts={"reflection": "Ich traue mich wieder."})
    assert response.answers.get().words == "Ich traue mich wieder."
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM feedback_answer")
        assert "traue" not in cursor.fetchone()[0]


def test_only_what_the_person_ticks_is_shared_and_only_of_the_reflection(office: Office) -> None:
    both = {"reflection": "Ich traue mich wieder.", "next": "Ein Praktikum."}
    response = given(asked(office, "improvement"), texts=both, shared={"next", "behaviour"})
    assert [answer.item.key for answer in response.answers.exclude(shared_at=None)] == ["next"]
    other = given(asked(office, "quality"), texts={"otherwise": "Mehr Zeit."}, shared={"otherwise"})
    assert not other.answers.exclude(shared_at=None).exists()


def test_before_and_after_its_time_nothing_is_taken(office: Office) -> None:
    early = asked(office, due_on=TODAY() + timedelta(days=1))
    late = asked(office, due_on=TODAY() - timedelta(days=20))
    for invitation, sentence in ((early, "beginnt erst"), (late, "vorbei")):
        with pytest.raises(Refused, match=sentence):
            given(invitation, SESSION)


def test_what_was_filled_in_on_paper_in_time_can_be_typed_in_later(office: Office) -> None:
    invitation = asked(office, due_on=TODAY() - timedelta(days=20))
    toni = office.personas.toni
    on_paper: dict[str, Any] = {"by": toni, "invitation": invitation, "texts": {}, "language": "de", "entered_by": toni}
    with pytest.raises(Refused, match="vorbei"):
        answer(**on_paper, numbers=SESSION)
    response = answer(**on_paper, numbers=SESSION, filled_on=invitation.closes_on)
    assert (response.submitted_on, response.entered_by) == (invitation.closes_on, toni)


def test_who_declines_is_not_asked_for_answers(office: Office) -> None:
    invitation = asked(office)
    by = ByLink(invitation.participant)
    assert decline(by=by, invitation=invitation).declined_at == decline(by=by, invitation=invitation).declined_at
    with pytest.raises(Refused, match="nicht ausfüllen"):
        given(invitation, SESSION)


def test_who_has_answered_cannot_decline(office: Office) -> None:
    invitation = asked(office)
    given(invitation, SESSION)
    with pytest.raises(Refused, match="schon ausgefüllt"):
        decline(by=ByLink(invitation.participant), invitation=invitation)


def test_the_trail_says_what_was_done_and_nothing_of_what_was_said(office: Office) -> None:
    invitation = asked(office)
    token_for(invitation)
    paper_code_for(invitation)
    given(invitation, SESSION)
    rows = TrailRow.objects.filter(person=invitation.participant_id, what__startswith="feedback.")
    assert [in_words(what) for what in rows.order_by("seq").values_list("what", flat=True)] == [
        "Einladung zu einem Fragebogen erstellt",
        "Link zu einem Fragebogen erstellt",
        "Papierbogen gedruckt",
        "Rückmeldung gesendet",
    ]
