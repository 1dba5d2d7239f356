"""Pages by link, with a real link in place of the made-up one: behind a wrong link there is nothing to reach."""

from dataclasses import replace

from perspektiv.records.selfservice.actions.links import hand_out
from perspektiv.records.selfservice.jobcoach_links import token_for
from tests.matrix.page import Page
from tests.matrix.selfservice import MADE_UP
from tests.matrix.side import Side

OF_JOBCOACHES = frozenset(
    f"selfservice:{name}"
    for name in (
        *("proposals", "propose", "report_start", "result", "result_paper", "coach_answers", "coach_proposes"),
        *("coach_comes", "coach_cancels", "withdraw_proposal"),
    )
)


def with_real_links(pages: list[Page], side: Side) -> list[Page]:
    """The side's participant has one, and its jobcoach."""
    _link, personal = hand_out(by=side.counsellor, participant=side.person)
    there = {"id": side.appointment.pk, "referral": side.referral.pk, "participation": side.participation.pk}
    found = []
    for page in pages:
        if page.kwargs.get("token") == MADE_UP["token"] and page.name.startswith("selfservice:"):
            token = token_for(side.jobcoach) if page.name in OF_JOBCOACHES else personal
            known = {name: there[name] for name in there.keys() & page.kwargs.keys()}
            page = replace(page, kwargs={**page.kwargs, **known, "token": token})
        found.append(page)
    return found
