from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, TrailHead
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.people.models import Gender, Participant
from perspektiv.records.people.names import joined, search_name, sounds


class Details(TypedDict, total=False):
    """What is kept of a person. Where the birth date is known, its year follows."""

    given_name: str
    family_name: str
    gender: Gender | str
    birth_date: date | None
    birth_year: int | None
    customer_number: str
    phone: str
    email: str
    street: str
    postcode: str
    city: str
    language: str


class ChangedMeanwhile(Refused):
    """Somebody else saved while a form was open. Carries what is stored now."""

    def __init__(self, stored: Participant) -> None:
        self.stored = stored
        super().__init__(CHANGED_MEANWHILE)


CHANGED_MEANWHILE = Text(
    "Jemand hat das inzwischen geändert. Beide Fassungen stehen hier; bitte prüfen und noch einmal speichern.",
    "Somebody has changed this meanwhile. Both versions are shown here; please check and save again.",
)
NAMELESS = Text(
    "Bitte geben Sie einen Namen, eine Kundennummer oder ein Geburtsjahr an.",
    "Please give a name, a customer number or a year of birth.",
)
MERGED = Text(
    "Diese Akte ist mit einer anderen zusammengeführt. Bitte arbeiten Sie dort weiter.",
    "This file has been merged with another. Please go on there.",
)
OF_ANOTHER_CENTRE = Text("Das gehört zu einem anderen Zentrum.", "This belongs to another centre.")


@transaction.atomic
def register(*, by: Actor, centre: Centre, id: UUID | None = None, **details: Unpack[Details]) -> Participant:
    """A new file with the centre's next number of the year. Sent twice with one id, it is made once."""
    wait_for_turn()
    already = Participant.objects.filter(pk=id).first() if id else None
    if already:
        if already.centre_id != centre.id:
            raise Refused(OF_ANOTHER_CENTRE)
        return already
    participant = Participant(id=id or uuid4(), centre=centre, file_number=_next_file_number(centre))
    _fill(participant, details)
    participant.save(force_insert=True)
    record(by=by, what="people.registered", subject=participant, person=participant.id)
    return participant


@transaction.atomic
def edit(*, by: Actor, participant: Participant, version: int, **details: Unpack[Details]) -> Participant:
    """Changes what is kept of a person, unless somebody did since that version was shown."""
    changed = Participant.objects.select_for_update().get(pk=participant.pk)
    if changed.version != version:
        raise ChangedMeanwhile(changed)
    if changed.merged_into_id:
        raise Refused(MERGED)
    _fill(changed, details)
    changed.version += 1
    changed.save()
    record(by=by, what="people.changed", subject=changed, person=changed.id)
    return changed


def wait_for_turn() -> None:
    """Whoever appends to the trail does so one after the other, until committed; we take our turn before we look."""
    TrailHead.objects.select_for_update().get_or_create(id=1)


def made_findable(participant: Participant) -> Participant:
    """Sets what the search and the check of duplicates read. Every write of a name goes through here."""
    participant.search_name = search_name(
        file_number=participant.file_number,
        customer_number=participant.customer_number,
        given_name=participant.given_name,
        family_name=participant.family_name,
    )
    participant.sounds = sounds(given_name=participant.given_name, family_name=participant.family_name)
    return participant


def _fill(participant: Participant, details: Any) -> None:
    for name, value in details.items():
        setattr(participant, name, value.strip() if isinstance(value, str) else value)
    participant.customer_number = joined(participant.customer_number)
    if participant.birth_date:
        participant.birth_year = participant.birth_date.year
    known = participant.given_name, participant.family_name, participant.customer_number, participant.birth_year
    if not any(known):
        raise Refused(NAMELESS)
    made_findable(participant)


def _next_file_number(centre: Centre) -> str:
    """ "2026-0417": year, and the next number in it. Asked only by whoever has the turn."""
    year = timezone.localdate().year
    of_this_year = Participant.objects.filter(centre=centre, file_number__regex=rf"^{year}-\d+$")
    last = of_this_year.order_by(Length("file_number").desc(), "-file_number").first()
    number = int(last.file_number.partition("-")[2]) + 1 if last else 1
    return f"{year}-{number:04d}"
