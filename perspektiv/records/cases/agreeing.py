"""Who takes part without an agreement: from the first segment on there is to be one, by hand or signed here."""

from django.db.models import Exists, OuterRef

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.models import Agreement, Participation
from perspektiv.records.cases.models.participation import Participations
from perspektiv.records.people.models import Participant


def without_agreement(user: User) -> list[Participant]:
    """Whose agreement is the user's to make, and is missing: whoever takes part for longest first."""
    missing = _missing().with_permission(user, Permission.AGREE).select_related("participant").order_by("started_on")
    return list(dict.fromkeys(each.participant for each in missing))


def lacks_agreement(participant: Participant) -> bool:
    return _missing().filter(participant=participant).exists()


def _missing() -> Participations:
    """What runs without one. Of earlier records that were imported, the agreement is on paper somewhere."""
    made = Agreement.objects.filter(participant=OuterRef("participant"), ended_on=None)
    return Participation.objects.running().filter(~Exists(made), source_key="")
