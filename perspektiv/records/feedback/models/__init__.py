"""Questionnaires, the plan of who is asked what, linked responses, and what nobody gave a name to."""

from perspektiv.records.feedback.models.discussed import Discussed, SignalKind
from perspektiv.records.feedback.models.instrument import Instrument, InstrumentVersion, Purpose
from perspektiv.records.feedback.models.invitation import Invitation, WhyNot
from perspektiv.records.feedback.models.item import Item, Kind, Scale
from perspektiv.records.feedback.models.plan import CollectionRule, Limit, Moment, Step
from perspektiv.records.feedback.models.response import Answer, Response
from perspektiv.records.feedback.models.survey import (
    AnonymousAnswer,
    AnonymousResponse,
    AnonymousText,
    Ballot,
    SurveyCode,
)

__all__ = [
    "AnonymousAnswer",
    "AnonymousResponse",
    "AnonymousText",
    "Answer",
    "Ballot",
    "CollectionRule",
    "Discussed",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Item",
    "Kind",
    "Limit",
    "Moment",
    "Purpose",
    "Response",
    "Scale",
    "SignalKind",
    "Step",
    "SurveyCode",
    "WhyNot",
]
