"""What the file shows of feedback: to the counsellor all of it, to others only what was asked and whether it came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from perspektiv.records.feedback.actions.handing_out import handed_out
from perspektiv.records.feedback.changes import Measured, measured_in
from perspektiv.records.feedback.courses import courses_of
from perspektiv.records.feedback.figures_in_words import figure
from perspektiv.records.feedback.given import Given, Question, given_in
from perspektiv.records.feedback.models import Answer, InstrumentVersion, Invitation, Kind, Moment, Purpose, WhyNot
from perspektiv.records.feedback.plot import Plot, plotted
from perspektiv.records.feedback.signals import VERDICTS_IN_SHORT, Signal, fine_print, signals_of
from perspektiv.records.feedback.to_discuss import discussed_in
from perspektiv.records.feedback.words import said
from perspektiv.records.people.models import Participant

MOMENTS = (Moment.BEFORE, Moment.THEN, Moment.AFTER)


class Stand(StrEnum):
    """Of one invitation."""

    AHEAD = "ahead"
    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    OVER = "over"
    LEFT_OUT = "left_out"


STANDS: Mapping[Stand, tuple[str | Promise, str, str]] = {
    Stand.AHEAD: (_("not due yet"), "clock", ""),
    Stand.OPEN: (_("open"), "clock", "note"),
    Stand.ANSWERED: (_("answered"), "check", "ok"),
    Stand.DECLINED: (_("declined"), "cross", ""),
    Stand.OVER: (_("not answered"), "minus", ""),
    Stand.LEFT_OUT: (_("not asked"), "minus", ""),
}
"""Words, icon, colour."""


@dataclass(frozen=True)
class Asked:
    """One invitation on the page."""

    invitation: Invitation
    name: str
    moment: str
    stand: Stand
    why: str = ""

    @property
    def state(self) -> tuple[str | Promise, str, str]:
        return STANDS[self.stand]

    @property
    def open(self) -> bool:
        return self.stand is Stand.OPEN


@dataclass(frozen=True)
class Sendable:
    """One questionnaire at one moment that can be sent."""

    version: InstrumentVersion
    moment: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.version.pk.hex}-{self.moment}"


@dataclass(frozen=True)
class Answered:
    """One answer in words."""

    question: str
    words: str
    ends: str = ""  # what the ends of the scale mean
    is_text: bool = False
    released: bool = False


@dataclass(frozen=True)
class Heard:
    """One response."""

    name: str
    moment: str
    on: date
    imported: bool
    answers: list[Answered]


@dataclass(frozen=True)
class Raised:
    """The signals of one response."""

    response: UUID
    on: date
    signals: list[Signal]

    @property
    def open(self) -> bool:
        return any(signal.open for signal in self.signals)

    @property
    def discussed_on(self) -> date | None:
        return max((signal.discussed_on for signal in self.signals if signal.discussed_on), default=None)


@dataclass(frozen=True)
class Compared:
    """One scale, side by side."""

    name: str
    cells: list[tuple[str, date | None]]  # before, looking back if anybody was asked to, afterwards
    range: str
    looks_back: bool
    verdict: str | Promise = ""
    icon: str = ""
    fine_print: str = ""


@dataclass(frozen=True)
class Content:
    """Of those who may read it."""

    raised: list[Raised] = field(default_factory=list)
    plots: list[tuple[str, Plot]] = field(default_factory=list)
    compared: list[tuple[str, list[Compared]]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)


def asked_of(participant: Participant) -> list[Asked]:
    """The newest first."""
    asked = Invitation.objects.filter(participant=participant).select_related("version_of")
    language, today = get_language() or "", timezone.localdate()
    return [
        Asked(
            invitation=one,
            name=said(one.version_of.words, language, "name"),
            moment="" if one.moment == Moment.SINGLE else one.get_moment_display(),
            stand=stand_of(one, today),
            why=str(WhyNot(one.why_not).label) if one.why_not else "",
        )
        for one in asked.order_by("-due_on", "-created_at")
    ]


def sendable(participant: Participant) -> list[Sendable]:
    """The newest version of each; a self-evaluation at each of its moments."""
    found = []
    for version in handed_out(participant.centre):
        name = said(version.words, get_language() or "", "name")
        if version.instrument.purpose == Purpose.SELF_EVALUATION:
            found += [Sendable(version, moment, f"{name}, {moment.label}") for moment in MOMENTS]
        else:
            found.append(Sendable(version, Moment.SINGLE, name))
    return found


def stand_of(invitation: Invitation, today: date) -> Stand:
    if invitation.why_not:
        return Stand.LEFT_OUT
    if invitation.answered_at:
        return Stand.ANSWERED
    if invitation.declined_at:
        return Stand.DECLINED
    if invitation.due_on > today:
        return Stand.AHEAD
    return Stand.OPEN if invitation.closes_on >= today else Stand.OVER


def content_of(participant: Participant) -> Content:
    participations = list(participant.participations.values_list("pk", flat=True))
    given = given_in(participations)
    if not given:
        return Content()
    signals, language = signals_of(given, discussed_in(participations)), get_language() or ""
    return Content(
        raised=_by_response(signals),
        plots=[(said(course.form.words, language, "name"), plotted(course)) for course in courses_of(given)],
        compared=_compared(measured_in(given), language),
        heard=_heard(given, _texts(participations), language),
    )


def _by_response(signals: Iterable[Signal]) -> list[Raised]:
    by_response: dict[UUID, list[Signal]] = {}
    for signal in signals:
        by_response.setdefault(signal.response, []).append(signal)
    return [Raised(response, of[0].on, of) for response, of in by_response.items()]


def _compared(measured: Iterable[Measured], language: str) -> list[tuple[str, list[Compared]]]:
    shown = [one for one in measured if one.scores]
    compared = []
    for _key, group in groupby(shown, key=lambda one: (one.participation, one.form.instrument)):
        scales = list(group)
        moments = [at for at in MOMENTS if at != Moment.THEN or any(at in scale.scores for scale in scales)]
        name = said(scales[0].form.words, language, "name")
        compared.append((name, [_side_by_side(scale, moments, language) for scale in scales]))
    return compared


def _side_by_side(scale: Measured, moments: Sequence[Moment], language: str) -> Compared:
    cells: list[tuple[str, date | None]] = [
        (figure(scale.scores[at]), scale.days[at]) if at in scale.scores else ("–", None) for at in moments
    ]
    name, change = said(scale.measure.words, language), scale.change
    edges = f"{figure(scale.measure.lowest)}–{figure(scale.measure.highest)}"
    if change is None:
        return Compared(name, cells, edges, Moment.THEN in moments)
    words, icon = VERDICTS_IN_SHORT[change.verdict]
    return Compared(name, cells, edges, Moment.THEN in moments, words, icon, fine_print(change))


def _texts(participations: Sequence[UUID]) -> dict[tuple[UUID, str], tuple[str, bool]]:
    """Words by response and item, and whether they are released for the closing talk."""
    rows = Answer.objects.filter(response__participation__in=participations, item__kind=Kind.TEXT).exclude(words="")
    values = rows.order_by().values_list("response_id", "item__key", "words", "shared_at")
    return {(response, key): (words, shared is not None) for response, key, words, shared in values}


def _heard(given: Iterable[Given], texts: Mapping[tuple[UUID, str], tuple[str, bool]], language: str) -> list[Heard]:
    """The newest first."""
    return [
        Heard(
            name=said(one.form.words, language, "name"),
            moment="" if one.moment == Moment.SINGLE else str(Moment(one.moment).label),
            on=one.on,
            imported=one.imported,
            answers=[
                answer
                for question in one.form.questions
                if (answer := _answer(question, one, texts.get((one.id, question.key)), language))
            ],
        )
        for one in sorted(given, key=lambda each: (each.on, each.at), reverse=True)
    ]


def _answer(question: Question, given: Given, text: tuple[str, bool] | None, language: str) -> Answered | None:
    asked = said(question.words, language, "question")
    if text:
        return Answered(asked, text[0], is_text=True, released=text[1])
    value = given.numbers.get(question.key)
    if value is None:
        return None
    place = round(value - question.lowest)
    if question.choices:
        known = 0 <= place < len(question.choices)
        return Answered(asked, said(question.choices[place].get("words", {}), language) if known else figure(value))
    if question.kind == Kind.NUMBER:
        return Answered(asked, figure(value))
    low, high = said(question.words, language, "low"), said(question.words, language, "high")
    ends = f"{figure(question.lowest)} {low} – {figure(question.highest)} {high}" if low and high else ""
    return Answered(asked, f"{figure(value)} / {figure(question.highest)}", ends)
