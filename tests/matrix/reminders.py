"""The rules of reminders, and what they bring about."""

from datetime import time
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.reminders.models import Rule
from tests.matrix.page import Page
from tests.matrix.side import Side

MANAGERS = "toni birte hanne"
ALL_MANAGERS = "toni birte hanne fremd"


def _rule(side: Side) -> Rule:
    id = uuid4()
    return Rule.objects.create(
        id=id, line=id, centre=side.centre, days_before=1, at=time(10), starts_on=timezone.localdate()
    )


def rule(side: Side) -> dict[str, object]:
    return {"id": _rule(side).pk}


def rule_off(side: Side) -> dict[str, object]:
    made = _rule(side)
    made.ended_at = timezone.now()
    made.save(update_fields=["ended_at"])
    return {"id": made.pk}


PAGES = [
    Page("reminders:rules", "GET POST", by=ALL_MANAGERS),
    Page("reminders:rule", "GET POST", of=rule, by=MANAGERS),
    Page("reminders:off", "POST", of=rule, data={"version": "1"}, by=MANAGERS),
    Page("reminders:on", "POST", of=rule_off, by=MANAGERS),
    Page("reminders:experiment", "GET POST", by=ALL_MANAGERS),
]
