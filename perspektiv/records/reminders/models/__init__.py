"""Rules, lots and reminders."""

from perspektiv.records.reminders.models.reminder import GONE, Lot, Reminder, WhyNot
from perspektiv.records.reminders.models.rule import Rule

__all__ = ["GONE", "Lot", "Reminder", "Rule", "WhyNot"]
