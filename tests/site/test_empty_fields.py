"""A field that must not stay empty says so in two friendly words, in every form."""

import pytest
from django import forms
from django.utils import translation

from perspektiv.records.cases.forms.ways_in import ProposalForm


@pytest.mark.parametrize(("language", "words"), [("de", "Bitte ausfüllen."), ("en", "Please fill this in.")])
def test_the_words(language: str, words: str) -> None:
    with translation.override(language):
        form: forms.Form = ProposalForm({})
        assert {str(error) for error in form.errors["family_name"]} == {words}
