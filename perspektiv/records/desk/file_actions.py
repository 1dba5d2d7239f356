"""What can be done from a file: only pages that the user may open for this participant, for what runs at present."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.desk.links import link
from perspektiv.records.desk.tabs import Own, may_open
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class FileAction:
    name: str | Promise
    address: str
    icon: str
    of: str = ""  # the segment, where several run


@dataclass(frozen=True)
class FileActions:
    booking: FileAction | None  # the one that is needed most
    others: list[FileAction]


def actions_of(participant: Participant, user: User, own: Own) -> FileActions:
    running = list(Participation.objects.filter(participant=participant).running().select_related("segment"))
    way_in = Referral.objects.filter(participant=participant, result=Referral.Result.OPEN).first()

    def allowed(action: FileAction) -> bool:
        return bool(action.address) and may_open(action.address.partition("?")[0], participant, user, own)

    steers = participant.centre_id in user.centres_with(Permission.CLOSE, Scope.CENTRE)
    ends = [one for one in running if steers or one.counsellor_id == user.pk]
    others = [action for action in _others(participant, running, ends, way_in) if allowed(action)]
    booking = _booking(participant) if running or way_in else None
    return FileActions(booking if booking and allowed(booking) else None, others)


def _booking(participant: Participant) -> FileAction:
    address = link("appointments:book")
    return FileAction(_("Next appointment"), address and f"{address}?person={participant.pk}&back=person", "plus")


def _others(
    participant: Participant, running: Sequence[Participation], ends: Sequence[Participation], way_in: Referral | None
) -> Iterator[FileAction]:
    if way_in:
        yield FileAction(_("Way in and first contact"), link("cases:first_contact", way_in.pk), "send")
        yield FileAction(_("Offer the case"), link("cases:offer", participant.pk), "arrow-right")
    for one in running:
        of = one.segment.name if len(running) > 1 else ""
        yield FileAction(_("Find a date for three"), link("appointments:closing_dates", one.pk), "calendar", of)
        if one in ends:
            yield FileAction(_("Complete the segment"), link("cases:end", one.pk), "flag", of)
            yield FileAction(_("End early"), link("cases:end_early", one.pk), "cross", of)
        yield FileAction(_("Change counsellor"), link("cases:offer_takeover", one.pk), "people", of)
        yield FileAction(_("Substitute"), link("cases:substitute_one", one.pk), "person", of)
    if not way_in and not running:
        yield FileAction(_("Offer the case"), link("cases:offer", participant.pk), "arrow-right")
        yield FileAction(_("Enter a new way in"), link("cases:register_again", participant.pk), "plus")
