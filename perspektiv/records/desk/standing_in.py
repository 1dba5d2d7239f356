"""For whom somebody stands in, and until when: on Today and in the file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from perspektiv.records.access.models import Deputy, TrailRow, User
from perspektiv.records.access.trail import record
from perspektiv.records.cases.handing_over import notes_for
from perspektiv.records.cases.models import HandoverNote
from perspektiv.records.people.models import Care, Participant

ON_TODAY = "handover_on_today.read"


@dataclass(frozen=True)
class Handover:
    """For whom the user stands in, in which cases, until when."""

    counsellor: str
    people: list[tuple[UUID, str]]
    until: date | None


def handovers_of(user: User) -> list[Handover]:
    """Cases in which the user is a substitute now, by the counsellor whose they are; then all of those absent."""
    mine = Care.objects.current().filter(user=user, kind=Care.Kind.SUBSTITUTE).select_related("participant")
    cares = list(mine.order_by("participant__family_name"))
    owners = dict(
        Care.objects.current()
        .filter(participant__in=[care.participant_id for care in cares], kind=Care.Kind.COUNSELLOR)
        .select_related("user")
        .values_list("participant", "user__pk")
    )
    users = User.objects.in_bulk(set(owners.values()))
    found: dict[UUID | None, list[Care]] = {}
    for care in cares:
        found.setdefault(owners.get(care.participant_id), []).append(care)
    named = [_handover(str(users[owner]) if owner else "", group) for owner, group in found.items()]
    return named + _as_deputy(user)


def handover_notes_of(user: User) -> list[HandoverNote]:
    """Notes to the user that are not done yet; the first look of a day leaves a row in the trail."""
    notes = notes_for(user)
    looked = TrailRow.objects.filter(
        actor=user.trail_name,
        person__in=[note.participant_id for note in notes],
        what=ON_TODAY,
        at__gte=datetime.combine(timezone.localdate(), time.min, timezone.get_current_timezone()),
    )
    seen = set(looked.values_list("subject", flat=True)) if notes else set()
    for note in notes:
        if f"{note._meta.label_lower}:{note.pk}" not in seen:
            record(by=user, what=ON_TODAY, subject=note, person=note.participant_id)
    return notes


def stands_in_until(user: User, participant: Participant) -> date | None:
    """The last day on which the user sees this file as a substitute or deputy; None for those who see it anyway."""
    cares = list(Care.objects.current().counselling().filter(participant=participant))
    if any(care.user_id == user.pk and care.kind == Care.Kind.COUNSELLOR for care in cares):
        return None
    own = [last_day(care.until) for care in cares if care.user_id == user.pk and care.until]
    absent = [care.user_id for care in cares if care.user_id != user.pk]
    deputising = _deputies(user).filter(centre=participant.centre_id, absent__in=absent) if absent else ()
    return max([*own, *(deputy.ends_on for deputy in deputising)], default=None)


def last_day(until: datetime) -> date:
    """A care that ends at midnight was the last time whole on the day before."""
    return timezone.localdate(until - timedelta(microseconds=1))


def _handover(counsellor: str, cares: list[Care]) -> Handover:
    ends = [last_day(care.until) for care in cares if care.until]
    people = [(care.participant_id, str(care.participant)) for care in cares]
    return Handover(counsellor, people, max(ends) if len(ends) == len(cares) else None)


def _as_deputy(user: User) -> list[Handover]:
    deputies = list(_deputies(user).select_related("absent").order_by("ends_on"))
    if not deputies:
        return []
    theirs: dict[tuple[UUID, UUID], list[tuple[UUID, str]]] = {}
    cares = Care.objects.current().counselling().filter(user__in=[deputy.absent_id for deputy in deputies])
    for care in cares.select_related("participant").order_by("participant__family_name"):
        theirs.setdefault((care.centre_id, care.user_id), []).append((care.participant_id, str(care.participant)))
    return [
        Handover(str(deputy.absent), theirs.get((deputy.centre_id, deputy.absent_id), []), deputy.ends_on)
        for deputy in deputies
    ]


def _deputies(user: User) -> QuerySet[Deputy]:
    today = timezone.localdate()
    return Deputy.objects.filter(deputy=user, starts_on__lte=today, ends_on__gte=today)
