"""Four eyes: the list of a year leaves the house only for whoever asked for it, after somebody else let it go."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import record
from perspektiv.records.outcomes.models import ListRelease
from perspektiv.records.people.actions.participants import wait_for_turn

DAYS = 7
"""For so long a list can be fetched once it was released, and released once it was asked for."""

NO_LIST = Text("Für dieses Jahr gibt es keine Liste.", "There is no list for this year.")
NOT_ONES_OWN = Text(
    "Sie haben diese Liste selbst angefragt. Freigeben muss sie jemand anders.",
    "You asked for this list yourself. Somebody else has to release it.",
)
OVER = Text(
    "Diese Anfrage gilt nicht mehr. Bitte lassen Sie die Liste neu anfragen.",
    "This request no longer holds. Please have the list asked for again.",
)
NOT_RELEASED = Text(
    "Diese Liste ist für Sie nicht freigegeben. Bitte fragen Sie sie an; jemand anders gibt sie frei.",
    "This list is not released for you. Please ask for it; somebody else releases it.",
)


@transaction.atomic
def ask_for(*, by: User, centre: Centre, year: int, id: UUID | None = None) -> ListRelease:
    """Asks that the list of a year be released. While one is waiting or can be fetched, that is the one."""
    wait_for_turn()
    if not 1990 <= year <= timezone.localdate().year:
        raise Refused(NO_LIST)
    if standing := standing_for(by, centre).filter(year=year).first():
        return standing
    must_be_new(ListRelease, id)
    asked = ListRelease.objects.create(id=id or uuid4(), centre=centre, year=year, asked_by=by)
    record(by=by, what="outcomes.list_asked_for", subject=asked)
    return asked


@transaction.atomic
def decide(*, by: User, request: ListRelease, release: bool) -> ListRelease:
    """Lets the list go, or not. Whoever asked for it cannot; decided twice, the first decision stands."""
    wait_for_turn()
    stored = ListRelease.objects.select_for_update().get(pk=request.pk)
    if stored.asked_by_id == by.pk:
        raise Refused(NOT_ONES_OWN)
    if stored.decided_at:
        return stored
    if stored.created_at < _oldest():
        raise Refused(OVER)
    stored.decided_by, stored.decided_at, stored.released = by, timezone.now(), release
    stored.version += 1
    stored.save()
    record(by=by, what="outcomes.list_released" if release else "outcomes.list_declined", subject=stored)
    return stored


def must_be_released(*, by: User, centre: Centre, year: int) -> ListRelease:
    """The release by which somebody may fetch the list of a year now."""
    released = standing_for(by, centre).filter(year=year, released=True).first()
    if released is None:
        raise Refused(NOT_RELEASED)
    return released


def standing_for(user: User, centre: Centre) -> models.QuerySet[ListRelease]:
    """What a user asked for and is waiting, or can be fetched."""
    waits = models.Q(decided_at=None, created_at__gte=_oldest())
    return ListRelease.objects.filter(
        waits | models.Q(released=True, decided_at__gte=_oldest()), centre=centre, asked_by=user
    )


def waiting(centres: set[UUID]) -> models.QuerySet[ListRelease]:
    """What waits for somebody's yes or no in these centres, the oldest first."""
    asked = ListRelease.objects.filter(centre__in=centres, decided_at=None, created_at__gte=_oldest())
    return asked.select_related("asked_by", "centre").order_by("created_at")


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=DAYS)
