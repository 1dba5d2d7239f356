"""Rules, lots and reminders."""

from perspektiv.records.reminders.models.reminder import Lot, Reminder, WhyNot
from perspektiv.records.reminders.models.rule import Rule

__all__ = ["Lot", "Reminder", "Rule", "WhyNot"]
