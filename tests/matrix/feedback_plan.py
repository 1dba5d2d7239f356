"""The plan of data collection: who sees it, and who changes it."""

from django.utils import timezone

from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import CollectionRule, Step
from tests.matrix.page import Page
from tests.matrix.side import Side

MANAGERS = "hanne quirin"


def _rule(side: Side) -> CollectionRule:
    version = bring_in(by=side.personas.quirin, centre=side.centre, key="session")
    return CollectionRule.objects.create(
        centre=side.centre, instrument=version.instrument, step=Step.AFTER_SESSION, starts_on=timezone.localdate()
    )


def rule(side: Side) -> dict[str, object]:
    return {"id": _rule(side).pk}


def ended_rule(side: Side) -> dict[str, object]:
    made = _rule(side)
    made.ended_at = timezone.now()
    made.line = made.pk
    made.save(update_fields=["ended_at", "line"])
    return {"id": made.pk}


PAGES = [
    Page("feedback:plan", "GET", by="hanne quirin birte fremd"),
    Page("feedback:add_rule", "POST", by=MANAGERS),
    Page("feedback:rule", "GET POST", of=rule, by=MANAGERS),
    Page("feedback:end_rule", "POST", of=rule, data={"version": "1"}, by=MANAGERS),
    Page("feedback:rule_back", "POST", of=ended_rule, by=MANAGERS),
    Page("feedback:suggest", "POST", by=MANAGERS),
    Page("feedback:limit", "POST", by=MANAGERS),
]
