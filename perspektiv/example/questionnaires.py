"""The made-up questionnaires whole: the tables with which a package is of version 2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perspektiv.example.catalogue import (
    IMPROVEMENT,
    INSTRUMENTS,
    SATISFACTION_2,
    SATISFACTION_2_FROM,
    SELF_EVALUATION,
    SESSION,
    Instrument,
    Item,
)
from perspektiv.example.rows import Columns, as_days
from perspektiv.example.targets import FIRST_DAY
from perspektiv.example.words import (
    AGREE,
    DEGREES,
    IN_OWN_WORDS,
    NAMES,
    OWN_WORDS,
    QUESTIONS,
    RAISE,
    SCALES,
    THANKS,
    VOLUNTARY,
)
from perspektiv.schema.questionnaires import (
    Choices,
    ChoiceTexts,
    InstrumentForms,
    InstrumentTexts,
    ItemForms,
    ItemTexts,
    Scales,
    ScaleTexts,
)
from perspektiv.schema.table import Table

WHOLE = (*INSTRUMENTS, SELF_EVALUATION)
LANGUAGES = ("de", "en")
THRESHOLD = 7
"""Of each question after a talk."""
SPREAD, RELIABILITY = 0.75, 0.8
"""Of both scales of the self-evaluation, as its made-up answers are."""
SOURCE = "erfunden, wie die Antworten"

Rows = list[tuple[Any, ...]]


def questionnaire_tables() -> dict[str, Columns]:
    """All of them; their keys show that they are made up."""
    forms, texts, choices, choice_texts = _items()
    scales, scale_texts = _scales()
    return {
        InstrumentForms.resource: _columns(InstrumentForms, _instrument_forms(), days=("published_on", "retired_on")),
        InstrumentTexts.resource: _columns(InstrumentTexts, _instrument_texts()),
        Scales.resource: _columns(Scales, scales),
        ScaleTexts.resource: _columns(ScaleTexts, scale_texts),
        ItemForms.resource: _columns(ItemForms, forms),
        ItemTexts.resource: _columns(ItemTexts, texts),
        Choices.resource: _columns(Choices, choices),
        ChoiceTexts.resource: _columns(ChoiceTexts, choice_texts),
    }


def _columns(table: type[Table], rows: Sequence[tuple[Any, ...]], days: Sequence[str] = ()) -> Columns:
    names = [column.name for column in table.columns]
    of = dict(zip(names, zip(*rows, strict=True), strict=True))
    return {name: as_days(values) if name in days else values for name, values in of.items()}


def _instrument_forms() -> Rows:
    return [
        (
            instrument.key,
            instrument.key.removesuffix("-1").removesuffix("-2"),
            SATISFACTION_2_FROM if instrument is SATISFACTION_2 else FIRST_DAY,
            None,
        )
        for instrument in WHOLE
    ]


def _instrument_texts() -> Rows:
    return [
        (instrument.key, language, *(getattr(text, language) for text in (*NAMES[instrument.key], THANKS)), True)
        for instrument in WHOLE
        for language in LANGUAGES
    ]


def _scales() -> tuple[Rows, Rows]:
    of = [(i.key, scale) for i in WHOLE for scale in dict.fromkeys(item.scale for item in i.items)]
    rows: Rows = [
        (
            instrument,
            scale,
            "mean",
            None,
            *((SPREAD, RELIABILITY) if instrument == SELF_EVALUATION.key else (None, None)),
            None,
            "difference",
            SOURCE if instrument == SELF_EVALUATION.key else None,
        )
        for instrument, scale in of
    ]
    texts: Rows = [(*key, language, getattr(SCALES[key[1]], language)) for key in of for language in LANGUAGES]
    return rows, texts


def _items() -> tuple[Rows, Rows, Rows, Rows]:
    forms: Rows = []
    texts: Rows = []
    choices: Rows = []
    choice_texts: Rows = []
    for instrument in WHOLE:
        for position, item in enumerate(instrument.items, start=1):
            forms.append((instrument.key, item.key, *_form(instrument, item, position)))
            texts += [(instrument.key, item.key, *_words(instrument, item, language)) for language in LANGUAGES]
            if instrument is IMPROVEMENT:
                for value, (key, words) in enumerate(DEGREES, start=instrument.lowest):
                    choices.append((instrument.key, item.key, value, value, key))
                    choice_texts += [
                        (instrument.key, item.key, value, lang, getattr(words, lang)) for lang in LANGUAGES
                    ]
    own = (IMPROVEMENT.key, OWN_WORDS)
    forms.append((*own, "text", len(IMPROVEMENT.items) + 1, False, None, False))
    said = [(*own, lang, getattr(IN_OWN_WORDS, lang), None, None, getattr(VOLUNTARY, lang), None) for lang in LANGUAGES]
    return forms, [*texts, *said], choices, choice_texts


def _form(instrument: Instrument, item: Item, position: int) -> tuple[Any, ...]:
    kind = "choice" if instrument is IMPROVEMENT else "rating"
    return kind, position, item.reversed, THRESHOLD if instrument is SESSION else None, False


def _words(instrument: Instrument, item: Item, language: str) -> tuple[str | None, ...]:
    low, high = (None, None) if instrument is IMPROVEMENT else (getattr(end, language) for end in AGREE)
    suggestion = getattr(RAISE[item.key], language) if item.key in RAISE else None
    return language, getattr(QUESTIONS[item.key], language), low, high, None, suggestion
