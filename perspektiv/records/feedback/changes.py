"""What a participant's scales say before, looking back, and afterwards; and whether the change is more than error."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from perspektiv.records.feedback.given import Form, Given, Measure
from perspektiv.records.feedback.models import Moment
from perspektiv.scales.change import Change, reliable_change
from perspektiv.scales.scoring import score


@dataclass(frozen=True)
class Measured:
    """One scale of one participation, side by side. The view looking back is shown, and never judged."""

    participation: UUID
    form: Form
    measure: Measure
    scores: Mapping[str, float]  # by moment
    days: Mapping[str, date]
    change: Change | None
    response: UUID | None  # the one afterwards
    imported: bool

    @property
    def comparable(self) -> bool:
        """Whether there is something before and afterwards."""
        return Moment.BEFORE in self.scores and Moment.AFTER in self.scores


def measured_in(given: Iterable[Given]) -> list[Measured]:
    """The first response before and the last one afterwards, of each participation and questionnaire."""
    by_line: dict[tuple[UUID, UUID], dict[str, Given]] = {}
    for one in sorted(given, key=lambda each: (each.on, each.at)):
        if one.moment == Moment.SINGLE or not one.form.measures:
            continue
        line = by_line.setdefault((one.participation, one.form.instrument), {})
        if one.moment != Moment.BEFORE or one.moment not in line:
            line[one.moment] = one
    return [measured for line in by_line.values() for measured in _measured(line)]


def _measured(line: Mapping[str, Given]) -> Iterator[Measured]:
    newest = line.get(Moment.AFTER) or line.get(Moment.THEN) or line[Moment.BEFORE]
    for measure in newest.form.measures:
        scores, days = {}, {}
        for moment, one in line.items():
            value = score(measure.scoring, one.numbers) if _asks_the_same(one.form, measure) else None
            if value is not None:
                scores[moment], days[moment] = value, one.on
        before, after = scores.get(Moment.BEFORE), scores.get(Moment.AFTER)
        change = None
        if measure.norm and before is not None and after is not None:
            change = reliable_change(before, after, measure.norm)
        last = line.get(Moment.AFTER)
        yield Measured(
            participation=newest.participation,
            form=newest.form,
            measure=measure,
            scores=scores,
            days=days,
            change=change,
            response=last.id if last else None,
            imported=newest.imported,
        )


def _asks_the_same(form: Form, measure: Measure) -> bool:
    """Scores of two versions are compared only where the scale has the same items in the same range."""
    return any(one.key == measure.key and one.scoring == measure.scoring for one in form.measures)
