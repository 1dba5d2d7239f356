"""What comes with Perspektiv: in every language, with known fields, neutral, marked where nobody has read it."""

from io import StringIO

import pytest
from django.core.management import call_command

from perspektiv.records.access.models import Centre, TrailRow
from perspektiv.records.letters.actions.templates import check_words, ship_templates, shipped_templates
from perspektiv.records.letters.fields import samples_of
from perspektiv.records.letters.languages import LANGUAGES, RIGHT_TO_LEFT, words
from perspektiv.records.letters.models import Channel, Purpose, Template
from perspektiv.records.letters.neutral import telling
from perspektiv.records.letters.rendering import render
from perspektiv.records.people.forms import LANGUAGES as OF_PEOPLE
from tests.records.personas import Personas

EVERYWHERE = (
    Purpose.INVITATION,
    Purpose.REMINDER,
    Purpose.MOVED,
    Purpose.CANCELLED,
    Purpose.SEVERAL,
    Purpose.SEVERAL_CANCELLED,
    Purpose.OTHER_COUNSELLOR,
    Purpose.CLOSING_DATES,
    Purpose.PERSONAL_LINK,
    Purpose.FEEDBACK_INVITATION,
    Purpose.FEEDBACK_REMINDER,
)


def test_a_language_of_people_is_a_language_of_letters() -> None:
    assert list(LANGUAGES) == [code for code, _ in OF_PEOPLE]
    assert {"ar", "fa"} == RIGHT_TO_LEFT


def test_each_purpose_is_there_in_each_language_and_in_german_and_english_as_a_letter() -> None:
    there = {(each.language, each.purpose, each.channel) for each in shipped_templates(Centre())}
    for language in LANGUAGES:
        for purpose in EVERYWHERE:
            assert {(language, purpose, Channel.MAIL), (language, purpose, Channel.SMS)} <= there
    for language in ("de", "en"):
        assert {(language, purpose, channel) for purpose in Purpose for channel in Channel} <= there


def test_their_fields_exist_and_their_subjects_are_neutral() -> None:
    for each in shipped_templates(Centre()):
        check_words(each)
        assert not telling(f"{each.subject} {each.body}"), each


def test_filled_with_samples_nothing_is_left_open() -> None:
    for each in shipped_templates(Centre()):
        filled = render(each.body, each.purpose, samples_of(each.purpose), each.language)
        assert "{" not in filled and "2026-12" not in filled, each
        if each.channel == Channel.MAIL and each.purpose == Purpose.INVITATION:
            assert "> " in filled, "the appointment is set off"


def test_text_messages_are_short() -> None:
    for each in shipped_templates(Centre()):
        if each.channel == Channel.SMS:
            assert len(render(each.body, each.purpose, samples_of(each.purpose), each.language)) <= 306, each


def test_what_nobody_has_read_is_marked() -> None:
    reviewed = {each.language for each in shipped_templates(Centre()) if each.reviewed}
    assert reviewed == {"de", "de-x-plain"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_around_are_there_in_each_language(language: str) -> None:
    assert set(words(language)) == set(words("de")) and all(words(language).values())


def test_they_are_added_once_where_they_are_missing(personas: Personas) -> None:
    centre = personas.centre
    added = ship_templates(centre=centre)
    assert added > 100 and ship_templates(centre=centre) == 0
    Template.objects.filter(centre=centre, language="tr").delete()
    assert ship_templates(centre=centre) == 22
    assert TrailRow.objects.filter(what="letters.templates_added").count() == 2


def test_every_centre_has_them_after_a_days_work(personas: Personas) -> None:
    for _ in range(2):
        call_command("ship_templates", stdout=StringIO())
    for centre in (personas.centre, personas.elsewhere):
        assert Template.objects.filter(centre=centre, language="ro").count() == 22
