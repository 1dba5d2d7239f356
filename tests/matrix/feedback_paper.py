"""Questionnaires handed out by staff, on a screen or on paper, and paper forms typed in."""

from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import InstrumentVersion
from tests.matrix.page import Page
from tests.matrix.side import Side

INVITERS = "toni jule birte"
ENTERERS = "toni birte fremd"


def version(side: Side) -> InstrumentVersion:
    return bring_in(by=side.counsellor, centre=side.centre, key="session")


def person(side: Side) -> dict[str, object]:
    version(side)
    return {"id": side.person.id}


def appointment(side: Side) -> dict[str, object]:
    version(side)
    return {"id": side.appointment.id}


def chosen(side: Side) -> dict[str, object]:
    return {"version_of": str(version(side).pk)}


PAGES = [
    Page("feedback:choose", "GET", of=person, by=INVITERS),
    Page("feedback:show", "POST", of=person, data=chosen, by=INVITERS),
    Page("feedback:print_paper", "POST", of=person, data=chosen, by=INVITERS),
    Page("feedback:about_last_talk", "GET POST", of=person, by=INVITERS),
    Page("feedback:about_appointment", "GET POST", of=appointment, by=INVITERS),
    Page("feedback:enter", "GET POST", by=ENTERERS),
    Page("feedback:enter_answers", "POST", by=ENTERERS),
]
