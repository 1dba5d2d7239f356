"""An anonymous survey in a centre, and people who answer it on some day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

from django.utils import timezone

from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.actions.survey import cast, make_codes
from perspektiv.records.feedback.models import InstrumentVersion
from tests.records.personas import Personas

SUMMER, AUTUMN, WINTER = date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)
SPRING, NEXT_SUMMER, NEXT_AUTUMN = date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1)
GOOD = {"welcome": 4.0, "rooms": 3.0}


@dataclass(frozen=True)
class Surveyed:
    personas: Personas
    version: InstrumentVersion

    def codes(self, count: int) -> list[str]:
        return make_codes(by=self.personas.toni, version=self.version, count=count)

    def answered(self, count: int, *, on: date, **texts: str) -> None:
        with today_is(on):
            for code in self.codes(count):
                cast(code=code, numbers=GOOD, texts=texts)


@contextmanager
def today_is(day: date) -> Iterator[None]:
    with patch.object(timezone, "localdate", lambda *_: day):
        yield


def surveyed(personas: Personas, key: str = "satisfaction") -> Surveyed:
    return Surveyed(personas, bring_in(by=personas.quirin, centre=personas.centre, key=key))
