"""The six-month desk, one person's outcomes, the jobcoaches' links and reports, the list of the Jobcenter."""

from datetime import date
from uuid import uuid4

from perspektiv.records.access.roles import Role
from perspektiv.records.outcomes.models import JobStart, ListRelease
from tests.matrix.page import EVERYBODY, Page
from tests.matrix.side import Side
from tests.records.personas import make_user

DESK = "toni birte fremd"
OWN_DESK = "toni birte"


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def question(side: Side) -> dict[str, object]:
    return {"id": side.person.id, "about": "job"}


def entry(side: Side) -> dict[str, object]:
    start = JobStart.objects.create(
        centre=side.centre, participant=side.person, started_on=date(2026, 1, 1), insured=True
    )
    return {"kind": "arbeit", "id": start.id}


def asked(side: Side) -> dict[str, object]:
    somebody = make_user(side.centre, "Vera", "Wendehals", Role.ASSISTANT)
    return {"id": ListRelease.objects.create(centre=side.centre, year=2025, asked_by=somebody).id}


def referral(side: Side) -> dict[str, object]:
    return {"referral": side.referral.id}


PAGES = [
    Page("outcomes:desk", "GET", by=DESK),
    Page("outcomes:print", "GET", by=DESK),
    Page("outcomes:ask", "GET POST", by=DESK),
    Page("outcomes:lists", "GET", by=DESK),
    Page("outcomes:export", "GET", kwargs={"year": 2026, "form": "csv"}, by=DESK),
    Page("outcomes:ask_release", "POST", kwargs={"year": 2026}, by=DESK),
    Page("outcomes:releases", "GET", by="birte hanne fremd"),
    Page("outcomes:decide_release", "POST", of=asked, by="birte hanne", data={"do": "release"}),
    Page("outcomes:bring_back", "POST", by=DESK),
    Page("outcomes:take_back", "POST", kwargs={"token": uuid4()}, by=DESK),
    Page("outcomes:record", "POST", of=question, data={"answer": "unknown", "source": "jobcoach"}, by=OWN_DESK),
    Page("outcomes:correct", "GET POST", of=entry, by=OWN_DESK),
    Page("outcomes:remove", "POST", of=entry, data={"version": "1"}, by=OWN_DESK),
    Page("outcomes:of_person", "GET", of=person, by=OWN_DESK),
    Page("outcomes:answer", "GET POST", kwargs={"token": "made-up"}, by=EVERYBODY),
    Page("outcomes:report_start", "GET POST", of=referral, by="fee"),
]
