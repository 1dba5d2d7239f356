"""Somebody who is asked: a shipped questionnaire brought in, and an invitation to it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.actions.invitations import invite
from perspektiv.records.feedback.models import InstrumentVersion, Invitation
from tests.records.appointments.office import Office

SESSION = {"heard": 9.0, "topics": 8.0, "way": 7.0, "forward": 10.0}
"""Answers to the shipped session feedback."""


def questionnaire(office: Office, key: str = "session") -> InstrumentVersion:
    return bring_in(by=office.personas.quirin, centre=office.centre, key=key)


def asked(
    office: Office, key: str = "session", of: Participation | None = None, due_on: date | None = None, **more: Any
) -> Invitation:
    """An invitation that is open for two weeks from today."""
    due_on = due_on or timezone.localdate()
    return invite(
        by=office.personas.toni,
        participation=of or office.participation(),
        version=questionnaire(office, key),
        occasion=more.pop("occasion", f"test:{uuid4()}"),
        due_on=due_on,
        closes_on=more.pop("closes_on", due_on + timedelta(days=14)),
        **more,
    )
