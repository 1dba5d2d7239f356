"""What responses say that their counsellor should take up with the participant. Computed, never stored (decision 0031).

A signal belongs to one response of one person. Nothing here is added up by counsellor.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from perspektiv.records.feedback.changes import Measured, measured_in
from perspektiv.records.feedback.courses import Course, courses_of
from perspektiv.records.feedback.figures_in_words import day, figure
from perspektiv.records.feedback.given import Given, Question
from perspektiv.records.feedback.models import Moment, SignalKind
from perspektiv.records.feedback.words import said
from perspektiv.scales.change import Change, ErrorVariant, Verdict

Key = tuple[UUID, str, str]
"""Response, kind, and the key of the item or scale."""

VERDICTS = {
    Verdict.IMPROVED: (
        later("Risen from %(before)s (%(first)s) to %(after)s (%(last)s): more than the scale varies by itself."),
        later("Say what you see, and ask what helped: it can be used again."),
    ),
    Verdict.UNCHANGED: (
        later("From %(before)s (%(first)s) to %(after)s (%(last)s): no more than the scale varies by itself."),
        later("Ask how the person sees it: staying stable can be a success, or a sign that something else is needed."),
    ),
    Verdict.WORSENED: (
        later("Fallen from %(before)s (%(first)s) to %(after)s (%(last)s): more than the scale varies by itself."),
        later("Ask what has become harder, and what would give back some confidence. Answers may just be franker."),
    ),
}
VERDICTS_IN_SHORT = {
    Verdict.IMPROVED: (later("improved"), "arrow-up"),
    Verdict.UNCHANGED: (later("unchanged"), "minus"),
    Verdict.WORSENED: (later("worsened"), "arrow-down"),
}
"""And the icon."""
VARIANTS = {
    ErrorVariant.DIFFERENCE: later("error of the difference (Jacobson and Truax)"),
    ErrorVariant.PREDICTION: later("error of the prediction (McSweeny)"),
}


@dataclass(frozen=True)
class Signal:
    """One thing to take up, in plain words: what happened, and what to raise next time."""

    kind: SignalKind
    participant: UUID
    response: UUID
    about: str
    on: date
    title: str
    sentence: str
    suggestion: str
    pressing: bool  # good news and "no change" are worth a word, but call nobody
    imported: bool  # history that was brought in from elsewhere
    fine_print: str = ""
    discussed_on: date | None = None

    @property
    def key(self) -> Key:
        return self.response, self.kind, self.about

    @property
    def open(self) -> bool:
        return self.discussed_on is None


def signals_of(given: Iterable[Given], discussed: Mapping[Key, date] | None = None) -> list[Signal]:
    """Those to take up first, then the newest. Everything needed is in the responses."""
    given = list(given)
    people, marks = {one.participation: one.participant for one in given}, discussed or {}
    found = [
        *(signal for one in given for signal in _below(one)),
        *(signal for measured in measured_in(given) for signal in _change(measured, people[measured.participation])),
        *(signal for course in courses_of(given) for signal in _falling(course, people[course.participation])),
    ]
    marked = [replace(signal, discussed_on=marks.get(signal.key)) for signal in found]
    return sorted(marked, key=lambda signal: (signal.open and signal.pressing, signal.on), reverse=True)


def _below(given: Given) -> Iterator[Signal]:
    language = get_language() or ""
    for question in given.form.questions:
        answer = given.numbers.get(question.key)
        if answer is None or question.threshold is None or question.turned(answer) >= question.threshold:
            continue
        yield Signal(
            kind=SignalKind.BELOW,
            participant=given.participant,
            response=given.id,
            about=question.key,
            on=given.on,
            title=said(question.words, language, "question"),
            sentence=_answered(question, answer, question.threshold, given.on),
            suggestion=said(question.words, language, "raise")
            or _("Ask what stands behind this answer, and what should be different next time."),
            pressing=True,
            imported=given.imported,
        )


def _answered(question: Question, answer: float, threshold: float, on: date) -> str:
    words = (
        _("Answer of %(day)s: %(answer)s of %(highest)s. It should be %(threshold)s or less.")
        if question.reversed
        else _("Answer of %(day)s: %(answer)s of %(highest)s. It should be %(threshold)s or more.")
    )
    return words % {
        "day": day(on),
        "answer": figure(answer),
        "highest": figure(question.highest),
        "threshold": figure(question.turned(threshold)),
    }


def _change(measured: Measured, participant: UUID) -> Iterator[Signal]:
    change = measured.change
    if change is None or measured.response is None:
        return
    sentence, suggestion = VERDICTS[change.verdict]
    yield Signal(
        kind=SignalKind.CHANGE,
        participant=participant,
        response=measured.response,
        about=measured.measure.key,
        on=measured.days[Moment.AFTER],
        title=said(measured.measure.words, get_language() or ""),
        sentence=sentence
        % {
            "before": figure(measured.scores[Moment.BEFORE]),
            "after": figure(measured.scores[Moment.AFTER]),
            "first": day(measured.days[Moment.BEFORE]),
            "last": day(measured.days[Moment.AFTER]),
        },
        suggestion=str(suggestion),
        pressing=change.verdict is Verdict.WORSENED,
        imported=measured.imported,
        fine_print=fine_print(change),
    )


def fine_print(change: Change) -> str:
    """How it was judged, and by which variant of the error."""
    return _("%(index)s standard errors; beyond 1.96 it is more than chance. By the %(variant)s.") % {
        "index": figure(change.index, 2),
        "variant": VARIANTS[change.variant],
    }


def _falling(course: Course, participant: UUID) -> Iterator[Signal]:
    for first, last in course.falls():
        yield Signal(
            kind=SignalKind.FALLING,
            participant=participant,
            response=last.response,
            about="",
            on=last.on,
            title=_("Less good after a good start"),
            sentence=_("On average %(begin)s of %(highest)s on %(first)s, only %(now)s on %(last)s.")
            % {
                "first": day(first.on),
                "last": day(last.on),
                "begin": figure(first.mean),
                "now": figure(last.mean),
                "highest": figure(course.highest),
            },
            suggestion=_("Say it openly: what was good at the beginning, and what no longer fits?"),
            pressing=True,
            imported=last.imported,
        )
