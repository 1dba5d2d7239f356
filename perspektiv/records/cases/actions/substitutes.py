"""Somebody stands in for a counsellor for some days: in one participation or in all of the counsellor's."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.actions.steps import step
from perspektiv.records.cases.models import Counselling, Participation
from perspektiv.records.people.actions import cares
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Care

NOTHING_RUNS = Text(
    "{counsellor} berät zurzeit niemanden; es gibt nichts zu vertreten.",
    "{counsellor} counsels nobody at present; there is nothing to stand in for.",
)
THEMSELVES = Text("Niemand vertritt sich selbst.", "Nobody stands in for themselves.")
NO_COUNSELLOR = Text("{counsellor} berät in diesem Zentrum nicht.", "{counsellor} does not counsel in this centre.")
ENDS_BEFORE_START = Text("Die Vertretung endet, bevor sie beginnt.", "The substitution ends before it starts.")
IS_PAST = Text("Der letzte Tag liegt in der Vergangenheit.", "The last day is in the past.")
ENDED_ALREADY = Text("Diese Teilnahme ist schon beendet.", "This participation has ended already.")


@transaction.atomic
def substitute(
    *,
    by: Actor,
    participations: Sequence[Participation],
    counsellor: User,
    first: date,
    last: date,
    id: UUID | None = None,
) -> list[Counselling]:
    """The counsellor stands in from one day to another, both included. Sent twice with one id, it is done once."""
    wait_for_turn()
    if id and (already := list(Counselling.objects.filter(centre=participations[0].centre_id, batch=id))):
        return already
    if last < first:
        raise Refused(ENDS_BEFORE_START)
    if last < timezone.localdate():
        raise Refused(IS_PAST)
    batch = id or uuid4()
    return [_stand_in(by, participation, counsellor, first, last, batch) for participation in participations]


def all_of(counsellor: User, among: Sequence[Participation]) -> list[Participation]:
    """The running participations of an absent counsellor; refused if there are none."""
    own = [each for each in among if each.counsellor_id == counsellor.pk and each.ended_on is None]
    if not own:
        raise Refused(NOTHING_RUNS, counsellor=counsellor)
    return own


def end_substitutions(*, by: Actor, participation: Participation, day: date, substitute: User | None = None) -> None:
    """Part of a step: nobody stands in after that day any more, or that user does not."""
    lasting = Q(until=None) | Q(until__gt=day)
    standing = Counselling.objects.filter(lasting, participation=participation, substitute=True)
    if substitute:
        standing = standing.filter(counsellor=substitute)
    for counselling in standing.select_related("counsellor"):
        counselling.until = max(day, counselling.since)
        counselling.version += 1
        counselling.save(update_fields=["until", "version"])
        _let_go(by, participation, counselling.counsellor)


@transaction.atomic
def end_substitution(*, by: Actor, counselling: Counselling) -> Counselling:
    """The absent counsellor is back earlier than thought."""
    return end_together(by=by, standing=[counselling])[0]


@transaction.atomic
def end_together(*, by: Actor, standing: Sequence[Counselling]) -> list[Counselling]:
    """As ``end_substitution``, in several cases; one undo takes all back."""
    batch, today = uuid4(), timezone.localdate()
    ended = []
    for each in standing:
        with step(
            by=by, what="cases.substitution_ended", participant=each.participation.participant, batch=batch
        ) as taken:
            stored = taken.subject = Counselling.objects.select_for_update().get(pk=each.pk)
            end_substitutions(by=by, participation=stored.participation, day=today, substitute=stored.counsellor)
        ended.append(stored)
    return ended


def _stand_in(
    by: Actor, participation: Participation, counsellor: User, first: date, last: date, batch: UUID
) -> Counselling:
    if participation.ended_on is not None:
        raise Refused(ENDED_ALREADY)
    if participation.counsellor_id == counsellor.pk:
        raise Refused(THEMSELVES)
    if participation.centre_id not in counsellor.centres_with(Permission.ANSWER_OFFERS, Scope.OWN):
        raise Refused(NO_COUNSELLOR, counsellor=counsellor)
    participant = participation.participant
    with step(by=by, what="cases.substitute_named", participant=participant, batch=batch) as taken:
        counselling = taken.subject = Counselling.objects.create(
            centre_id=participation.centre_id,
            participation=participation,
            counsellor=counsellor,
            substitute=True,
            since=first,
            until=last,
            batch=batch,
        )
        if not _cares(participation, counsellor):
            cares.substitute(by=by, participant=participant, user=counsellor, since=first, until=last)
    return counselling


def _cares(participation: Participation, user: User) -> bool:
    """Whether the user sees the participant anyway, as counsellor of another segment."""
    held = Care.objects.current().filter(participant=participation.participant_id, user=user, until=None)
    return held.filter(kind=Care.Kind.COUNSELLOR).exists()


def _let_go(by: Actor, participation: Participation, user: User) -> None:
    """Ends what the user may see as substitute, now or from a later day on; not what they see as counsellor."""
    now = timezone.now()
    standing = Care.objects.filter(
        participant=participation.participant_id, user=user, kind=Care.Kind.SUBSTITUTE, until__gt=now
    )
    for care in standing:
        care.until = max(now, care.since)
        Care.objects.filter(pk=care.pk).update(until=care.until, version=F("version") + 1)
        record(by=by, what="people.care_closed", subject=care, person=care.participant_id)
