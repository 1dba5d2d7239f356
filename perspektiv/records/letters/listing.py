"""The log of messages: what failed first, then the newest; filtered by state, channel and day."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Value, When
from django.http import QueryDict

from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.letters.models.message import Messages

State = Message.State
TROUBLED = (State.FAILED, State.UNCERTAIN)
"""Shown first: somebody has to look."""
GROUPS: dict[str, tuple[str, ...]] = {
    "trouble": TROUBLED,
    "waiting": (State.WAITING, State.SENDING),
    "to_print": (State.TO_PRINT,),
    "done": (State.SENT, State.PRINTED),
    "stopped": (State.STOPPED,),
}
LOOKS: dict[str, tuple[str, str]] = {
    State.WAITING: ("note", "clock"),
    State.SENDING: ("note", "send"),
    State.SENT: ("ok", "check"),
    State.FAILED: ("bad", "warning"),
    State.UNCERTAIN: ("warn", "help"),
    State.TO_PRINT: ("note", "printer"),
    State.PRINTED: ("ok", "check"),
    State.STOPPED: ("plain", "cross"),
}
"""Colour and icon of each state."""


@dataclass(frozen=True)
class Filter:
    state: str = ""
    channel: str = ""
    day: date | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        state, channel = query.get("state", ""), query.get("channel", "")
        return cls(
            state if state in GROUPS else "", channel if channel in Channel.values else "", _day(query.get("day", ""))
        )

    def __bool__(self) -> bool:
        return bool(self.state or self.channel or self.day)

    def query(self, **changed: str) -> str:
        """As in an address, with something else chosen."""
        now = {"state": self.state, "channel": self.channel, "day": self.day.isoformat() if self.day else ""}
        return urlencode({name: value for name, value in {**now, **changed}.items() if value})


def found(messages: Messages, wanted: Filter) -> Messages:
    if wanted.state:
        messages = messages.filter(state__in=GROUPS[wanted.state])
    if wanted.channel:
        messages = messages.filter(channel=wanted.channel)
    if wanted.day:
        messages = messages.filter(created_at__date=wanted.day)
    troubled_first = Case(When(state__in=TROUBLED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return messages.select_related("participant", "jobcoach").order_by(troubled_first, "-created_at", "id")


def counts(messages: Messages) -> dict[str, int]:
    """How many there are of each group."""
    by_state = dict(messages.order_by().values_list("state").annotate(n=Count("id")))
    return {group: sum(by_state.get(state, 0) for state in states) for group, states in GROUPS.items()}


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
