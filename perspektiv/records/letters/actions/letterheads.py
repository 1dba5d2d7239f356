"""Who writes, as it stands on envelopes and in mails."""

from typing import TypedDict, Unpack

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.models import Letterhead
from perspektiv.records.letters.neutral import check_neutral
from perspektiv.records.people.actions.participants import wait_for_turn

CHANGED_MEANWHILE = Text(
    "Jemand hat den Absender inzwischen geändert. Bitte prüfen Sie ihn und speichern Sie noch einmal.",
    "Somebody has changed the sender meanwhile. Please check it and save again.",
)


class Particulars(TypedDict):
    sender: str
    street: str
    postcode: str
    city: str
    phone: str
    email: str


@transaction.atomic
def set_letterhead(*, by: Actor, centre: Centre, version: int, **particulars: Unpack[Particulars]) -> Letterhead:
    """``version``: of the letterhead that the form showed; 0 where none was stored."""
    wait_for_turn()
    stored = letterhead_of(centre)
    held = 0 if stored._state.adding else stored.version
    if version != held:
        raise Refused(CHANGED_MEANWHILE)
    check_neutral(particulars["sender"])
    for name, value in particulars.items():
        setattr(stored, name, str(value).strip())
    stored.version = held + 1
    stored.save()
    record(by=by, what="letters.letterhead_set", subject=stored)
    return stored
