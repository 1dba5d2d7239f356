"""What came after: job starts, follow-on measures, and what was answered when asked."""

from perspektiv.records.outcomes.models.follow_on import FollowOnMeasure
from perspektiv.records.outcomes.models.follow_up import FollowUp
from perspektiv.records.outcomes.models.job_start import JobStart

__all__ = ["FollowOnMeasure", "FollowUp", "JobStart"]
