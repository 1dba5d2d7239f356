"""A jobcoach takes back a proposal of their own, while nobody of the centre has begun with it; or sends it twice."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.actions.steps import take_out
from perspektiv.records.cases.models import Referral, Step
from perspektiv.records.people.actions.participants import Details, wait_for_turn
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.people.names import words

BEGUN = Text(
    "Das Zentrum hat mit diesem Vorschlag schon begonnen. Bitte rufen Sie dort an.",
    "The centre has begun with this proposal already. Please call there.",
)


@transaction.atomic
def withdraw(*, by: Actor, jobcoach: Jobcoach, referral: Referral) -> None:
    """As if it had not come; that it was there stays in the trail."""
    wait_for_turn()
    step = _registrations(jobcoach, [referral]).get(referral.pk)
    if step is None or not _untouched(referral):
        raise Refused(BEGUN)
    take_out(by=by, step=step)


def withdrawable(jobcoach: Jobcoach, referrals: Iterable[Referral]) -> set[UUID]:
    """Which of these the jobcoach can take back; with prefetched contacts in one statement."""
    untouched = [referral for referral in referrals if _untouched(referral)]
    return set(_registrations(jobcoach, untouched))


def proposed_already(jobcoach: Jobcoach, person: Details) -> Referral | None:
    """The jobcoach's own last proposal of somebody of that name or number. Nothing is said of what others proposed."""
    number, name = person.get("customer_number", ""), _name(person.get("given_name", ""), person.get("family_name", ""))
    for referral in Referral.objects.filter(jobcoach=jobcoach).select_related("participant").order_by("-referred_on"):
        known = referral.participant
        if (number and known.customer_number == number) or name == _name(known.given_name, known.family_name):
            return referral
    return None


def _name(given: str, family: str) -> list[str]:
    return sorted(words(f"{given} {family}"))


def _untouched(referral: Referral) -> bool:
    return referral.result == Referral.Result.OPEN and not referral.waiting_since and not referral.contacts.all()


def _registrations(jobcoach: Jobcoach, referrals: list[Referral]) -> dict[UUID, Step]:
    """The steps by which the jobcoach proposed, by link or with a login."""
    names = [jobcoach.trail_name, *([jobcoach.user.trail_name] if jobcoach.user else [])]
    by_id = {str(referral.pk): referral.pk for referral in referrals}
    of_people = Step.objects.filter(participant__in={referral.participant_id for referral in referrals}, undone_at=None)
    found: dict[UUID, Step] = {}
    for step in of_people.filter(what="cases.way_in_registered", actor__in=names):
        for label, id, before, _after in step.changes:
            if label == Referral._meta.label_lower and before is None and id in by_id:
                found[by_id[id]] = step
    return found
