"""Where a proposal stands, in words that a jobcoach may read: never why, never what was said (compartment A)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.cases.models.referral import Referrals
from perspektiv.records.people.models import Jobcoach

Result = Referral.Result


@dataclass(frozen=True)
class Proposal:
    """A jobcoach's proposal and what became of it, without a reason."""

    referral: Referral
    words: str | Promise
    look: str  # of pv-state
    icon: str
    since: date
    participations: list[Participation]  # with segment and closing result, the latest first


def proposals_of(user: User) -> list[Proposal]:
    """The user's own proposals, the latest first. The same number of statements for any length."""
    return _proposals(Referral.objects.with_permission(user, Permission.SEE_REFERRALS).filter(jobcoach__user=user))


def proposals_by(jobcoach: Jobcoach) -> list[Proposal]:
    """Those of a jobcoach who comes by link."""
    return _proposals(Referral.objects.filter(jobcoach=jobcoach))


def _proposals(own: Referrals) -> list[Proposal]:
    path = Participation.objects.select_related("segment", "closing_result").order_by("-started_on", "-created_at")
    path = path.defer("closing_result__words", "closing_result__next_steps")
    referrals = (
        own.select_related("participant")
        .prefetch_related(Prefetch("participant__participations", queryset=path), "contacts")
        .order_by("-referred_on", "-created_at")
    )
    return list(_told(referrals))


def _told(referrals: Iterable[Referral]) -> Iterable[Proposal]:
    """A person's participations belong to the proposal that led to them: those after it, before the next.

    Where they are of one day, what was recorded first comes first.
    """
    later: dict[object, tuple[date, datetime]] = {}
    for referral in referrals:
        since, before = (referral.referred_on, referral.created_at), later.get(referral.participant_id)
        path = [
            each
            for each in referral.participant.participations.all()
            if (each.started_on, each.created_at) >= since
            and (before is None or (each.started_on, each.created_at) < before)
        ]
        later[referral.participant_id] = since
        yield Proposal(referral, *_words(referral, path), path)


def _words(referral: Referral, path: list[Participation]) -> tuple[str | Promise, str, str, date]:
    if referral.result == Result.ENTERED:
        running = [each.started_on for each in path if each.ended_on is None]
        ended = [each.ended_on for each in path if each.ended_on]
        if running or not ended:
            return _("takes part"), "ok", "check", min(running, default=referral.decided_on or referral.referred_on)
        if any(each.next_segment_id for each in path):
            return _("goes on soon"), "note", "clock", max(ended)
        return _("has left"), "", "flag", max(ended)
    if referral.result != Result.OPEN:
        return _("ended without taking part"), "", "flag", referral.decided_on or referral.referred_on
    if referral.waiting_since:
        return _("waits for a place"), "note", "clock", referral.waiting_since
    if contacts := list(referral.contacts.all()):
        return _("first contact"), "note", "speech", timezone.localdate(contacts[0].at)
    return _("received"), "", "envelope", referral.referred_on
