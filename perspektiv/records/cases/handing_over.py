"""Who takes over or stands in, and what is to be handed over to them."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.cases.models import CaseOffer, HandoverNote
from perspektiv.records.people.models import Care, Participant

FRESH = timedelta(days=7)
"""For so long after somebody has begun to stand in or has taken over, a note is asked for."""


def receivers(user: User, participant: Participant) -> list[User]:
    """Who counsels or stands in beside or after the user, now or soon; and to whom the case is offered to go on."""
    lasting = Q(until=None) | Q(until__gt=timezone.now())
    cares = Care.objects.filter(lasting, participant=participant).exclude(kind=Care.Kind.BREAK_GLASS)
    ids = set(cares.values_list("user", flat=True))
    offers = CaseOffer.objects.filter(participant=participant, answer=CaseOffer.Answer.OPEN, takes_over__isnull=False)
    ids |= set(offers.values_list("counsellor", flat=True))
    users = User.objects.filter(pk__in=ids - {user.pk}, is_active=True)
    counsel = Permission.SEE_COUNSELLING
    return [each for each in users if participant.centre_id in each.centres_with(counsel, Scope.OWN)]


def notes_for(user: User) -> list[HandoverNote]:
    """Not done yet, of the cases that the user is in charge of now."""
    mine = HandoverNote.objects.with_permission(user, Permission.SEE_COUNSELLING).filter(to=user, done_at=None)
    return list(mine.select_related("participant", "written_by").order_by("created_at"))


def notes_in_file(user: User, participant: Participant, *, in_charge: bool) -> list[HandoverNote]:
    """Those that the user wrote, and, being in charge, those to them. Nobody sees the notes of others."""
    seen = Q(written_by=user) | Q(to=user) if in_charge else Q(written_by=user)
    return list(HandoverNote.objects.filter(seen, participant=participant).select_related("written_by", "to"))


def to_write(user: User) -> list[tuple[Participant, User]]:
    """Cases of the user in which somebody has just begun, or will begin, to stand in or to go on, without a note."""
    now = timezone.now()
    own = Care.objects.current().filter(user=user, kind=Care.Kind.COUNSELLOR)
    handing_on = {care.participant_id: care.until is not None for care in own}
    if not handing_on:
        return []
    others = Care.objects.filter(
        Q(until=None) | Q(until__gt=now), participant__in=handing_on, since__gte=now - FRESH
    ).exclude(user=user)
    coming = [
        (care.participant, care.user)
        for care in others.select_related("participant", "user").order_by("since", "participant__family_name")
        if care.kind == Care.Kind.SUBSTITUTE or (care.kind == Care.Kind.COUNSELLOR and handing_on[care.participant_id])
    ]
    return _without_note(user, coming, now - 4 * FRESH)


def _without_note(
    user: User, coming: Iterable[tuple[Participant, User]], since: object
) -> list[tuple[Participant, User]]:
    coming = list(dict.fromkeys(coming))
    if not coming:
        return []
    written = HandoverNote.objects.filter(
        written_by=user, created_at__gte=since, participant__in=[person.pk for person, _to in coming]
    )
    known = set(written.values_list("participant", "to"))
    return [(person, to) for person, to in coming if (person.pk, to.pk) not in known]
