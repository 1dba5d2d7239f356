"""Every field of the records is decided: carried as what, or withheld why."""

from collections.abc import Iterator, Mapping

import pytest
from django.apps import apps
from django.db import models

from perspektiv.records.feedback.sheets.sheet import SHEET_TABLES
from perspektiv.snapshot.deciding import Carried, Decision, How, Source, Withheld
from perspektiv.snapshot.tables import CATALOGUES, SHEETS, SOURCES, WITHHELD

ALL = (*CATALOGUES, *SOURCES, *(other for source in SOURCES for other in source.also))
DECIDED: dict[type[models.Model], Mapping[str, Decision]] = {
    **WITHHELD,
    **SHEETS,
    **{source.model: source.decided for source in ALL if not source.beside},
}


def models_of_the_records() -> Iterator[type[models.Model]]:
    for app in apps.get_app_configs():
        if app.name.startswith("perspektiv.records."):
            yield from app.get_models(include_auto_created=True)


def undecided(model: type[models.Model], decided: Mapping[str, Decision]) -> set[str]:
    """Fields without a decision, and decisions without a field."""
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)} ^ set(decided)


@pytest.mark.parametrize("model", list(models_of_the_records()), ids=lambda model: model._meta.label_lower)
def test_every_field_is_decided(model: type[models.Model]) -> None:
    assert undecided(model, DECIDED.get(model, {})) == set()


def test_an_undecided_field_would_be_found() -> None:
    model = SOURCES[0].model
    forgotten = {name: decision for name, decision in DECIDED[model].items() if name != "phone"}

    assert undecided(model, forgotten) == {"phone"}


def test_nothing_is_decided_twice() -> None:
    first = [source for source in ALL if not source.beside]
    both = {*WITHHELD, *SHEETS, *(source.model for source in first)}
    assert len(DECIDED) == len(WITHHELD) + len(SHEETS) + len(first) == len(both)


def test_a_reason_is_given_for_all_that_is_withheld() -> None:
    whys = [
        decision.why for decided in DECIDED.values() for decision in decided.values() if isinstance(decision, Withheld)
    ]

    assert all(why.endswith(".") for why in whys)


@pytest.mark.parametrize("source", ALL, ids=lambda source: f"{source.table.resource}-{source.model.__name__}")
def test_every_column_is_made_of_what_is_carried_into_it(source: Source) -> None:
    decided = [source.decided, *(DECIDED[model] for model in source.beside)]
    decisions = [how for each in decided for how in each.values() if isinstance(how, Carried)]

    columns = {how.column for how in decisions if how.how is not How.ROWS} | set(source.fixed)
    assert columns == {column.name for column in source.table.columns}
    for column, joint in source.together.items():
        if source.beside:
            assert [how.how for how in decisions if how.column == column] == [How.TOGETHER]
            continue
        fields = {name for name, how in source.carriers(column).items() if how is How.TOGETHER}
        assert fields and fields <= set(joint.of)


def test_every_column_of_a_questionnaire_is_made_of_what_is_carried_into_it() -> None:
    decisions = [how for of in SHEETS.values() for how in of.values() if isinstance(how, Carried)]
    places = {how.column for how in decisions if how.how is How.SHEET}
    columns = {f"{table.resource}.{column.name}": table.resource for table in SHEET_TABLES for column in table.columns}

    assert places <= {*columns, *columns.values()}
    undecided = {
        place
        for place, table in columns.items()
        if not {place, table} & places and place.split(".")[1] not in {"instrument_id", "scale", "item_id"}
    }
    assert undecided <= {f"{table}.{name}" for table in WORDED for name in WORDED[table]}, "of a field of words"


WORDED = {
    "instrument_texts": ("language", "name", "intro", "thanks", "reviewed"),
    "choice_texts": ("value", "language", "text"),
}
"""What a field that is carried into another table says, too: the words of a version, the choices of a question."""


def test_typed_words_are_carried_only_where_many_share_them() -> None:
    """Free text of the database reaches the package through COMMON_WORD alone, but for the names in catalogues."""
    for source in SOURCES:
        for name, decision in source.decided.items():
            field = source.model._meta.get_field(name)
            typed = isinstance(field, models.CharField | models.TextField) and not field.choices
            if typed and isinstance(decision, Carried):
                assert decision.how in (How.COMMON_WORD, How.TOGETHER), f"{source.model.__name__}.{name}"
