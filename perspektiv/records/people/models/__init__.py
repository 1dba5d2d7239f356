"""Participants, jobcoaches, and who cares for whom."""

from perspektiv.records.people.models.care import Care
from perspektiv.records.people.models.jobcoach import Jobcoach
from perspektiv.records.people.models.merge import Merge
from perspektiv.records.people.models.participant import Gender, Participant
from perspektiv.records.people.models.saved_filter import SavedFilter

__all__ = ["Care", "Gender", "Jobcoach", "Merge", "Participant", "SavedFilter"]
