"""What staff are told of an anonymous survey: only what tells nothing of anybody.

Cards that are good count whether they were used or not, and responses only once their box was opened: nobody who hands
over a card can watch a number change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from perspektiv.records.feedback.box import quarter_of, quarters_before
from perspektiv.records.feedback.models import AnonymousResponse, Instrument, InstrumentVersion, SurveyCode
from perspektiv.records.feedback.words import Said, said_in

SHOWN = 8
"""Quarters."""


@dataclass(frozen=True)
class Quarter:
    first: date
    responses: int
    """0 where it is over and nothing was counted: none or fewer than five were given, which of both is not told."""

    @property
    def number(self) -> int:
        return (self.first.month + 2) // 3

    @property
    def last_day(self) -> date:
        return quarters_before(self.first, -1) - timedelta(days=1)


@dataclass(frozen=True)
class Survey:
    """One anonymous questionnaire that is in use, by its newest version."""

    version: InstrumentVersion
    cards: int
    running: Quarter
    over: list[Quarter]

    @property
    def name(self) -> Said:
        return said_in(self.version.words, "de", "name")


def surveys_of(instruments: QuerySet[Instrument], today: date | None = None) -> list[Survey]:
    """Those of these questionnaires that are anonymous and in use."""
    running = quarter_of(today or timezone.localdate())
    newest = {
        version.instrument_id: version
        for version in InstrumentVersion.objects.published()
        .filter(instrument__in=instruments.filter(anonymous=True, retired_at=None))
        .select_related("instrument", "centre")
        .order_by("number")
    }
    cards = _by_instrument(SurveyCode.objects.all(), newest)
    counted = (
        AnonymousResponse.objects.filter(version_of__instrument__in=newest)
        .values_list("version_of__instrument", "quarter")
        .annotate(Count("pk"))
    )
    responses = {(instrument, quarter): number for instrument, quarter, number in counted}
    first: dict[object, date] = {}
    for instrument, quarter in responses:
        first[instrument] = min(quarter, first.get(instrument, quarter))
    return [
        Survey(
            version,
            cards.get(instrument, 0),
            Quarter(running, 0),
            [
                Quarter(quarter, responses.get((instrument, quarter), 0))
                for back in range(1, SHOWN + 1)
                if (quarter := quarters_before(running, back)) >= first.get(instrument, running)
            ],
        )
        for instrument, version in newest.items()
    ]


def _by_instrument(codes: QuerySet[SurveyCode], instruments: Iterable[object]) -> dict[object, int]:
    found = codes.filter(version_of__instrument__in=list(instruments)).values_list("version_of__instrument")
    return dict(found.annotate(Count("pk")))
