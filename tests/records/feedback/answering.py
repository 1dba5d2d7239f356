"""Responses as they come in, in few words: a form made for the test, and who said what when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.responses import answer
from perspektiv.records.feedback.models import InstrumentVersion, Response, Scale
from tests.records.appointments.office import Office
from tests.records.feedback.inviting import asked


def said(
    office: Office,
    key: str,
    of: Participation,
    numbers: Mapping[str, float],
    texts: Mapping[str, str] | None = None,
    *,
    days_ago: int = 0,
    **more: Any,
) -> Response:
    """A response to a shipped questionnaire, so many days ago."""
    shared = more.pop("shared", ())
    day = timezone.localdate() - timedelta(days=days_ago)
    invitation = asked(office, key, of=of, due_on=day, closes_on=timezone.localdate() + timedelta(days=14), **more)
    response = answer(
        by=office.personas.toni,
        invitation=invitation,
        numbers=numbers,
        texts=texts or {},
        language="de",
        shared=shared,
        filled_on=day,
    )
    response.submitted_on = day  # it was sent on that day; typed in today, one of a told quarter would count today
    response.save(update_fields=["submitted_on"])
    return response


def talked(office: Office, of: Participation, *marks: float, days_ago: int = 0) -> Response:
    """Session feedback: one mark for all four items, or one each."""
    each = marks if len(marks) == 4 else marks * 4
    return said(
        office, "session", of, dict(zip(("heard", "topics", "way", "forward"), each, strict=True)), days_ago=days_ago
    )


EFFICACY = ("hard_things", "way_out", "give_up", "calm")
COMPETENCES = ("strengths", "apply", "decide", "contact", "everyday")


def evaluated(office: Office, of: Participation, efficacy: float, moment: str, *, days_ago: int = 0) -> Response:
    """Self-evaluation: one mark for self-efficacy, whose reversed item is answered so that it says the same."""
    numbers = {key: 6 - efficacy if key == "give_up" else efficacy for key in EFFICACY}
    numbers |= dict.fromkeys(COMPETENCES, 3)
    return said(office, "self_evaluation", of, numbers, days_ago=days_ago, moment=moment)


def normed(version: InstrumentVersion, key: str = "efficacy", **known: object) -> None:
    """What a centre learns of a scale from its own answers."""
    Scale.objects.filter(version_of=version, key=key).update(**{"spread": 0.8, "reliability": 0.84, **known})


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)
