from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, Deputy, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record

THEMSELVES = Text("Niemand vertritt sich selbst.", "Nobody is their own deputy.")
ENDS_BEFORE_START = Text("Der letzte Tag liegt vor dem ersten.", "The last day is before the first.")
IS_PAST = Text("Der letzte Tag liegt in der Vergangenheit.", "The last day is in the past.")
NOT_A_COUNSELLOR = Text(
    "{user} berät in diesem Zentrum nicht. Nur Beratende vertreten einander in ihren Fällen.",
    "{user} does not counsel in this centre. Only counsellors stand in for each other's cases.",
)


@transaction.atomic
def name_deputy(
    *, by: Actor, centre: Centre, absent: User, deputy: User, starts_on: date, ends_on: date, id: UUID | None = None
) -> Deputy:
    """For these days, both included, the deputy sees and does what is the absent counsellor's own."""
    if id and (already := Deputy.objects.filter(pk=id, centre=centre).first()):
        return already
    must_be_new(Deputy, id)
    if absent.pk == deputy.pk:
        raise Refused(THEMSELVES)
    if ends_on < starts_on:
        raise Refused(ENDS_BEFORE_START)
    if ends_on < timezone.localdate():
        raise Refused(IS_PAST)
    for user in (absent, deputy):
        if not user.may(Permission.SEE_COUNSELLING, centre):
            raise Refused(NOT_A_COUNSELLOR, user=user)
    named = Deputy.objects.create(
        id=id or uuid4(), centre=centre, absent=absent, deputy=deputy, starts_on=starts_on, ends_on=ends_on
    )
    record(by=by, what="access.deputy_named", subject=named)
    return named


@transaction.atomic
def end_deputy(*, by: Actor, deputy: Deputy) -> None:
    """From now on the deputy sees nothing of it; what has not yet begun is taken away."""
    record(by=by, what="access.deputy_ended", subject=deputy)
    today = timezone.localdate()
    if deputy.starts_on >= today:
        deputy.delete()
    else:
        deputy.ends_on = today - timedelta(days=1)
        deputy.save(update_fields=["ends_on"])
