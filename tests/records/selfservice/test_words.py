"""Every language says everything, with the same places for days and names."""

import re
from datetime import date, datetime

import pytest
from django.utils import timezone

from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.selfservice.words import FILES, words

PLACES = re.compile(r"\{\w+\}")


def test_there_is_one_file_a_language() -> None:
    assert {path.stem for path in FILES.glob("*.toml")} == {language.lower() for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryLanguage:
    def test_is_complete(self, language: str) -> None:
        german, said = words("de").said, words(language).said
        assert list(said) == list(german)
        for key, sentence in said.items():
            assert sentence.strip(), key
            assert sorted(PLACES.findall(sentence)) == sorted(PLACES.findall(german[key])), key

    def test_writes_days_its_own_way(self, language: str) -> None:
        spoken, day = words(language), date(2026, 12, 1)
        assert "2026" in spoken.full_day(day)
        at = datetime(2026, 12, 1, 10, 0, tzinfo=timezone.get_default_timezone())
        assert "10:00" in spoken.moment(at)
        assert language in ("de", "de-x-plain") or spoken.day(day) != words("de").day(day)

    def test_says_whether_a_person_has_read_it(self, language: str) -> None:
        assert words(language).machine_made == (language not in ("de", "de-x-plain", "en"))

    def test_runs_its_own_way(self, language: str) -> None:
        assert words(language).direction == ("rtl" if language in ("ar", "fa") else "ltr")


def test_german_days_read_as_people_say_them() -> None:
    assert words("de").day(date(2026, 12, 1)) == "Dienstag, 1.\u00a0Dezember"
    assert words("tr").day(date(2026, 12, 1)) == "1\u00a0Aralık Salı"
