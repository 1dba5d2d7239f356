"""The centre's letterhead, or a neutral one from its name where none was set."""

from uuid import UUID

from perspektiv.records.access.models import Centre
from perspektiv.records.letters.models import Letterhead
from perspektiv.records.letters.neutral import PLAIN_SENDER, telling


def letterhead_of(centre: Centre | UUID) -> Letterhead:
    id = centre.id if isinstance(centre, Centre) else centre
    if stored := Letterhead.objects.filter(centre=id).first():
        return stored
    known = centre if isinstance(centre, Centre) else Centre.objects.get(pk=id)
    return Letterhead(centre=known, sender=PLAIN_SENDER if telling(known.name) else known.name[:60])
