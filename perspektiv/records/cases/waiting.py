"""Who waits on the path, for what and how long: the questions of the steering board and of Today. Only reads.

Every question is bound to what ``user`` may see with ``permission``; ``day`` is the day as of which it is asked.
Each needs the same number of statements, however many wait. Appointments lie in a room above: they are reached by the
name of the relation alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.models import CaseOffer, Contact, Participation, Referral, Segment
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Wait:
    """How long something has waited on ``day``, and until when it should have happened."""

    since: date
    deadline: date
    day: date

    @property
    def days(self) -> int:
        return max(0, (self.day - self.since).days)

    @property
    def late(self) -> bool:
        return self.day > self.deadline

    @property
    def soon(self) -> bool:
        """In its last three days."""
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


@dataclass(frozen=True)
class Place:
    """A person who is ready for a segment and for whom a counsellor is to be found."""

    participant: Participant
    wait: Wait
    referral: Referral | None  # the way in; None for those who go on from another segment
    segment: Segment | None  # known where the case was offered before
    offer: CaseOffer | None  # the open offer, with counsellor; None where the case is still to be offered
    declined: int  # how often it was declined since


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

    @property
    def free(self) -> int | None:
        return None if self.places is None else max(0, self.places - self.running - self.offered)


def ways_in_without_contact(user: User, permission: Permission, day: date) -> list[WayIn]:
    """Open ways in that nobody has tried to answer yet; the longest wait first. Deadline: ``deadlines.WAY_IN``."""
    raise NotImplementedError


def first_contacts(user: User, permission: Permission, day: date) -> list[WayIn]:
    """Open ways in between the first attempt and what comes of it. Deadline: ``deadlines.FIRST_CONTACT``."""
    raise NotImplementedError


def places_wanted(user: User, permission: Permission, day: date) -> list[Place]:
    """Those ready for a segment without a counsellor yet, from ways in or going on; the longest wait first."""
    raise NotImplementedError


def changes_due(user: User, permission: Permission, day: date) -> list[ChangeDue]:
    """Running participations that are about to end or have no next date. Deadline: ``deadlines.CHANGE``."""
    raise NotImplementedError


def running_by_segment(user: User, permission: Permission, day: date) -> list[SegmentRun]:
    """Running participations by segment in the order of the path: all segments valid on the day or running."""
    raise NotImplementedError


def load(user: User, permission: Permission, day: date) -> list[Load]:
    """Each counsellor of the centre, by name."""
    raise NotImplementedError


def open_offers(user: User) -> list[CaseOffer]:
    """The cases offered to this user that wait for an answer: the oldest first (Today)."""
    raise NotImplementedError
