"""The mail by which a jobcoach without an account reads a released closing result with one tap."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.notices import HELD_BACK
from perspektiv.records.cases.models import ClosingResult
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.models import Purpose
from perspektiv.records.outcomes.actions.inquiries import shown
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.jobcoach_links import token_for


class ByLink:
    """Hung on to ``cases.released_results``. Whoever has an account is told by ``cases`` itself."""

    def bring(self, *, by: Actor, result: ClosingResult) -> None:
        """One message a release. It waits a moment, so that a slip can be taken back."""
        jobcoach = result.participation.jobcoach
        if jobcoach is None or not jobcoach.in_use or (jobcoach.user and jobcoach.user.is_active):
            return
        write(
            by=by,
            centre=result.centre,
            key=key_of(result),
            purpose=Purpose.CLOSING_RESULT,
            jobcoach=jobcoach,
            fields={"person": shown(result.participation.participant), "link": address_of(result, jobcoach)},
            about=result.pk,
            due_at=timezone.now() + HELD_BACK,
        )

    def withhold(self, *, by: Actor, result: ClosingResult) -> None:
        withdraw(by=by, key=key_of(result), centre=result.centre)


def key_of(result: ClosingResult) -> str:
    """While a result is released its version stays."""
    return f"closing-result:{result.pk}:{result.version}"


def address_of(result: ClosingResult, jobcoach: Jobcoach) -> str:
    return settings.ADDRESS + reverse("selfservice:result", args=[token_for(jobcoach), result.pk])
