"""What the desk keeps: marks made on the road, what was seen of what needs somebody, and mails about it."""

from perspektiv.records.desk.models.notice import DailyMail, NoticeChoice, Seen
from perspektiv.records.desk.models.tap import Tap

__all__ = ["DailyMail", "NoticeChoice", "Seen", "Tap"]
