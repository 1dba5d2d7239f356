"""Findings in words, backed by figures: ``holds = "loss_rate > tolerance"`` beside the sentence that says so.

A claim compares figures, their parts and numbers: ``job between 0.2 and 0.3``, ``coaching > 1.8 * intake``,
``improved.bound_low > 50%``, several joined by ``and``. It is read by this small reader and by nothing else.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.report.facts import Fact
from perspektiv.report.plan import Faults, Said, meant

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)\s*(%?)|([a-z][a-z0-9_]*)(?:\.([a-z_]+))?|(<=|>=|<|>|=|\*))")
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
FIELDS = {
    "n": "numerator",
    "d": "denominator",
    "low": "low",
    "high": "high",
    "bound_low": "bound_low",
    "bound_high": "bound_high",
}

CONTRADICTED = Text(
    "Die Zahlen tragen diesen Satz nicht: „{claim}“ stimmt nicht ({values}). Bitte den Satz ändern.",
    "The figures do not carry this sentence: “{claim}” does not hold ({values}). Please change the sentence.",
)
UNREADABLE = Text(
    "Die Prüfung „{claim}“ ist nicht zu lesen. Beispiele: „job > 0.2“, "
    "„job between 0.2 and 0.3“, „a > 2 * b and c < d“.",
    "The claim “{claim}” cannot be read. Examples: “job > 0.2”, “job between 0.2 and 0.3”, “a > 2 * b and c < d”.",
)
UNKNOWN = Text(
    "Die Prüfung nennt „{name}“; das gibt es nicht.{meant}", "The claim names “{name}”, which does not exist.{meant}"
)
NO_VALUE = Text(
    "Die Prüfung nennt „{name}“; der Wert ist geschützt oder fehlt. So lässt sich der Satz nicht belegen.",
    "The claim names “{name}”; its value is withheld or missing. So the sentence cannot be backed.",
)


class _Unusable(Refused):
    """A claim that cannot be read, or names what does not exist."""


class _Unknown(_Unusable):
    """A claim about a value that is withheld or missing."""


@dataclass(frozen=True)
class _Term:
    """A number, with the words that stand for it."""

    value: float
    words: str


class Claims:
    """Decides claims over the figures of a report; a chart adds the values it alone knows."""

    def __init__(self, facts: Mapping[str, Fact], faults: Faults) -> None:
        self.facts = facts
        self.faults = faults

    def hold(self, said: Said, more: Mapping[str, float | None] | None = None) -> bool:
        """Whether all claims of a sentence hold. What is withheld does not; what cannot be read is a fault."""
        return all(self._holds(claim, said, more or {})[0] for claim in said.holds)

    def demand(self, said: Said, more: Mapping[str, float | None] | None = None) -> None:
        """Notes a fault, with the values, for each claim of a sentence that the figures contradict."""
        for claim in said.holds:
            holds, values = self._holds(claim, said, more or {}, strict=True)
            if not holds and values:
                self.faults.add((*said.place[:-1], "holds"), CONTRADICTED, fragment=claim, claim=claim, values=values)

    def _holds(
        self, claim: str, said: Said, more: Mapping[str, float | None], *, strict: bool = False
    ) -> tuple[bool, str]:
        try:
            return _Reader(claim, self.facts, more).decide()
        except _Unknown as unknown:
            if strict:
                self.faults.add((*said.place[:-1], "holds"), unknown.sentence, fragment=claim)
            return False, ""
        except _Unusable as unusable:
            self.faults.add((*said.place[:-1], "holds"), unusable.sentence, fragment=claim)
            return False, ""


class _Reader:
    """Reads one claim from left to right."""

    def __init__(self, claim: str, facts: Mapping[str, Fact], more: Mapping[str, float | None]) -> None:
        self.claim, self.facts, self.more = claim, facts, more
        self.tokens = self._tokens(claim)
        self.at = 0
        self.values: list[str] = []

    def _tokens(self, claim: str) -> list[re.Match[str]]:
        tokens, at = [], 0
        while claim[at:].strip():
            match = TOKEN.match(claim, at)
            if not match:
                raise _Unusable(UNREADABLE, claim=claim)
            tokens.append(match)
            at = match.end()
        return tokens

    def decide(self) -> tuple[bool, str]:
        """Whether the claim holds, and the values it compared."""
        results = [self._comparison()]
        while self.at < len(self.tokens):
            self._expect("and")
            results.append(self._comparison())
        return all(results), ", ".join(dict.fromkeys(self.values))

    def _comparison(self) -> bool:
        left = self._term()
        word = self._word()
        if word == "between":
            low = self._term()
            self._expect("and")
            high = self._term()
            return low.value <= left.value <= high.value
        if word not in COMPARISONS:
            raise _Unusable(UNREADABLE, claim=self.claim)
        return COMPARISONS[word](left.value, self._term().value)

    def _term(self) -> _Term:
        first = self._factor()
        if self.at < len(self.tokens) and self.tokens[self.at].group(5) == "*":
            self.at += 1
            second = self._factor()
            return _Term(first.value * second.value, f"{first.words} * {second.words}")
        return first

    def _factor(self) -> _Term:
        token = self._next()
        number, percent, name, field, _ = token.groups()
        if number is not None:
            return _Term(float(number) / (100 if percent else 1), number + percent)
        if name is None:
            raise _Unusable(UNREADABLE, claim=self.claim)
        words = f"{name}.{field}" if field else name
        value = self._value(name, field, words)
        self.values.append(f"{words} = {value:.4g}")
        return _Term(value, words)

    def _value(self, name: str, field: str | None, words: str) -> float:
        if name in self.more and not field:
            value = self.more[name]
        elif name in self.facts and (field is None or field in FIELDS):
            value = getattr(self.facts[name].figure, FIELDS[field] if field else "value")
        else:
            raise _Unusable(UNKNOWN, name=words, meant=meant(name, [*self.facts, *self.more]))
        if value is None:
            raise _Unknown(NO_VALUE, name=words)
        return float(value)

    def _word(self) -> str:
        token = self._next()
        return token.group(5) or token.group(3) or ""

    def _expect(self, word: str) -> None:
        if self._word() != word:
            raise _Unusable(UNREADABLE, claim=self.claim)

    def _next(self) -> re.Match[str]:
        if self.at >= len(self.tokens):
            raise _Unusable(UNREADABLE, claim=self.claim)
        self.at += 1
        return self.tokens[self.at - 1]
