"""What stands around questions is said in every language, with the same places for numbers and days."""

import re

import pytest

from perspektiv.records.feedback.form_words import FILES, form_words
from perspektiv.records.letters.languages import LANGUAGES

PLACES = re.compile(r"\{\w+\}")


def test_there_is_one_file_a_language() -> None:
    assert {path.stem for path in FILES.glob("*.toml")} == {language.lower() for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete(language: str) -> None:
    german, said = form_words("de"), form_words(language)
    assert list(said) == list(german)
    for key, sentence in said.items():
        assert sentence.strip(), key
        assert sorted(PLACES.findall(sentence)) == sorted(PLACES.findall(german[key])), key
