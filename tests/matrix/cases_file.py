"""What a file holds: agreement, consents, releases, goals, notes, documents, closing results."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.cases import filing
from perspektiv.records.cases.models import (
    Agreement,
    ClosingResult,
    ConfidentialityRelease,
    Consent,
    Document,
    Goal,
    GoalStep,
    HandoverNote,
)
from tests.matrix.page import Page
from tests.matrix.side import Side

AGREEING = "toni birte jule"
COUNSELLING = "jule"
READING = "birte jule"  # Birte is shown the closed door, or sent to it
CLOSING = "birte jule"


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def agreement(side: Side) -> dict[str, object]:
    made = Agreement.objects.create(centre=side.centre, participant=side.person, text_version="2026-1")
    return {"id": made.id}


def consent(side: Side) -> dict[str, object]:
    made = Consent.objects.create(centre=side.centre, participant=side.person, purpose=Consent.Purpose.SURVEY)
    return {"id": made.id}


def release(side: Side) -> dict[str, object]:
    made = ConfidentialityRelease.objects.create(
        centre=side.centre,
        participant=side.person,
        third_party="Praxis",
        about="Arbeit im Freien",
        ends_on=timezone.localdate() + timedelta(days=30),
    )
    return {"id": made.id}


def goal(side: Side) -> dict[str, object]:
    return {"id": Goal.objects.create(centre=side.centre, participant=side.person, words="Anrufen").id}


def handover_note(side: Side) -> dict[str, object]:
    to = side.counsellor
    made = HandoverNote.objects.create(
        centre=side.centre, participant=side.person, written_by=side.personas.merle, to=to, words="Anrufen"
    )
    return {"id": made.id}


def step(side: Side) -> dict[str, object]:
    goal = Goal.objects.create(centre=side.centre, participant=side.person, words="Anrufen")
    return {"id": GoalStep.objects.create(centre=side.centre, goal=goal, progress=3).id}


def document(side: Side) -> dict[str, object]:
    made = Document(
        centre=side.centre,
        participant=side.person,
        kind=Document.Kind.CV,
        name="Lebenslauf.txt",
        content_type="text/plain; charset=utf-8",
        size=1,
        sha256="0" * 64,
        added_by=side.counsellor,
    )
    filing.put(made.file, b"x")
    made.save()
    return {"id": made.id}


def participation(side: Side) -> dict[str, object]:
    return {"id": side.participation.id}


def result(side: Side) -> dict[str, object]:
    return {"id": _result(side).id}


def released(side: Side) -> dict[str, object]:
    made = _result(side)
    made.participant_released_at = made.counsellor_released_at = timezone.now()
    made.save()
    return {"id": made.id}


def _result(side: Side) -> ClosingResult:
    return ClosingResult.objects.create(centre=side.centre, participation=side.participation, words="Draußen arbeiten.")


def note(side: Side) -> dict[str, object]:
    return {"id": uuid4(), "version": 0, "words": "Text", "about_on": timezone.localdate().isoformat()}


PAGES = [
    Page("cases:handover", "GET POST", of=person, by=COUNSELLING),
    Page("cases:finish_handover", "POST", of=handover_note, by=COUNSELLING),
    Page("cases:take_up_handover", "POST", of=handover_note, by=COUNSELLING),
    Page("cases:agreement", "GET", of=person, by=AGREEING),
    Page("cases:agree", "POST", of=person, by=AGREEING),
    Page("cases:agreement_to_print", "GET", of=person, by=AGREEING),
    Page("cases:agreement_paper", "GET", of=agreement, by=AGREEING),
    Page("cases:end_agreement", "POST", of=agreement, by=AGREEING),
    Page("cases:agreement_goes_on", "POST", of=agreement, by=AGREEING),
    Page("cases:give_consent", "POST", of=person, kwargs={"purpose": "survey"}, by=AGREEING),
    Page("cases:withdraw_consent", "POST", of=consent, by=AGREEING),
    Page("cases:give_release", "POST", of=person, by=AGREEING),
    Page("cases:release_paper", "GET", of=release, by=AGREEING),
    Page("cases:revoke_release", "POST", of=release, by=AGREEING),
    Page("cases:restore_release", "POST", of=release, by=AGREEING),
    Page("cases:goals", "GET", of=person, by=READING),
    Page("cases:set_goal", "POST", of=person, by=COUNSELLING),
    Page("cases:state_mandate", "POST", of=person, by=COUNSELLING),
    Page("cases:change_goal", "POST", of=goal, by=COUNSELLING),
    Page("cases:step", "POST", of=goal, by=COUNSELLING),
    Page("cases:take_step_back", "POST", of=step, by=COUNSELLING),
    Page("cases:notes", "GET", of=person, by=READING),
    Page("cases:save_note", "POST", of=person, data=note, by=COUNSELLING),
    Page("cases:documents", "GET", of=person, by=READING),
    Page("cases:add_document", "POST", of=person, by=COUNSELLING),
    Page("cases:download_document", "GET", of=document, by=READING),
    Page("cases:remove_document", "POST", of=document, by=COUNSELLING),
    Page("cases:bring_document_back", "POST", of=document, by=COUNSELLING),
    Page("cases:closing", "GET", of=person, by=CLOSING),
    Page("cases:write_closing", "POST", of=participation, by=CLOSING),
    Page("cases:closing_paper", "GET", of=result, by=CLOSING),
    Page("cases:release_closing", "POST", of=result, kwargs={"side": "participant"}, by=CLOSING),
    Page("cases:withdraw_closing", "POST", of=result, kwargs={"side": "counsellor"}, by=CLOSING),
    Page("cases:released_result", "GET", of=released, by="fee"),
    Page("cases:released_paper", "GET", of=released, by="fee"),
    Page("cases:acknowledge_result", "POST", of=released, by="fee"),
]
