from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.people.actions.participants import OF_ANOTHER_CENTRE, wait_for_turn
from perspektiv.records.people.models import Jobcoach


class Particulars(TypedDict, total=False):
    given_name: str
    family_name: str
    email: str
    phone: str
    team: str
    in_use: bool


class JobcoachChangedMeanwhile(Refused):
    """Somebody else saved while a form was open. Carries what is stored now."""

    def __init__(self, stored: Jobcoach) -> None:
        self.stored = stored
        super().__init__(CHANGED_MEANWHILE)


CHANGED_MEANWHILE = Text(
    "Jemand hat das inzwischen geändert. Beide Fassungen stehen hier; bitte prüfen und noch einmal speichern.",
    "Somebody has changed this meanwhile. Both versions are shown here; please check and save again.",
)
NAMELESS = Text("Bitte geben Sie den Nachnamen an.", "Please give the family name.")
KNOWN_ALREADY = Text(
    "{name} steht mit dieser E-Mail-Adresse schon in der Liste.", "{name} is listed with this e-mail address already."
)


@transaction.atomic
def add_jobcoach(*, by: Actor, centre: Centre, id: UUID | None = None, **particulars: Unpack[Particulars]) -> Jobcoach:
    """A jobcoach with whom the centre works. Sent twice with one id, made once; an e-mail address stands for one."""
    wait_for_turn()
    if id and (already := Jobcoach.objects.filter(pk=id).first()):
        if already.centre_id != centre.id:
            raise Refused(OF_ANOTHER_CENTRE)
        return already
    jobcoach = _filled(Jobcoach(id=id or uuid4(), centre=centre), particulars)
    jobcoach.save(force_insert=True)
    record(by=by, what="people.jobcoach_added", subject=jobcoach)
    return jobcoach


@transaction.atomic
def edit_jobcoach(*, by: Actor, jobcoach: Jobcoach, version: int, **particulars: Unpack[Particulars]) -> Jobcoach:
    wait_for_turn()
    stored = Jobcoach.objects.get(pk=jobcoach.pk)
    if stored.version != version:
        raise JobcoachChangedMeanwhile(stored)
    reached = stored.email.casefold(), stored.in_use
    changed = _filled(stored, particulars)
    if reached != (changed.email.casefold(), changed.in_use):
        changed.links_ended += 1  # those sent to the former address, too
    changed.version += 1
    changed.save()
    record(by=by, what="people.jobcoach_changed", subject=changed)
    return changed


def _filled(jobcoach: Jobcoach, particulars: Particulars) -> Jobcoach:
    for name, value in particulars.items():
        setattr(jobcoach, name, value.strip() if isinstance(value, str) else value)
    if not jobcoach.family_name:
        raise Refused(NAMELESS)
    if jobcoach.email:
        same = Jobcoach.objects.filter(centre=jobcoach.centre, email__iexact=jobcoach.email).exclude(pk=jobcoach.pk)
        if other := same.first():
            raise Refused(KNOWN_ALREADY, name=other)
    return jobcoach
