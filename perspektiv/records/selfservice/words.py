"""The words of participants' pages, one file a language; days and times as people of that language write them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils import timezone

from perspektiv.records.letters.languages import FALLBACK, LANGUAGES, direction

TOGETHER = "\u00a0"
"""A space at which no line breaks: a day stays beside its month."""
FILES = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Words:
    """One language."""

    code: str
    reviewed: bool
    said: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.said[key]

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def comma(self) -> str:
        return "،" if self.direction == "rtl" else ","

    @property
    def machine_made(self) -> bool:
        return not self.reviewed

    @property
    def own_name(self) -> str:
        return LANGUAGES[self.code]

    def say(self, key: str, **values: str) -> str:
        """A day that ends with a stop of its own ("2026 р.") needs no second one."""
        return self.said[key].format(**values).replace("..", ".")

    def day(self, day: date) -> str:
        """ "Dienstag, 1. Dezember" """
        locale = self._locale
        weekday = format_date(day, "EEEE", locale=locale)
        date_alone = format_skeleton("MMMMd", day, locale=locale).replace(" ", TOGETHER)
        return self.say("day", weekday=weekday, date=date_alone)

    def full_day(self, day: date) -> str:
        """With its year: "1. Dezember 2026"."""
        return format_date(day, "long", locale=self._locale)

    def moment(self, at: datetime) -> str:
        """ "Dienstag, 1. Dezember, 10:00 Uhr" """
        here = timezone.localtime(at)
        return self.say("moment", day=self.day(here.date()), time=f"{here:%H:%M}")

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.code.split("-")[0])


@cache
def words(language: str) -> Words:
    """Those of a language, or of German where there are none."""
    known = language if language in LANGUAGES else FALLBACK
    read: dict[str, Any] = tomllib.loads((FILES / f"{known.lower()}.toml").read_text(encoding="utf-8"))
    return Words(known, bool(read["reviewed"]), read["words"])


def every_language() -> list[Words]:
    return [words(language) for language in LANGUAGES]
