"""What the tests of letters write."""

from uuid import uuid4

from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent
from perspektiv.records.letters.actions.messages import write
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas

FIELDS = {"day": "2026-12-03", "time": "09:00", "place": "Raum Ahorn", "with": "Jule Lerche"}


def make_dilan(personas: Personas, language: str = "de") -> Participant:
    return Participant.objects.create(
        centre=personas.centre,
        file_number="2026-0001",
        given_name="Dilan",
        family_name="Distel",
        email="dilan@example.org",
        phone="0171 5550100",
        street="Gartenweg 3",
        postcode="44135",
        city="Dortmund",
        language=language,
    )


def invited(
    personas: Personas,
    to: Participant,
    purpose: Purpose = Purpose.INVITATION,
    key: str = "",
    channel: str = "",
    calendar: str = "",
) -> Message:
    return write(
        by=personas.toni,
        centre=personas.centre,
        key=key or f"invitation:{uuid4()}",
        purpose=purpose,
        participant=to,
        fields=FIELDS,
        channel=channel,
        calendar=calendar,
    )


def consent(personas: Personas, to: Participant) -> Consent:
    return consents.give(by=personas.toni, participant=to, purpose=Consent.Purpose.MESSAGES)
