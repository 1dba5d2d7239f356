"""What came after: job starts, follow-on measures, what was answered when asked, and which jobcoach was asked."""

from perspektiv.records.outcomes.models.follow_on import FollowOnMeasure
from perspektiv.records.outcomes.models.follow_up import FollowUp
from perspektiv.records.outcomes.models.inquiry import Inquiry
from perspektiv.records.outcomes.models.job_start import JobStart, Source
from perspektiv.records.outcomes.models.list_release import ListRelease

__all__ = ["FollowOnMeasure", "FollowUp", "Inquiry", "JobStart", "ListRelease", "Source"]
