"""A centre at work: rooms, segments, participants with their counsellor, and a working day with appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.access.models import Centre, User
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.models import Appointment, Room, Status
from perspektiv.records.appointments.moments import holiday, local
from perspektiv.records.cases.models import Participation, Segment
from perspektiv.records.people.models import Care, Participant
from tests.records.personas import Personas, make_personas

PLANTS = (
    "Dilan Distel", "Alma Ahorn", "Bekir Birke", "Clara Clematis", "Emil Efeu", "Fatima Farn", "Goran Ginster",
    "Hanna Holunder", "Ivan Iris", "Jana Jasmin", "Kemal Kastanie", "Lina Linde", "Milos Malve", "Nadia Nelke",
)  # fmt: skip


@dataclass
class Office:
    """What the tests of appointments start from."""

    personas: Personas
    rooms: list[Room]
    segment: Segment

    @property
    def centre(self) -> Centre:
        return self.personas.centre

    def participation(self, name: str = "Dilan Distel", counsellor: User | None = None) -> Participation:
        """A new participant in the middle of a segment; Jule counsels unless somebody else is named."""
        counsellor = counsellor or self.personas.jule
        given, family = name.split(" ", 1)
        since = timezone.now() - timedelta(days=400)
        person = Participant.objects.create(
            centre=self.centre, file_number=uuid4().hex[:12], given_name=given, family_name=family
        )
        Care.objects.create(centre=self.centre, participant=person, user=counsellor, since=since)
        return Participation.objects.create(
            centre=self.centre,
            participant=person,
            segment=self.segment,
            counsellor=counsellor,
            started_on=since.date(),
            units_planned=8,
        )

    def booked(
        self,
        starts_at: datetime,
        of: Participation | None = None,
        *,
        counsellor: User | None = None,
        room: Room | None = None,
    ) -> Appointment:
        """An appointment that the assistant booked; by telephone, unless a room is named."""
        of = of or self.participation()
        return book(
            by=self.personas.toni,
            of=of,
            starts_at=starts_at,
            counsellor=counsellor or of.counsellor,
            room=room,
            place=Appointment.Place.CENTRE if room else Appointment.Place.PHONE,
        )


def open_office(personas: Personas | None = None) -> Office:
    personas = personas or make_personas()
    rooms = [Room.objects.create(centre=personas.centre, name=f"Raum {n}", position=n) for n in (1, 2, 3)]
    segment = Segment.objects.create(
        centre=personas.centre, key="eb", name="Einstiegsberatung", letters="EB", position=1, planned_units=8
    )
    return Office(personas, rooms, segment)


def workday(days_ahead: int = 7) -> date:
    """A working day about so many days from now: never a Saturday, a Sunday or a holiday."""
    step = 1 if days_ahead >= 0 else -1
    day = timezone.localdate() + timedelta(days=days_ahead)
    while day.weekday() >= 5 or holiday(day):
        day += timedelta(days=step)
    return day


def workdays(ahead: Iterable[int]) -> list[date]:
    """Working days about so many days from now, each once: around holidays two fall together."""
    return sorted({workday(days) for days in ahead})


def at(hour: int, minute: int = 0, *, day: date | None = None, days_ahead: int = 7) -> datetime:
    return local(day or workday(days_ahead), time(hour, minute))


def counted(appointments: "list[Appointment] | None" = None) -> dict[str, int]:
    """How many appointments there are of each status, those taken back left out."""
    statuses = list(Appointment.objects.values_list("status", flat=True))
    return {status.value: statuses.count(status) for status in Status}
