"""What is written in the demonstration: by letter, mail and text message; sent, to be printed, and one that failed."""

from datetime import timedelta

from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent
from perspektiv.records.letters.actions.letterheads import set_letterhead
from perspektiv.records.letters.actions.messages import write
from perspektiv.records.letters.actions.preferences import prefer
from perspektiv.records.letters.actions.templates import ship_templates
from perspektiv.records.letters.models import Channel, Message, Purpose
from perspektiv.records.letters.sending import send_due
from perspektiv.records.people.models import Participant
from perspektiv.site.operating.demo.house import House

PEOPLE = 16
NEUTRAL = {
    "sender": "Zentrum Musterplatz",
    "street": "Musterplatz 4",
    "postcode": "44137",
    "city": "Dortmund",
    "phone": "0231 5550100",
    "email": "",
}
SPOKEN = ("ar", "uk", "tr", "de-x-plain")
"""Of the first few, so that mails in other languages can be looked at."""


def write_letters(house: House) -> None:
    """To the people whose talks come next; all have consented to messages, some prefer letters."""
    toni = house.staff["toni"]
    ship_templates(centre=house.centre)
    set_letterhead(by=toni, centre=house.centre, version=0, **NEUTRAL)
    for place, talk in enumerate(_next_talks(house)):
        person = talk.participation.participant if talk.participation else None
        if person is None:
            continue
        _lives_somewhere(person, place)
        if place % 3 == 1:
            prefer(by=toni, participant=person, channel=Channel.LETTER)
        elif place % 8 == 6:
            prefer(by=toni, participant=person, channel=Channel.SMS)
        for purpose in (Consent.Purpose.MESSAGES, Consent.Purpose.SURVEY):
            consents.give(by=toni, participant=person, purpose=purpose)
        _invite(toni, talk, person, Purpose.CANCELLED if place % 6 == 1 else Purpose.INVITATION)
    send_due()
    _one_fails(house)


def _next_talks(house: House) -> list[Appointment]:
    """One for each person, the soonest first."""
    planned = Appointment.objects.filter(
        centre=house.centre, status=Status.PLANNED, starts_at__gt=timezone.now(), participation__isnull=False
    ).select_related("participation__participant", "counsellor", "room")
    soonest: dict[object, Appointment] = {}
    for talk in planned.order_by("starts_at", "id")[:200]:
        if talk.participation:
            soonest.setdefault(talk.participation.participant_id, talk)
    return list(soonest.values())[:PEOPLE]


def _lives_somewhere(person: Participant, place: int) -> None:
    person.street = person.street or f"Gartenweg {place + 1}"
    person.postcode, person.city = person.postcode or "44135", person.city or "Dortmund"
    person.email = person.email or f"person{place + 1}@example.org"
    if place % 2 == 0 and place // 2 < len(SPOKEN):
        person.language = SPOKEN[place // 2]
    person.save(update_fields=["street", "postcode", "city", "email", "language"])


def _invite(by: User, talk: Appointment, person: Participant, purpose: Purpose) -> Message:
    begins = timezone.localtime(talk.starts_at)
    return write(
        by=by,
        centre=person.centre,
        key=f"{purpose}:{talk.pk}",
        purpose=purpose,
        participant=person,
        about=talk.pk,
        fields={
            "day": begins.date().isoformat(),
            "time": f"{begins:%H:%M}",
            "place": talk.room.name if talk.room else "",
            "with": str(talk.counsellor) if talk.counsellor else "",
        },
    )


def _one_fails(house: House) -> None:
    """An address that is no longer there."""
    sent = Message.objects.filter(centre=house.centre, state=Message.State.SENT).order_by("created_at").last()
    if sent:
        gone = sent.created_at + timedelta(minutes=1)
        Message.objects.filter(pk=sent.pk).update(
            state=Message.State.FAILED, why="550 no such user", done_at=gone, attempts=1
        )
