"""Why a search for free times found none: as exactly as it is known, so that one knows where else to look."""

from datetime import datetime

from django.utils import timezone

from perspektiv.language import Text
from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.models import OfferedSlot, Room
from perspektiv.records.appointments.moments import long_day, midnight
from perspektiv.records.appointments.opening import Opening, opening_of
from perspektiv.records.appointments.slots import FARTHEST

NOT_OFFERED = Text("{who} bietet nach dem {day} keine Zeiten an.", "{who} offers no times after {day}.")
ALL_TAKEN = Text(
    "Alle Zeiten, die {who} in den nächsten zwölf Wochen anbietet, sind vergeben. Die letzte ist am {day}.",
    "All times that {who} offers in the next twelve weeks are taken. The last one is on {day}.",
)
CLOSED = Text(
    "In den nächsten zwölf Wochen ist das Zentrum geschlossen.", "The centre is closed in the next twelve weeks."
)
NO_ROOM = Text("In den nächsten zwölf Wochen ist kein Raum frei.", "No room is free in the next twelve weeks.")
TAKEN = Text(
    "In den nächsten zwölf Wochen ist {who} nicht frei, oder es gibt keinen freien Raum.",
    "{who} is not free in the next twelve weeks, or there is no free room.",
)


def why_nothing(centre: Centre, counsellor: User | None, after: datetime, opening: Opening | None = None) -> Text:
    """What keeps a search from one moment on from finding anything."""
    opening = opening or opening_of(centre)
    if next(opening.starts(after, after + FARTHEST), None) is None:
        return CLOSED
    if counsellor is None:
        return NO_ROOM if Room.objects.filter(centre=centre, in_use=True).exists() else CLOSED
    ahead = OfferedSlot.objects.standing().filter(
        counsellor=counsellor, ends_at__gt=midnight(timezone.localdate()), starts_at__lt=after + FARTHEST
    )
    last = ahead.order_by("-starts_at").values_list("starts_at", flat=True).first()
    if last is None:
        return TAKEN.filled(who=counsellor)
    day = long_day(timezone.localdate(last))
    return (NOT_OFFERED if last < after else ALL_TAKEN).filled(who=counsellor, day=day)
