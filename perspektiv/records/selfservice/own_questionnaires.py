"""Questionnaires on a participant's own page: what is to be answered, and what they release for the closing talk."""

from collections.abc import Sequence
from dataclasses import dataclass

from perspektiv.records.feedback.models import Answer, Invitation
from perspektiv.records.feedback.reflections import releasable, talk_is_held
from perspektiv.records.feedback.words import Said, said_in
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.words import Words


@dataclass(frozen=True)
class ToAnswer:
    """One questionnaire that is open."""

    invitation: Invitation
    name: Said
    until: str


@dataclass(frozen=True)
class Thought:
    """One text of a reflection."""

    answer: Answer
    question: Said
    shown: bool
    fixed: bool  # since the talk took place


def to_answer(participant: Participant, words: Words) -> list[ToAnswer]:
    asked = Invitation.objects.filter(participant=participant).open().select_related("version_of")
    return [
        ToAnswer(
            one,
            said_in(one.version_of.words, words.code, "name"),
            words.say("answer_until", day=words.full_day(one.closes_on)),
        )
        for one in asked.order_by("closes_on")
    ]


def about_thoughts(participant: Participant, words: Words) -> str:
    """Who decides about them, and who reads them; nothing where there are none."""
    found = releasable().filter(response__participation__participant=participant)
    typed_in_by = list(found.values_list("response__entered_by", flat=True))
    if not typed_in_by:
        return ""
    read_by = "reflection_paper" if any(typed_in_by) else "reflection_rest"
    return f"{words['reflection_more']} {words[read_by]}"


def thoughts(participant: Participant, words: Words) -> Sequence[Thought]:
    """The newest reflection first."""
    found = releasable().filter(response__participation__participant=participant)
    answers = list(found.select_related("item", "response__participation"))
    participations = {answer.response.participation for answer in answers} - {None}
    held = {one.pk for one in participations if one and talk_is_held(one)}
    return [
        Thought(
            answer,
            said_in(answer.item.words, words.code, "question"),
            answer.shared_at is not None,
            answer.response.participation_id in held,
        )
        for answer in answers
    ]
