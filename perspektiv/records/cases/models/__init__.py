"""The path: ways into the centre, the catalogue of offers, participations, and what is agreed and said in them."""

from perspektiv.records.cases.models.agreement import Agreement, ConfidentialityRelease, Consent
from perspektiv.records.cases.models.catalogue import EndingReason, Segment
from perspektiv.records.cases.models.closing import ClosingResult
from perspektiv.records.cases.models.counselling import Goal, GoalStep, Mandate, Note
from perspektiv.records.cases.models.document import Document
from perspektiv.records.cases.models.handover import HandoverNote
from perspektiv.records.cases.models.offer import CaseOffer
from perspektiv.records.cases.models.participation import Counselling, Participation
from perspektiv.records.cases.models.referral import Contact, Referral
from perspektiv.records.cases.models.step import Step

__all__ = [
    "Agreement",
    "CaseOffer",
    "ClosingResult",
    "ConfidentialityRelease",
    "Consent",
    "Contact",
    "Counselling",
    "Document",
    "EndingReason",
    "Goal",
    "GoalStep",
    "HandoverNote",
    "Mandate",
    "Note",
    "Participation",
    "Referral",
    "Segment",
    "Step",
]
