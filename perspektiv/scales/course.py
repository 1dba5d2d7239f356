"""What the course of a person's scores says, talk after talk."""

from collections.abc import Sequence

HIGH = 0.8
"""Of the way from the lowest to the highest score: from here on a start is high."""
FALL = 0.2
"""Of that way: a fall that is worth a question, where the scale's own error is not known."""


def falls_after_a_high_start(
    scores: Sequence[float], *, lowest: float, highest: float, error: float | None = None
) -> bool:
    """Whether the newest score lies clearly below a first one that was high.

    Clearly: by more than 1.96 standard ``error`` of a difference, else by a fifth of the scale. Such a course comes
    before people stay away more often than one that begins low and rises.
    """
    if len(scores) < 2:
        return False
    width = highest - lowest
    began_high = scores[0] >= lowest + HIGH * width
    least = FALL * width if error is None else 1.96 * error
    return began_high and scores[0] - scores[-1] > least - 1e-9
