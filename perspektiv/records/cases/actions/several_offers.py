"""Several cases offered to another counsellor at once: all of them, or none; withdrawn together."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.actions.offers import offer_takeover, withdraw
from perspektiv.records.cases.models import CaseOffer, Participation


@transaction.atomic
def offer_several(
    *, by: Actor, participations: Iterable[Participation], counsellor: User, message: str, batch: UUID
) -> list[CaseOffer]:
    """Each is accepted or declined on its own. Sent twice with one batch, each is offered once."""
    return [
        offer_takeover(
            by=by, participation=running, counsellor=counsellor, message=message, id=uuid5(batch, str(running.pk))
        )
        for running in participations
    ]


@transaction.atomic
def withdraw_several(*, by: Actor, offers: Iterable[CaseOffer]) -> list[CaseOffer]:
    """Those that were not answered yet."""
    return [withdraw(by=by, offer=offer, version=offer.version) for offer in offers]


def of_batch(offers: Iterable[CaseOffer], batch: UUID) -> list[CaseOffer]:
    return [offer for offer in offers if offer.pk == uuid5(batch, str(offer.takes_over_id))]
