"""Counsellors who counsel here no more, because their account is closed or their role ended, and what they left."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from perspektiv.records.access.leaving import undone_in
from perspektiv.records.access.models import Membership, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import roles_granting
from perspektiv.records.cases.ahead import Left, left_in
from perspektiv.records.cases.models import CaseOffer, Participation

OWN = Scope.OWN


@dataclass
class Departed:
    """One of them, with all that somebody else has to see to."""

    counsellor: User
    undone: list[str]  # counted, in words
    cases: list[Participation] = field(default_factory=list)  # running, with participant and segment
    offers: list[CaseOffer] = field(default_factory=list)  # nobody will answer them
    offered: list[CaseOffer] = field(default_factory=list)  # their cases, for which somebody else is being asked
    dates: list[Left] = field(default_factory=list)  # ahead with them

    @property
    def waits(self) -> bool:
        """Whether somebody has to see to it now: not while all that is left is offered, with its dates."""
        asked = {offer.takes_over_id for offer in self.offered}
        return bool(self.cases or self.offers or any(date.participation_id not in asked for date in self.dates))


def counselling_on(day: date) -> QuerySet[Membership]:
    """The memberships by which somebody takes cases that day."""
    return Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        role__in=roles_granting(Permission.ANSWER_OFFERS, Scope.OWN),
        starts_on__lte=day,
        user__is_active=True,
    )


def counsels_here(day: date) -> Exists:
    """Whether the counsellor of a case or an offer takes cases in its centre."""
    return Exists(counselling_on(day).filter(user=OuterRef("counsellor"), centre=OuterRef("centre")))


def gone_from_here(day: date) -> Q:
    """Whether the counsellor of something in a centre counselled there, and does so no more. A lead may stand in."""
    took_cases = Membership.objects.filter(
        user=OuterRef("counsellor"), centre=OuterRef("centre"), role__in=roles_granting(Permission.ANSWER_OFFERS, OWN)
    )
    return ~counsels_here(day) & (Q(counsellor__is_active=False) | Q(Exists(took_cases.filter(ends_on__lt=day))))


def gone_among(users: Collection[User], centre: UUID) -> set[UUID]:
    """Those of them who counselled in the centre and do so no more, or whose account is closed."""
    day, these = timezone.localdate(), [user.pk for user in users]
    here = set(counselling_on(day).filter(centre=centre, user__in=these).values_list("user", flat=True))
    took_cases = Membership.objects.filter(
        user__in=these, centre=centre, role__in=roles_granting(Permission.ANSWER_OFFERS, OWN), ends_on__lt=day
    )
    ended = set(took_cases.values_list("user", flat=True))
    return {user.pk for user in users if user.pk not in here and (not user.is_active or user.pk in ended)}


def departed(user: User, permission: Permission) -> list[Departed]:
    """Those who left something in the centres that the user steers, by name."""
    centres, day = user.centres_with(permission, Scope.CENTRE), timezone.localdate()
    if not centres:
        return []
    cases = list(
        Participation.objects.running()
        .filter(~counsels_here(day), centre__in=centres, counsellor__isnull=False)
        .select_related("participant", "segment")
        .order_by("participant__family_name", "participant__given_name")
    )
    offers = list(
        CaseOffer.objects.filter(~counsels_here(day), centre__in=centres, answer=CaseOffer.Answer.OPEN)
        .select_related("participant", "segment")
        .order_by("offered_at")
    )
    asked = {
        offer.takes_over_id: offer
        for offer in CaseOffer.objects.filter(takes_over__in=cases, answer=CaseOffer.Answer.OPEN)
        .select_related("participant", "segment", "counsellor")
        .order_by("participant__family_name", "participant__given_name")
    }
    undone, dates = undone_in(centres), left_in(centres)
    gone = (
        {case.counsellor_id for case in cases}
        | {offer.counsellor_id for offer in offers}
        | {one.with_ for one in dates}
    )
    users = User.objects.filter(Q(pk__in=gone) | Q(pk__in=undone, is_active=False))
    found = {each.pk: Departed(each, undone.get(each.pk, [])) for each in users}
    for case in cases:
        if case.counsellor_id and case.pk in asked:
            found[case.counsellor_id].offered.append(asked[case.pk])
        elif case.counsellor_id:
            found[case.counsellor_id].cases.append(case)
    for offer in offers:
        found[offer.counsellor_id].offers.append(offer)
    for left in dates:
        if left.with_:
            found[left.with_].dates.append(left)
    return sorted(found.values(), key=lambda each: (each.counsellor.family_name, each.counsellor.given_name))


def undone_cases(centres: Collection[UUID]) -> dict[UUID, list[str]]:
    """Running cases, those of them that somebody else is asked for, and open offers: see ``access.leaving``."""
    found: dict[UUID, list[str]] = {}
    running = Participation.objects.running().filter(centre__in=centres, counsellor__isnull=False)
    asked = Exists(CaseOffer.objects.filter(takes_over=OuterRef("pk"), answer=CaseOffer.Answer.OPEN))
    for counsellor, number in running.filter(~asked).order_by().values_list("counsellor").annotate(Count("pk")):
        words = ngettext("%d running case", "%d running cases", number)
        found.setdefault(counsellor, []).append(words % number)
    for counsellor, number in running.filter(asked).order_by().values_list("counsellor").annotate(Count("pk")):
        words = ngettext("%d case offered to others", "%d cases offered to others", number)
        found.setdefault(counsellor, []).append(words % number)
    offers = CaseOffer.objects.filter(centre__in=centres, answer=CaseOffer.Answer.OPEN)
    for counsellor, number in offers.order_by().values_list("counsellor").annotate(Count("pk")):
        words = ngettext("%d offer without an answer", "%d offers without an answer", number)
        found.setdefault(counsellor, []).append(words % number)
    return found
