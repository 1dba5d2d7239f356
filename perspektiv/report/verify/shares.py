"""Percentages with their two counts, in the forms in which a report relates them itself."""

import re
from collections.abc import Iterator
from itertools import pairwise

from perspektiv.report.verify.blocks import SUPERSCRIPTS
from perspektiv.report.verify.claims import Certainty, Found, Sentence, Share, Units, percentage_key
from perspektiv.report.verify.numbers import Kind, Number, may_be_a_label
from perspektiv.report.verify.units import unit_after

_FILLING = r"(?:(?:den|die|allen|allen|aller|insgesamt|gesamt|zusammen|damals|diesen|weiteren|ihren|seinen)\s+)*"
_OF = re.compile(rf"(?:\s[^.;:()\d%]{{0,60}}?)?(?<!\sund)\s(?:von|der)\s+{_FILLING}")
_THAT_IS = (
    r"(?:(?:das|dies|diese|was)\s+(?:sind|waren|ist|war|entspricht|entsprach|entsprechen|macht|ergibt)|"
    r"entspricht|entsprechend|d\.\s?h\.,?)\s+(?:einer?m?\s+)?(?:[\w-]*(?:quote|rate|anteil)s?\s+von\s+)?"
)
_BRACKET = re.compile(rf"[^.;:()\d%]{{0,80}}\(\s*(?:=\s*|{_THAT_IS})?")
_CLOSED = re.compile(r"\s*[),;]")
_APPROXIMATE = re.compile(
    r"(?i)(?:\b(?:rund|etwa|circa|zirka|knapp|fast|gut|über|unter|mehr als|weniger als|mindestens|höchstens|maximal|"
    r"bis zu|nahezu|annähernd|gegen|ungefähr|um die)|\bca\.|[~≈<>≥≤])\s*$"
)
_COMPARED = re.compile(
    r"(?i)\s*(?:mehr|weniger|höher|niedriger|über|unter|als|besser|schlechter|zuwachs|rückgang|der|des|aller|von|vom)\b"
)
_ANOTHER_BASE = re.compile(r"(?i)\b(?:davon|darunter|hiervon|dabei|deren)\b")
_BASE_NAMED = re.compile(
    r"[\s,]*(?:bei|bezogen auf|gemessen an)[^.;()\d%]{0,30}?"
    r"(?:Bezugsgröße|Grundgesamtheit|Basis|Gesamtzahl|insgesamt)\s+(?:von\s+)?"
)

_OF_BASE = re.compile(rf"(?:^|\s)[Vv]on\s+{_FILLING}$")


def shares_in(sentence: Sentence) -> Iterator[Share]:
    """Every percentage of the sentence that the sentence itself relates to two counts."""
    for pattern in (_n_of_m_then_bracket, _n_of_m_that_is, _n_that_is_share_of_m, _share_then_bracket, _of_m_each_n):
        yield from pattern(sentence)


def _triples(sentence: Sentence, *kinds: str) -> Iterator[tuple[Number, Number, Number]]:
    """Numbers that follow each other; two amounts can stand where two counts can."""
    numbers = sentence.numbers
    for triple in zip(numbers, numbers[1:], numbers[2:], strict=False):
        found = tuple(number.kind for number in triple)
        if found.count("amount") != 1 and tuple("count" if kind == "amount" else kind for kind in found) == kinds:
            yield triple


def _n_of_m_then_bracket(sentence: Sentence) -> Iterator[Share]:
    """247 der 501 Ausgetretenen (49,30 %)"""
    for n, m, x in _triples(sentence, "count", "count", "percent"):
        if says_of(sentence, n, m) and _fits(_BRACKET, sentence.between(m, x)) and _CLOSED.match(sentence.after(x)):
            yield share(sentence, n, m, x)


def _n_of_m_that_is(sentence: Sentence) -> Iterator[Share]:
    """132 von 501 Personen, das sind 26,35 %"""
    middle = re.compile(rf"[^.;:()\d%]{{0,80}}?{_THAT_IS}")
    for n, m, x in _triples(sentence, "count", "count", "percent"):
        if says_of(sentence, n, m) and _fits(middle, sentence.between(m, x)) and not _COMPARED.match(sentence.after(x)):
            yield share(sentence, n, m, x)


def _n_that_is_share_of_m(sentence: Sentence) -> Iterator[Share]:
    """152 Personen haben abgebrochen, das entspricht 10,87 % von 1398; 152 Personen (10,87 % von 1398)"""
    middle = re.compile(rf"[^.;:()%]{{0,120}}?(?:{_THAT_IS}|\(\s*)")
    for n, x, m in _triples(sentence, "count", "percent", "count"):
        of = re.compile(rf"\s+(?:von|der|aller)\s+{_FILLING}|\)\s+von\s+{_FILLING}")
        only = not any(number.kind == "count" for number in sentence.numbers if number.start < n.start)
        if _fits(middle, sentence.between(n, x)) and _fits(of, sentence.between(x, m)):
            yield share(sentence, n, m, x, surely=only)


def _share_then_bracket(sentence: Sentence) -> Iterator[Share]:
    """26,35 % fanden Arbeit (132 von 501 Personen)"""
    opened, closed = re.compile(r"[^.;:()\d%]{0,60}\(\s*"), re.compile(r"(?:\s+\w+){0,4}\s*\)")
    for x, n, m in _triples(sentence, "percent", "count", "count"):
        way = sentence.between(x, n)
        if (
            _fits(opened, way)
            and says_of(sentence, n, m)
            and closed.match(sentence.after(m))
            and not _COMPARED.match(way)
        ):
            yield share(sentence, n, m, x)


def _of_m_each_n(sentence: Sentence) -> Iterator[Share]:
    """Von 501 Personen fanden 132 (26,35 %) Arbeit und 247 (49,30 %) ein Angebot"""
    base = base_of(sentence)
    if base is None:
        return
    for position, (n, x) in enumerate(_bracketed(sentence, base.kind)):
        way = sentence.between(base, n) if base.end <= n.start else "davon"
        if n.value > base.value or _ANOTHER_BASE.search(way):
            return
        surely = position == 0 and not re.search(r"[\d%]", way) and n.value <= base.value
        yield share(sentence, n, base, x, surely=surely)


def base_of(sentence: Sentence) -> Number | None:
    """The first count or amount, if the sentence says "of" before it: what its others of that kind are parts of."""
    counts = [number for number in sentence.numbers if number.kind in ("count", "amount")]
    return counts[0] if counts and _OF_BASE.search(sentence.before(counts[0])) else None


def _bracketed(sentence: Sentence, kind: Kind) -> Iterator[tuple[Number, Number]]:
    for n, x in pairwise(sentence.numbers):
        opened = re.fullmatch(r"[^.;:,()\d%]{0,40}\(\s*", sentence.between(n, x))
        if (n.kind, x.kind) == (kind, "percent") and opened and _CLOSED.match(sentence.after(x)):
            yield n, x


def shares_by_footnote(sentences: list[Sentence]) -> Iterator[Share]:
    """2017⁸ … ⁸ Das entspricht einer Quote von 21 % bei einer Bezugsgröße von 9794"""
    marked = {
        mark: (sentence, number)
        for sentence in sentences
        for number in sentence.numbers
        if number.kind == "count" and (mark := mark_after(sentence, number))
    }
    for sentence in sentences:
        if sentence.block.note not in marked or not re.search(_THAT_IS, sentence.block.text[:60].lower()):
            continue
        anchor, n = marked[sentence.block.note]
        for x, m in pairwise(sentence.numbers):
            way = sentence.between(x, m)
            if (x.kind, m.kind) == ("percent", "count") and (
                _BASE_NAMED.fullmatch(way) or re.fullmatch(r"\s+von\s+", way)
            ):
                units = unit_after(anchor.after(n)), unit_after(sentence.after(m))
                found, key = Found.at(sentence.block, x, m), percentage_key(sentence.block, x)
                yield Share(n, m, x, Certainty.EXPLICIT, found, key, units)


def mark_after(sentence: Sentence, number: Number) -> int | None:
    """The footnote mark behind a number."""
    mark = re.match(rf"\s?([{SUPERSCRIPTS}]{{1,3}})", sentence.after(number))
    return int("".join(str(SUPERSCRIPTS.index(sign)) for sign in mark[1])) if mark else None


def says_of(sentence: Sentence, n: Number, m: Number) -> bool:
    """Whether the words between two counts say "n of m"; a day or a law between them parts them."""
    return _fits(_OF, sentence.between(n, m))


def share(sentence: Sentence, n: Number, m: Number, x: Number, *, surely: bool = True) -> Share:
    """The claim, as certain as its words are: what is called approximate, or may be a year, is not explicit."""
    years = any(number.may_be_a_year and not unit_after(sentence.after(number)) for number in (n, m))
    label = may_be_a_label(sentence.before(n), n)
    certainty = Certainty.EXPLICIT if surely and not years and not label else Certainty.LINKED
    if is_approximate(sentence, n, m, x) or any(map(_may_be_rounded, (n, m))):
        certainty = Certainty.ROUGH
    found = Found.at(sentence.block, n, m, x)
    return Share(n, m, x, certainty, found, percentage_key(sentence.block, x), units_of(sentence, n, m))


def _may_be_rounded(number: Number) -> bool:
    """Whether an amount without cents may stand for one with them."""
    return number.kind == "amount" and not number.decimals and number.value % 100 == 0


def is_approximate(sentence: Sentence, *numbers: Number) -> bool:
    """Whether the report calls one of the numbers approximate ("rund 26 %")."""
    return any(_APPROXIMATE.search(sentence.before(number)) for number in numbers)


def units_of(sentence: Sentence, n: Number, m: Number) -> Units:
    """What the words behind the two counts name, where they name something known."""
    others = [number.start for number in sentence.numbers]
    end = min((start for start in others if start > n.start), default=sentence.end)
    return unit_after(sentence.block.text[n.end : end]), unit_after(sentence.after(m))


def _fits(pattern: re.Pattern[str], words: str) -> bool:
    return pattern.fullmatch(words) is not None
