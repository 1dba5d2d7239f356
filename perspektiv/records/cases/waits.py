"""What waits on the path, as the board, Today and the lists show it: how long, until when, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from perspektiv.records.access.models import User
from perspektiv.records.cases.models import CaseOffer, Contact, Participation, Referral, Segment
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Wait:
    """How long something has waited on ``day``, and until when it should have happened."""

    since: date
    deadline: date
    day: date
    grace: timedelta = timedelta(0)  # so long after its deadline it is due, and not late yet

    @property
    def days(self) -> int:
        return max(0, (self.day - self.since).days)

    @property
    def late(self) -> bool:
        return self.day > self.deadline + self.grace

    @property
    def soon(self) -> bool:
        """In its last three days, or due."""
        return not self.late and self.day >= self.deadline - timedelta(days=3)

    @property
    def share(self) -> int:
        """For a bar with a tick at two thirds, the deadline: percent of its width."""
        period = max(1, (self.deadline - self.since).days)
        return min(100, round(self.days * 100 / (period * 1.5)))


@dataclass(frozen=True)
class WayIn:
    """A way in that is still open."""

    referral: Referral  # with participant and jobcoach
    wait: Wait
    attempts: int
    last_contact: Contact | None  # with what came of it
    talk_at: datetime | None = None  # the first-contact talk that is booked


@dataclass(frozen=True)
class Place:
    """A person who is ready for a segment and for whom a counsellor is to be found."""

    participant: Participant
    wait: Wait
    referral: Referral | None  # the way in; None for those who go on from another segment
    segment: Segment | None  # known where the case was offered before
    offer: CaseOffer | None  # the open offer, with counsellor; None where the case is still to be offered
    declined: int  # how often it was declined since
    after: Participation | None = None  # of those who go on: the one that ended
    nobody_answers: bool = False  # whoever it is offered to counsels here no more


class Change(StrEnum):
    """Why a participation is about to end or stands still."""

    CLOSING_HELD = "closing_held"  # the closing talk was held: the ending is to be entered
    CLOSING_BOOKED = "closing_booked"  # the closing talk is to come
    CLOSING_MISSING = "closing_missing"  # the planned units are done, no closing talk is booked
    NO_NEXT_DATE = "no_next_date"  # units are left, none is booked


@dataclass(frozen=True)
class ChangeDue:
    """A running participation whose end or next date is due."""

    participation: Participation  # with participant, segment, counsellor
    wait: Wait
    why: Change
    units_held: int
    units_planned: int
    closing_on: date | None


@dataclass(frozen=True)
class SegmentRun:
    """The running participations of one segment, over all its versions."""

    segment: Segment  # its version on the day, else its latest
    running: int
    mean_weeks: float | None
    capacity: int | None

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.running)


@dataclass(frozen=True)
class Load:
    """A counsellor's running participations and offers against the places agreed with them. By name, no ranking."""

    counsellor: User
    running: int
    offered: int
    places: int | None
    substituted_until: date | None
    substituted: int  # so many of their cases
    departed: bool = False  # the account is closed, or the role has ended

    @property
    def away(self) -> bool:
        """Whether somebody stands in for them in all of their cases."""
        return 0 < self.running <= self.substituted

    @property
    def free(self) -> int | None:
        return None if self.places is None else max(0, self.places - self.running - self.offered)
