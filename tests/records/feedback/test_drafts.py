"""A questionnaire is changed in a draft; what is published never changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import uuid4

import pytest

from perspektiv.errors import Refused
from perspektiv.records.access.models.trail import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.actions.drafts import begin_next, discard, publish
from perspektiv.records.feedback.actions.instruments import bring_in, found, retire, take_up
from perspektiv.records.feedback.actions.items import add_item, change_item, move_item, remove_item
from perspektiv.records.feedback.actions.scales import add_scale, change_scale, remove_scale
from perspektiv.records.feedback.contents import (
    ItemContent,
    ScaleContent,
    VersionContent,
    content_of,
    empty_item,
    fingerprint,
    item_content,
    scale_content,
)
from perspektiv.records.feedback.models import Instrument, InstrumentVersion, Item
from perspektiv.records.feedback.places import SAID_OF_ITEM, places
from perspektiv.records.feedback.publishing import MOST_CHOICES, MOST_ITEMS, faults_of
from tests.records.personas import Personas


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert words in caught.value.sentence.en


@pytest.fixture
def draft(personas: Personas) -> InstrumentVersion:
    return found(by=personas.hanne, centre=personas.centre, purpose="session", anonymous=False, name="Kurz gefragt")


def rating(key: str, **said: Any) -> ItemContent:
    content: dict[str, Any] = {
        **empty_item(key, "rating"),
        "minimum": 1.0,
        "maximum": 5.0,
        "words": {"de": {"question": f"Frage {key}?"}},
        **said,
    }
    return cast(ItemContent, content)


def scale(key: str, **said: Any) -> ScaleContent:
    content: dict[str, Any] = {
        "key": key,
        "words": {"de": "Zutrauen"},
        "scoring": "mean",
        "needed": None,
        "spread": None,
        "reliability": None,
        "mean": None,
        "error_variant": "difference",
        "source": "",
        **said,
    }
    return cast(ScaleContent, content)


def keys(draft: InstrumentVersion) -> list[str]:
    assert [item.position for item in draft.items.all()] == list(range(1, draft.items.count() + 1))
    return [item.key for item in draft.items.all()]


def shown(draft: InstrumentVersion) -> str:
    return fingerprint(content_of(InstrumentVersion.objects.get(pk=draft.pk)))


def faults(draft: InstrumentVersion) -> list[str]:
    return [fault.de for fault in faults_of(content_of(InstrumentVersion.objects.get(pk=draft.pk)))]


def test_a_draft_grows_question_by_question(personas: Personas, draft: InstrumentVersion) -> None:
    for key in ("a", "b", "c"):
        add_item(by=personas.hanne, draft=draft, content=rating(key))
    move_item(by=personas.hanne, item=draft.items.get(key="c"), place=1)
    assert keys(draft) == ["c", "a", "b"]
    remove_item(by=personas.hanne, item=draft.items.get(key="a"))
    assert keys(draft) == ["c", "b"]
    add_item(by=personas.hanne, draft=draft, content=rating("d"), place=2)
    assert keys(draft) == ["c", "d", "b"]
    publish(by=personas.hanne, draft=draft, seen=shown(draft))
    said = list(TrailRow.objects.order_by("seq").values_list("what", flat=True))
    assert said[0] == "feedback.instrument_founded" and said[-1] == "feedback.instrument_published"
    assert said.count("feedback.item_added") == 4 and "feedback.item_moved" in said and "feedback.item_removed" in said


def test_sent_twice_it_is_there_once(personas: Personas, draft: InstrumentVersion) -> None:
    id, other = uuid4(), uuid4()
    for _time in range(2):
        add_item(by=personas.hanne, draft=draft, content=rating("a"), id=id)
        found(by=SYSTEM, centre=personas.centre, purpose="quality", anonymous=False, name="Neu", id=other)
    assert keys(draft) == ["a"] and Instrument.objects.filter(key="neu").count() == 1
    publish(by=personas.hanne, draft=draft, seen=shown(draft))
    rows = TrailRow.objects.count()
    publish(by=personas.hanne, draft=draft, seen=shown(draft))
    assert TrailRow.objects.count() == rows


def test_a_published_version_never_changes(personas: Personas, draft: InstrumentVersion) -> None:
    hanne = personas.hanne
    held = add_scale(by=hanne, draft=draft, content=scale("s"))
    item = add_item(by=hanne, draft=draft, content=rating("a", scale="s"))
    before = publish(by=hanne, draft=draft, seen=shown(draft))
    said = shown(before)
    for change in (
        lambda: add_item(by=hanne, draft=before, content=rating("b")),
        lambda: change_item(by=hanne, item=item, version=1, content=rating("a", threshold=2.0)),
        lambda: move_item(by=hanne, item=item, place=1),
        lambda: remove_item(by=hanne, item=item),
        lambda: add_scale(by=hanne, draft=before, content=scale("t")),
        lambda: change_scale(by=hanne, scale=held, version=1, content=scale("s", scoring="sum")),
        lambda: remove_scale(by=hanne, scale=held),
        lambda: discard(by=hanne, draft=before),
    ):
        with refused("published"):
            change()
    assert shown(before) == said


def test_nor_do_its_records(personas: Personas, draft: InstrumentVersion) -> None:
    """Whatever way around the actions: the records themselves refuse. Negative control: those of a draft do not."""
    item = add_item(by=personas.hanne, draft=draft, content=rating("a"))
    item.threshold = 2
    item.save()
    draft.refresh_from_db()
    draft.words = {"de": {"name": "Anders"}}
    draft.save()
    stored = publish(by=personas.hanne, draft=draft, seen=shown(draft))
    item.threshold = 3
    stored.words = {"de": {"name": "Noch anders"}}
    for write in (item.save, item.delete, stored.save):
        with refused("published"):
            write()
    item.refresh_from_db()
    assert item.threshold == 2 and InstrumentVersion.objects.get(pk=draft.pk).words == {"de": {"name": "Anders"}}


def test_the_next_version_begins_as_the_newest(personas: Personas) -> None:
    version = bring_in(by=SYSTEM, centre=personas.centre, key="self_evaluation")
    draft = begin_next(by=personas.quirin, instrument=version.instrument)
    assert draft.number == 2 and not draft.published_at
    assert content_of(draft) == content_of(version)
    assert begin_next(by=personas.quirin, instrument=version.instrument) == draft
    item = draft.items.get(key="calm")
    change_item(by=personas.quirin, item=item, version=1, content={**item_content(item), "threshold": 2.0})
    assert version.items.get(key="calm").threshold is None
    publish(by=personas.quirin, draft=draft, seen=shown(draft))
    assert begin_next(by=personas.quirin, instrument=version.instrument).number == 3


def test_nobody_publishes_what_they_have_not_seen(personas: Personas, draft: InstrumentVersion) -> None:
    item = add_item(by=personas.hanne, draft=draft, content=rating("a"))
    seen = shown(draft)
    change_item(by=personas.quirin, item=item, version=1, content=rating("a", threshold=2.0))
    with refused("meanwhile"):
        publish(by=personas.hanne, draft=draft, seen=seen)
    with refused("meanwhile"):
        change_item(by=personas.hanne, item=item, version=1, content=rating("a"))
    publish(by=personas.hanne, draft=draft, seen=shown(draft))


def test_what_is_not_whole_is_not_published(personas: Personas, draft: InstrumentVersion) -> None:
    with refused("no question"):
        publish(by=personas.hanne, draft=draft, seen=shown(draft))
    add_scale(by=personas.hanne, draft=draft, content=scale("leer"))
    add_item(by=personas.hanne, draft=draft, content=rating("a"))
    Item.objects.update(words={"en": {"question": "Only English?"}})
    InstrumentVersion.objects.filter(pk=draft.pk).update(words={})
    assert faults(draft) == [
        "Der Fragebogen hat noch keinen deutschen Namen.",
        "Frage 1 (a): Die deutsche Frage fehlt.",
        "Skala „leer“: Keine Frage gehört zu ihr.",
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": {}}, "German question is missing"),
        ({"minimum": None}, "lowest and the highest"),
        ({"minimum": 5.0}, "lowest and the highest"),
        ({"minimum": 1.5}, "whole steps"),
        ({"maximum": 90.0}, "whole steps"),
        ({"threshold": 6.0}, "lie between"),
        ({"positive_from": 0.0}, "lie between"),
        ({"positive_from": 3.0, "stable_from": 4.0}, "lies below"),
        ({"stable_from": 2.0}, "lies below"),
        ({"kind": "choice"}, "two answers at least"),
        ({"kind": "number", "choices": [{"key": "x", "words": {"de": "X"}}]}, "no answers to choose"),
        ({"kind": "text"}, "neither range"),
        ({"kind": "choice", "choices": [{"key": k, "words": {"de": k}} for k in "ab"]}, "number of answers"),
        ({"choices": [{"key": k, "words": {"en": k}} for k in "abcde"]}, "no German words"),
        ({"choices": [{"key": "a", "words": {"de": k}} for k in "abcde"]}, "the same short name"),
        ({"choices": [{"key": k, "words": {"de": "ja"}} for k in "abcde"]}, "the same words"),
        ({"kind": "number", "maximum": 1e9}, "1,000,000"),
    ],
)
def test_a_question_that_cannot_be_is_refused_at_once(
    personas: Personas, draft: InstrumentVersion, said: dict[str, Any], sentence: str
) -> None:
    with refused(sentence):
        add_item(by=personas.hanne, draft=draft, content=rating("a", **said))
    add_item(by=personas.hanne, draft=draft, content=rating("a"))
    with refused("short name"):
        add_item(by=personas.hanne, draft=draft, content=rating("a"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"spread": 0.0, "reliability": 0.8, "source": "x"}, "above zero"),
        ({"spread": 1.0, "reliability": 1.0, "source": "x"}, "below 1"),
        ({"spread": 1.0, "source": "x"}, "only together"),
        ({"spread": 1.0, "reliability": 0.8}, "come from"),
        ({"spread": 1.0, "reliability": 0.8, "source": "x", "error_variant": "prediction"}, "mean"),
    ],
)
def test_a_scale_that_cannot_be_is_refused_at_once(
    personas: Personas, draft: InstrumentVersion, said: dict[str, Any], sentence: str
) -> None:
    with refused(sentence):
        add_scale(by=personas.hanne, draft=draft, content=scale("s", **said))
    made = add_scale(by=personas.hanne, draft=draft, content=scale("s", spread=1.0, reliability=0.8, source="eigene"))
    changed = change_scale(by=personas.hanne, scale=made, version=1, content={**scale_content(made), "needed": 2})
    assert changed.needed == 2
    with refused("short name"):
        add_scale(by=personas.hanne, draft=draft, content=scale("s"))


def test_a_scale_that_goes_leaves_its_questions(personas: Personas, draft: InstrumentVersion) -> None:
    held = add_scale(by=personas.hanne, draft=draft, content=scale("s", needed=3))
    item = add_item(by=personas.hanne, draft=draft, content=rating("a", scale="s"))
    assert faults(draft) == ["Skala „s“: Nötig sind wenigstens eine und höchstens 1 Antworten."]
    remove_scale(by=personas.hanne, scale=held)
    item.refresh_from_db()
    assert item.scale is None and faults(draft) == []


def test_a_draft_can_be_thrown_away(personas: Personas, draft: InstrumentVersion) -> None:
    add_scale(by=personas.hanne, draft=draft, content=scale("s"))
    add_item(by=personas.hanne, draft=draft, content=rating("a", scale="s"))
    discard(by=personas.hanne, draft=draft)
    assert not Instrument.objects.filter(key="kurz-gefragt").exists()
    version = bring_in(by=SYSTEM, centre=personas.centre, key="session")
    discard(by=personas.hanne, draft=begin_next(by=personas.hanne, instrument=version.instrument))
    assert list(version.instrument.versions.all()) == [version]


def test_what_is_retired_is_not_published_and_can_come_back(personas: Personas, draft: InstrumentVersion) -> None:
    add_item(by=personas.hanne, draft=draft, content=rating("a"))
    instrument = retire(by=personas.hanne, instrument=draft.instrument, version=1)
    with refused("no longer used"):
        publish(by=personas.hanne, draft=draft, seen=shown(draft))
    with refused("meanwhile"):
        take_up(by=personas.hanne, instrument=instrument, version=1)
    assert take_up(by=personas.hanne, instrument=instrument, version=2).retired_at is None
    publish(by=personas.hanne, draft=draft, seen=shown(draft))


def test_two_questionnaires_have_two_names(personas: Personas, draft: InstrumentVersion) -> None:
    with refused("short name"):
        found(by=personas.hanne, centre=personas.centre, purpose="quality", anonymous=True, name="Kurz gefragt")
    found(by=SYSTEM, centre=personas.elsewhere, purpose="quality", anonymous=True, name="Kurz gefragt")


def test_the_longest_questionnaire_fits_into_the_form_of_a_language(personas: Personas) -> None:
    words = {"de": {part: f"{part}" for part in SAID_OF_ITEM}}
    items = [
        rating(
            f"k{number}",
            words=words,
            maximum=float(MOST_CHOICES),
            choices=[{"key": f"c{at}", "words": {"de": f"{number} {at}"}} for at in range(MOST_CHOICES)],
        )
        for number in range(MOST_ITEMS)
    ]
    content = VersionContent(words={"de": {"name": "Lang"}}, scales=[], items=items)
    assert faults_of(content) == []
    assert len(places(content, "de")) < 1_000
    assert "Höchstens 40 Fragen haben Platz." in [fault.de for fault in faults_of({**content, "items": items * 2})]
