"""The plan of data collection: in words, what comes first, how much a person is asked, what to begin with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from perspektiv.records.access.models import Centre
from perspektiv.records.feedback.models import CollectionRule, Instrument, Limit, Moment, Purpose, Step

USUAL_LIMIT = 30
"""Questions a person and calendar month, where a centre has set no other number."""
ONCE_MORE = (Step.AFTER_SESSION,)
"""Steps that come again: who is left out there is asked the next time."""
FIRST = (Purpose.SELF_EVALUATION, Purpose.IMPROVEMENT, Purpose.QUALITY, Purpose.SATISFACTION, Purpose.SESSION)
"""Which purpose comes first where the limit does not hold all: a self-evaluation that lacks one half is lost."""


@dataclass(frozen=True)
class Suggestion:
    """A rule to begin with, for a questionnaire that comes with Perspektiv."""

    key: str
    step: Step
    moment: Moment = Moment.SINGLE
    every: int = 1
    days: int = 0
    open_days: int = 14
    remind_after: int | None = 5

    def of(self, instrument: Instrument) -> CollectionRule:
        """As a rule that is not stored."""
        return CollectionRule(
            instrument=instrument,
            step=self.step,
            moment=self.moment,
            every=self.every,
            days=self.days,
            open_days=self.open_days,
            remind_after=self.remind_after,
        )


SUGGESTED = (
    Suggestion("self_evaluation", Step.AT_START, Moment.BEFORE, days=3),
    Suggestion("session", Step.AFTER_SESSION, every=4, open_days=7, remind_after=3),
    Suggestion("improvement", Step.BEFORE_CLOSING, days=-7),
    Suggestion("quality", Step.BEFORE_CLOSING, days=-7),
    Suggestion("self_evaluation", Step.BEFORE_CLOSING, Moment.AFTER, days=-7),
    Suggestion("closing", Step.AFTER_CLOSING, open_days=7, remind_after=3),
)


def limit_of(centre: Centre) -> Limit:
    """The stored one, or the usual one, not stored yet."""
    return Limit.objects.filter(centre=centre).first() or Limit(centre=centre, questions_a_month=USUAL_LIMIT)


def urgency(step: str, purpose: str) -> tuple[bool, int]:
    """What goes first under the limit: what is asked only once, then by purpose."""
    return step in ONCE_MORE, FIRST.index(Purpose(purpose)) if purpose in FIRST else len(FIRST)


def sentence(rule: CollectionRule) -> str:
    """ "after every 4 appointments, on the same day; open for 7 days; reminder after 3 days" """
    asked = ngettext("open for %(n)s day", "open for %(n)s days", rule.open_days) % {"n": rule.open_days}
    parts = [f"{_when(rule)}, {_how_far(rule)}", asked]
    if rule.remind_after:
        reminder = ngettext("reminder after %(n)s day", "reminder after %(n)s days", rule.remind_after)
        parts.append(reminder % {"n": rule.remind_after})
    else:
        parts.append(_("no reminder"))
    return "; ".join(parts)


def _when(rule: CollectionRule) -> str:
    if rule.step == Step.AFTER_SESSION:
        return (
            _("after every appointment") if rule.every == 1 else _("after every %(n)s appointments") % {"n": rule.every}
        )
    return str(Step(rule.step).label)


def _how_far(rule: CollectionRule) -> str:
    if not rule.days:
        return _("on the same day")
    if rule.days < 0:
        return ngettext("%(n)s day ahead", "%(n)s days ahead", -rule.days) % {"n": -rule.days}
    return ngettext("%(n)s day later", "%(n)s days later", rule.days) % {"n": rule.days}
