"""Responses as numbers, with the form they answer: read in few queries, for signals, courses and the file. No words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from perspektiv.records.feedback.models import Answer, Instrument, InstrumentVersion, Item, Kind, Response, Scale
from perspektiv.scales.change import ErrorVariant, Norm
from perspektiv.scales.scoring import Question as Scored
from perspektiv.scales.scoring import Scale as Scoring


@dataclass(frozen=True)
class Question:
    """One item of a version, in its words by language."""

    key: str
    kind: str
    words: Mapping[str, Any]
    choices: Sequence[Mapping[str, Any]]
    lowest: float
    highest: float
    reversed: bool
    threshold: float | None

    @property
    def is_number(self) -> bool:
        return self.kind != Kind.TEXT

    def turned(self, answer: float) -> float:
        """So that more is better."""
        return self.lowest + self.highest - answer if self.reversed else answer


@dataclass(frozen=True)
class Measure:
    """One scale of a version: how it is scored, and what is known of its error."""

    key: str
    words: Mapping[str, Any]
    scoring: Scoring
    norm: Norm | None
    source: str

    @property
    def lowest(self) -> float:
        return self._edge([question.lowest for question in self.scoring.questions])

    @property
    def highest(self) -> float:
        return self._edge([question.highest for question in self.scoring.questions])

    def _edge(self, ends: Sequence[float]) -> float:
        return sum(ends) / (len(ends) if self.scoring.scoring == "mean" else 1)


@dataclass(frozen=True)
class Form:
    """A version of a questionnaire."""

    id: UUID
    instrument: UUID
    purpose: str
    words: Mapping[str, Any]
    questions: tuple[Question, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Given:
    """One response."""

    id: UUID
    participant: UUID
    participation: UUID
    form: Form
    moment: str
    on: date
    at: datetime  # when it was recorded: the order within a day
    imported: bool
    numbers: Mapping[str, float]


def given_in(participations: Collection[UUID]) -> list[Given]:
    """All responses of these participations, the oldest first."""
    found = (
        Response.objects.filter(participation__in=participations)
        .order_by("submitted_on", "created_at", "pk")
        .values(
            *("pk", "participation_id", "participation__participant_id", "version_of_id", "moment"),
            *("submitted_on", "created_at", "source_key"),
        )
    )
    rows = list(found)
    numbers: dict[UUID, dict[str, float]] = {}
    answered = Answer.objects.filter(response__participation__in=participations)
    for response, key, value in answered.order_by().values_list("response_id", "item__key", "value"):
        if value is not None:
            numbers.setdefault(response, {})[key] = value
    forms = forms_of({row["version_of_id"] for row in rows})
    return [
        Given(
            id=row["pk"],
            participant=row["participation__participant_id"],
            participation=row["participation_id"],
            form=forms[row["version_of_id"]],
            moment=row["moment"],
            on=row["submitted_on"],
            at=row["created_at"],
            imported=bool(row["source_key"]),
            numbers=numbers.get(row["pk"], {}),
        )
        for row in rows
    ]


def forms_of(versions: Collection[UUID]) -> dict[UUID, Form]:
    if not versions:
        return {}
    items: dict[UUID, list[Item]] = {}
    for item in Item.objects.filter(version_of__in=versions).order_by("position"):
        items.setdefault(item.version_of_id, []).append(item)
    scales: dict[UUID, list[Scale]] = {}
    for scale in Scale.objects.filter(version_of__in=versions):
        scales.setdefault(scale.version_of_id, []).append(scale)
    found = InstrumentVersion.objects.filter(pk__in=versions).select_related("instrument")
    return {
        version.pk: _form(version, version.instrument, items.get(version.pk, []), scales.get(version.pk, []))
        for version in found
    }


def _form(version: InstrumentVersion, of: Instrument, items: Sequence[Item], scales: Sequence[Scale]) -> Form:
    return Form(
        id=version.pk,
        instrument=of.pk,
        purpose=of.purpose,
        words=version.words,
        questions=tuple(_question(item) for item in items),
        measures=tuple(
            measure for scale in scales if (measure := _measure(scale, [i for i in items if i.scale_id == scale.pk]))
        ),
    )


def _question(item: Item) -> Question:
    return Question(
        key=item.key,
        kind=item.kind,
        words=item.words,
        choices=item.choices,
        lowest=item.minimum or 0,
        highest=item.maximum or 0,
        reversed=item.reversed,
        threshold=item.threshold,
    )


def _measure(scale: Scale, items: Sequence[Item]) -> Measure | None:
    questions = tuple(
        Scored(item.key, item.minimum, item.maximum, item.reversed)
        for item in items
        if item.minimum is not None and item.maximum is not None
    )
    if not questions:
        return None
    scoring = Scoring(questions, "sum" if scale.scoring == Scale.Scoring.SUM else "mean", scale.needed)
    return Measure(scale.key, scale.words, scoring, _norm(scale), scale.source)


def _norm(scale: Scale) -> Norm | None:
    """None where spread or reliability are not known: then nothing is said about a change."""
    if scale.spread is None or scale.reliability is None:
        return None
    return Norm(scale.spread, scale.reliability, ErrorVariant(scale.error_variant), scale.mean)
