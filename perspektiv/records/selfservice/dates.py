"""A participant's coming dates as their page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from perspektiv.records.appointments.actions.reinstating import can_come_back
from perspektiv.records.appointments.calendar_files import place_of
from perspektiv.records.appointments.models import Appointment, ClosingDate, Status
from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.letters.models import Letterhead
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.models import Wish
from perspektiv.records.selfservice.validity import cancel_until, in_time
from perspektiv.records.selfservice.words import Words

OFF = (Status.CANCELLED_BY_CENTRE, Status.CANCELLED_BY_JOBCOACH, Status.EXCUSED)
SHOWN = (Status.PLANNED, *OFF)


@dataclass(frozen=True)
class Coming:
    """One date, in the words of one language."""

    appointment: Appointment
    words: Words
    letterhead: Letterhead
    wishes: dict[str, Wish]
    can_come_back: bool = False  # cancelled by this link, and the time is still free

    @property
    def starts_at(self) -> datetime:
        return timezone.localtime(self.appointment.starts_at)

    @property
    def day(self) -> str:
        return self.words.day(self.starts_at.date())

    @property
    def time(self) -> str:
        return f"{self.starts_at:%H:%M}"

    @property
    def until(self) -> str:
        return self.words.say("until", time=f"{timezone.localtime(self.appointment.ends_at):%H:%M}")

    @property
    def counsellor(self) -> str:
        whom = self.appointment.counsellor
        return self.words.say("with", name=str(whom)) if whom else ""

    @property
    def place(self) -> str:
        """Where to go, as invitations say it; or how it takes place."""
        if not self.in_the_centre:
            return self.words[f"place_{self.appointment.place}"]
        return place_of(self.appointment, self.letterhead) or self.letterhead.sender

    @property
    def in_the_centre(self) -> bool:
        return self.appointment.place == Appointment.Place.CENTRE

    @property
    def off(self) -> bool:
        return self.appointment.status in OFF

    @property
    def why_off(self) -> str:
        said = "off_by_you" if self.appointment.status == Status.EXCUSED else "off_by_us"
        return self.words[said]

    @property
    def begun(self) -> bool:
        return self.appointment.starts_at <= timezone.now()

    @property
    def confirmed(self) -> bool:
        return self.appointment.confirmed

    @property
    def in_time(self) -> bool:
        return in_time(self.appointment.starts_at)

    @property
    def cancel_until(self) -> str:
        return self.words.say("cancel_until", when=self._last_moment)

    @property
    def late_since(self) -> str:
        return self.words.say("late_since", when=self._last_moment)

    @property
    def _last_moment(self) -> str:
        return self.words.moment(cancel_until(self.appointment.starts_at))

    @property
    def wish(self) -> Wish | None:
        return self.wishes.get(Wish.Kind.OTHER_DATE)

    @property
    def wish_until(self) -> str:
        return self.words.say("wish_open", day=self.words.full_day(self.wish.answer_by)) if self.wish else ""

    @property
    def told_late(self) -> bool:
        return self.appointment.declined


def coming(participant: Participant, words: Words, letterhead: Letterhead) -> list[Coming]:
    """All that are not over, the next first; the same number of statements however many there are."""
    now = timezone.now()
    found = Appointment.objects.filter(participant=participant, status__in=SHOWN, ends_at__gt=now)
    appointments = list(found.select_related("counsellor", "room").order_by("starts_at"))
    wishes: dict[object, dict[str, Wish]] = {}
    for wish in Wish.objects.open().filter(appointment__in=appointments):
        wishes.setdefault(wish.appointment_id, {})[wish.kind] = wish
    free = can_come_back(ByLink(participant), appointments)
    return [Coming(each, words, letterhead, wishes.get(each.pk, {}), each.pk in free) for each in appointments]


def date_wish(participant: Participant, words: Words) -> str:
    """By when it is answered, where a date is asked for and nothing is booked; else nothing."""
    asked = Wish.objects.open().filter(participant=participant, kind=Wish.Kind.OTHER_DATE, appointment=None).first()
    return words.say("date_wish_open", day=words.full_day(asked.answer_by)) if asked else ""


def next_of(dates: Iterable[Coming]) -> Coming | None:
    return next((date for date in dates if not date.off), None)


@dataclass(frozen=True)
class Proposed:
    """A time proposed for the closing talk."""

    date: ClosingDate
    words: Words

    @property
    def when(self) -> str:
        return self.words.moment(self.date.starts_at)


def proposed(participant: Participant, words: Words) -> list[Proposed]:
    dates = ClosingDate.objects.open().filter(participant=participant).select_related("counsellor")
    return [Proposed(date, words) for date in dates.order_by("starts_at")]
