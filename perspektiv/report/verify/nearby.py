"""Percentages whose counts only stand near them: such a relation is confirmed by a match, never called wrong."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from perspektiv.report.verify.claims import Certainty, Found, Sentence, Share, Units, percentage_key
from perspektiv.report.verify.numbers import Number
from perspektiv.report.verify.shares import base_of, is_approximate, says_of, units_of

_SENTENCES_BEFORE = 2  # as far back as "132 of 501 … Of these … The rate is 26.35 %" reaches
_SENTENCES_AFTER = 1
_MOST_COUNTS = 8  # in a sentence; among more of them, some pair fits any percentage
_NAME = re.compile(r"([\w-]*(?:quote|rate|anteil))\b[^.;:()\d%]{0,30}$", re.IGNORECASE)


def shares_near(sentences: Sequence[Sentence], position: int, printed: Number) -> Iterator[Share]:
    """What the percentage may be made of, the likeliest first: "n of m" near it, then two counts of its sentence."""
    own = sentences[position]
    for sentence in around(sentences, position):
        for n, m in pairwise(sentence.numbers):
            if (n.kind, m.kind) == ("count", "count") and says_of(sentence, n, m):
                yield _share(own, n, m, printed, Certainty.LINKED, units_of(sentence, n, m))
        base = base_of(sentence)
        if base is not None:
            for part in sentence.numbers:
                if part.kind == base.kind and part.value < base.value:
                    yield _share(own, part, base, printed, Certainty.LINKED, units_of(sentence, part, base))
    counts = [number for number in own.numbers if number.kind == "count" and not number.may_be_a_year]
    if len(counts) > _MOST_COUNTS:
        return
    pairs = {(min(a.value, b.value), max(a.value, b.value)): (a, b) for a, b in combinations(counts, 2)}
    alone = len(pairs) == 1 and printed.decimals > 1
    for a, b in pairs.values():
        n, m = (a, b) if a.value <= b.value else (b, a)
        yield _share(own, n, m, printed, Certainty.LINKED if alone else Certainty.GUESSED)


def around(sentences: Sequence[Sentence], position: int) -> list[Sentence]:
    """The sentence and those of its block beside it, the nearest first."""
    own = sentences[position]
    near = range(max(0, position - _SENTENCES_BEFORE), min(len(sentences), position + _SENTENCES_AFTER + 1))
    return sorted(
        (sentences[i] for i in near if sentences[i].block is own.block), key=lambda s: abs(s.start - own.start)
    )


def _share(own: Sentence, n: Number, m: Number, x: Number, certainty: Certainty, units: Units = (None, None)) -> Share:
    if is_approximate(own, x):
        certainty = min(certainty, Certainty.ROUGH)
    return Share(n, m, x, certainty, Found.at(own.block, x), percentage_key(own.block, x), units)


def name_of(sentence: Sentence, printed: Number) -> str | None:
    """The rate's name before the percentage: "Ausfallquote" in "die Ausfallquote von 21 %"."""
    named = _NAME.search(sentence.before(printed))
    return named[1].lower() if named else None
