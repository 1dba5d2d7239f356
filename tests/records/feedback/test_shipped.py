"""The questionnaires that come with Perspektiv, as a new centre finds them."""

import pytest
from django.core.management import call_command

from perspektiv.records.access.models import Centre
from perspektiv.records.access.models.trail import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.actions.instruments import bring_in, bring_in_all, furnish_new_centres
from perspektiv.records.feedback.models import Instrument, Item, Kind, Purpose
from perspektiv.records.feedback.words import said, said_in, written_in
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.site.operating.timer import EACH_MINUTE
from tests.records.personas import Personas

ANONYMOUS = {"satisfaction", "employer"}


@pytest.mark.parametrize("key", shipped.KEYS)
def test_it_is_published_with_words_for_everybody(personas: Personas, key: str) -> None:
    version = bring_in(by=SYSTEM, centre=personas.centre, key=key)
    assert version.published_at and version.number == 1
    assert version.instrument.purpose in Purpose and version.instrument.anonymous == (key in ANONYMOUS)
    for language in LANGUAGES:
        for part in ("name", "intro", "thanks"):
            assert said_in(version.words, language, part).language == language
        for item in version.items.all():
            assert said_in(item.words, language, "question").language == language, (item.key, language)
            for choice in item.choices:
                assert said_in(choice["words"], language).language == language
        assert all(said(scale.words, language) for scale in version.scales.all())


@pytest.mark.parametrize("key", shipped.KEYS)
def test_it_does_not_ask_for_health(personas: Personas, key: str) -> None:
    for item in bring_in(by=SYSTEM, centre=personas.centre, key=key).items.all():
        for language, word in (("de", "gesund"), ("de-x-plain", "gesund"), ("en", "health")):
            assert word not in str(item.words.get(language)).lower(), item.key


@pytest.mark.parametrize("key", shipped.KEYS)
def test_its_items_can_be_answered(personas: Personas, key: str) -> None:
    items = list(bring_in(by=SYSTEM, centre=personas.centre, key=key).items.all())
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    for item in items:
        if item.kind == Kind.TEXT:
            assert item.minimum is None and item.maximum is None and not item.required
            continue
        assert item.minimum is not None and item.maximum is not None
        for bound in (item.positive_from, item.stable_from, item.threshold):
            assert bound is None or item.minimum <= bound <= item.maximum
        if item.choices:
            assert len(item.choices) == item.maximum - item.minimum + 1


def test_every_scale_has_items_and_every_item_its_scale(personas: Personas) -> None:
    version = bring_in(by=SYSTEM, centre=personas.centre, key="self_evaluation")
    assert {scale.key: scale.items.count() for scale in version.scales.all()} == {"competences": 5, "efficacy": 4}
    assert [item.key for item in version.items.filter(reversed=True)] == ["give_up"]


def test_a_threshold_tells_what_to_raise(personas: Personas) -> None:
    for key in shipped.KEYS:
        for item in bring_in(by=SYSTEM, centre=personas.centre, key=key).items.exclude(threshold=None):
            assert said(item.words, "de", "raise"), item.key


def test_what_is_there_is_not_touched(personas: Personas) -> None:
    assert bring_in_all(centre=personas.centre) == len(shipped.KEYS)
    Instrument.objects.filter(key="session").update(anonymous=True)
    rows = TrailRow.objects.count()
    assert bring_in_all(centre=personas.centre) == 0
    assert Instrument.objects.get(centre=personas.centre, key="session").anonymous
    assert TrailRow.objects.count() == rows


def test_every_centre_gets_them_in_the_night(personas: Personas) -> None:
    for _time in range(2):
        call_command("ship_instruments")
        for centre in Centre.objects.all():
            assert Instrument.objects.filter(centre=centre).count() == len(shipped.KEYS)
    assert Item.objects.filter(centre=personas.elsewhere).count() == Item.objects.filter(centre=personas.centre).count()


def test_a_new_centre_has_them_within_a_minute(personas: Personas) -> None:
    bring_in_all(centre=personas.elsewhere)
    assert furnish_new_centres() == len(shipped.KEYS) and furnish_new_centres() == 0
    assert "perspektiv.records.feedback.actions.instruments.furnish_new_centres" in EACH_MINUTE
    assert Instrument.objects.filter(centre=personas.centre).count() == len(shipped.KEYS)


def test_words_fall_back_to_german_and_say_so() -> None:
    words = {"de": {"question": "Wie war es?"}, "ar": {"low": "x"}}
    said = said_in(words, "ar", "question")
    assert (said.text, said.language, said.direction) == ("Wie war es?", "de", "ltr")
    assert not said_in(words, "ar", "hint") and written_in(words, "question") == ["de"]
    assert said_in({"de": "gut", "fa": "خوب"}, "fa").direction == "rtl"
