"""Somebody who comes by a link: pages are looked at, and forms sent with the key that the page carried."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Participation
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.actions.links import hand_out
from perspektiv.records.selfservice.form_keys import key_for
from tests.records.appointments.office import Office, at


@dataclass
class Visitor:
    token: str
    participation: Participation
    appointment: Appointment
    browser: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def participant(self) -> Participant:
        return self.participation.participant

    def address(self, rest: str = "") -> str:
        return f"/p/{self.token}/{rest}"

    def look(self, rest: str = "", **headers: str) -> Any:
        return self.browser.get(self.address(rest), headers=headers)

    def send(self, rest: str, **data: Any) -> Any:
        return self.browser.post(self.address(rest), {"form_key": key_for(self.token), **data})

    @property
    def date(self) -> str:
        """The address of the appointment below the page."""
        return f"termin/{self.appointment.pk}"

    def now(self) -> Appointment:
        self.appointment.refresh_from_db()
        return self.appointment


def visitor(
    office: Office,
    name: str = "Dilan Distel",
    language: str = "de",
    hour: int = 9,
    counsellor: User | None = None,
) -> Visitor:
    of = office.participation(name, counsellor)
    of.participant.language = language
    of.participant.save()
    appointment = office.booked(at(hour), of)
    _link, token = hand_out(by=office.personas.toni, participant=of.participant)
    return Visitor(token, of, appointment)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_of"] = str(user.id)
    session.save()
    return client
