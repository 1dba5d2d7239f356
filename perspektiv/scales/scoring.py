"""From answers to one score of a scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Scoring = Literal["mean", "sum"]


@dataclass(frozen=True)
class Question:
    """One item of a scale: its lowest and highest answer; ``reversed`` where a high answer means little of it."""

    key: str
    lowest: float
    highest: float
    reversed: bool = False

    def turned(self, answer: float) -> float:
        """The answer in the direction of the scale. Raises ValueError for one that the question does not have."""
        if not self.lowest <= answer <= self.highest:
            raise ValueError(f"{self.key}: {answer} lies outside {self.lowest} to {self.highest}")
        return self.lowest + self.highest - answer if self.reversed else answer


@dataclass(frozen=True)
class Scale:
    """Items that are added up to one score; without ``needed`` answers (default: more than half) there is none."""

    questions: tuple[Question, ...]
    scoring: Scoring = "mean"
    needed: int | None = None

    @property
    def least(self) -> int:
        return len(self.questions) // 2 + 1 if self.needed is None else self.needed


def score(scale: Scale, answers: Mapping[str, float]) -> float | None:
    """The mean of the answered items, each in the direction of the scale; as a sum, that mean times all items.

    So a sum with an item left out stays comparable: the person's own mean stands for what is missing, the usual rule
    of manuals (half-rule). Answers to items of other scales are left alone.
    """
    given = [question.turned(answers[question.key]) for question in scale.questions if question.key in answers]
    if not given or len(given) < scale.least:
        return None
    mean = sum(given) / len(given)
    return mean if scale.scoring == "mean" else mean * len(scale.questions)
