"""Somebody who comes by the link of an invitation: the form is looked at, and sent with the key that it carried."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.invitations import token_for
from perspektiv.records.feedback.models import Invitation
from perspektiv.records.selfservice.form_doors import key_of
from tests.records.appointments.office import Office
from tests.records.feedback.inviting import asked


@dataclass
class Guest:
    invitation: Invitation
    token: str
    browser: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def address(self, rest: str = "") -> str:
        return f"/f/{self.token}/{rest}"

    def look(self, rest: str = "") -> Any:
        return self.browser.get(self.address(rest))

    def send(self, rest: str = "", **data: Any) -> Any:
        fields = {name.replace("__", "-"): value for name, value in data.items()}
        return self.browser.post(self.address(rest), {"form_key": key_of(self.invitation), **fields})

    def answers(self, **values: Any) -> Any:
        return self.send(**{f"q__{key}": value for key, value in values.items()})

    def now(self) -> Invitation:
        self.invitation.refresh_from_db()
        return self.invitation


def guest(
    office: Office, key: str = "session", language: str = "de", of: Participation | None = None, **more: Any
) -> Guest:
    of = of or office.participation()
    of.participant.language = language
    of.participant.save()
    invitation = asked(office, key, of, **more)
    return Guest(invitation, token_for(invitation))
