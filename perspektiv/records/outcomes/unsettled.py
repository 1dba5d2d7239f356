"""Why a question stays open though somebody said yes: what began outside its half year, or is not insured."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from perspektiv.records.outcomes.actions.keeping import Outcome
from perspektiv.records.outcomes.due import About, Case, follow_up_of
from perspektiv.records.outcomes.models import FollowUp, JobStart


def still_open(outcome: Outcome, today: date) -> str:
    """A sentence with what to do, if the outcome leaves its question open."""
    case = follow_up_of(outcome.participant_id, outcome.centre_id, today)
    if case is None or isinstance(outcome, FollowUp):
        return ""
    about = About.JOB if isinstance(outcome, JobStart) else About.MEASURE
    question = next(question for question in case.questions if question.about == about)
    return _sentence(outcome, case) if question.open else ""


def _sentence(outcome: Outcome, case: Case) -> str:
    assert not isinstance(outcome, FollowUp)
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (case.window.first, case.window.last))
    words = {"day": date_format(outcome.started_on, "SHORT_DATE_FORMAT"), "first": first, "last": last}
    if outcome.started_on in case.window:
        sentence = _(
            "The question stays open: only work subject to social insurance answers it. If there was none from "
            "%(first)s to %(last)s, please answer with No."
        )
    else:
        sentence = _(
            "The question stays open: it asks what began from %(first)s, the day of leaving, to %(last)s; %(day)s "
            "lies outside. If the day is mistyped, take the entry back and write it anew. If nothing began in that "
            "time, please answer with No."
        )
    return sentence % words
