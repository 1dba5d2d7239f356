from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.models.room import Room
from perspektiv.records.appointments.moments import thinkable
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.people.models import Participant

UNIT_MINUTES = 75


class Status(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    NO_SHOW = "no_show", _("did not come")
    CANCELLED_BY_CENTRE = "cancelled_by_centre", _("centre cancelled")
    CANCELLED_BY_JOBCOACH = "cancelled_by_jobcoach", _("jobcoach cancelled")
    EXCUSED = "excused", _("excused")


ACTIVE = (Status.PLANNED, Status.HELD, Status.NO_SHOW)
"""Those that take a counsellor's and a room's time; a cancelled one leaves it to others."""

DECIDED = tuple(status for status in Status if status is not Status.PLANNED)


class Appointments(Records["Appointment"]):
    def own(self, user: User) -> Q:
        participants = Participant.objects.all()
        return Q(counsellor=user) | Q(participant__in=participants.filter(participants.own(user)))

    def own_with(self, user: User, permission: Permission) -> Q:
        """Whoever handed a case on moves and marks only their own appointments."""
        if permission not in (Permission.BOOK, Permission.MARK):
            return self.own(user)
        participants = Participant.objects.all()
        return Q(counsellor=user) | Q(participant__in=participants.filter(participants.own_with(user, Permission.BOOK)))

    def on_day(self, day: date) -> Self:
        """Those that start on a calendar day in the centre's time zone."""
        if not thinkable(day):
            return self.none()
        zone = timezone.get_default_timezone()
        return self.between(
            datetime.combine(day, time.min, zone), datetime.combine(day + timedelta(days=1), time.min, zone)
        )

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that start from one moment until before another."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def overlapping(self, start: datetime, end: datetime) -> Self:
        """Those that take the time of somebody between two moments."""
        return self.filter(status__in=ACTIVE, starts_at__lt=end, ends_at__gt=start)

    def undecided(self) -> Self:
        """Past, and still without what happened: visibly open until somebody decides."""
        return self.filter(status=Status.PLANNED, ends_at__lt=timezone.now())


_EveryAppointment = models.Manager.from_queryset(Appointments)


class StandingAppointments(_EveryAppointment["Appointment"]):
    """All but those whose booking was taken back as a mistake; their history is kept."""

    def get_queryset(self) -> Appointments:
        return Appointments(self.model, using=self._db).filter(withdrawn_at=None)


def end_of(starts_at: datetime, minutes: int) -> datetime:
    """The end, counted in real minutes whatever the clocks do meanwhile."""
    return starts_at.astimezone(UTC) + timedelta(minutes=minutes)


class Appointment(Record):
    """One talk with its time, place and what happened to it. Nothing is deleted by moving: see AppointmentChange."""

    class Kind(models.TextChoices):
        FIRST_CONTACT = "first_contact", _("First contact")
        COUNSELLING = "counselling", _("Counselling")
        CLOSING_TALK = "closing_talk", _("Closing talk")

    class Place(models.TextChoices):
        CENTRE = "centre", _("in the centre")
        PHONE = "phone", _("by telephone")
        VIDEO = "video", _("by video")
        ELSEWHERE = "elsewhere", _("elsewhere")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="appointments")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="appointments")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, blank=True, related_name="appointments")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="appointments")
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.CENTRE)
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.COUNSELLING)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # starts_at + minutes, for searches of overlaps
    minutes = models.PositiveSmallIntegerField(default=UNIT_MINUTES)
    status = models.CharField(max_length=25, choices=Status.choices, default=Status.PLANNED)
    note = models.CharField(max_length=200, blank=True)  # of organisation, never of counselling
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # a booking that was a mistake and never counts
    confirmed_for = models.DateTimeField(null=True, blank=True)  # the time to which the person said "I will come"
    declined_for = models.DateTimeField(null=True, blank=True)  # … "I will not come", too late to be excused

    objects = StandingAppointments()

    class Meta:
        ordering = ("starts_at",)
        indexes = (
            models.Index(fields=("centre", "starts_at"), name="appointments_by_time"),
            models.Index(fields=("counsellor", "starts_at"), name="appointments_of_a_counsellor"),
            models.Index(fields=("room", "starts_at"), name="appointments_in_a_room"),
            models.Index(fields=("centre", "status", "ends_at"), name="appointments_by_status"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(participation__isnull=False, referral=None)
                | Q(participation=None, referral__isnull=False, kind="first_contact"),
                name="of_a_participation_or_a_way_in",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="an_appointment_takes_time"),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def confirmed(self) -> bool:
        """Whether the person said that they come, to the time that holds now."""
        return self.confirmed_for == self.starts_at

    @property
    def declined(self) -> bool:
        """Whether the person said too late that they do not come, to the time that holds now."""
        return self.declined_for == self.starts_at

    @property
    def due(self) -> bool:
        """Whether it counts as due: not open, and not excused in time."""
        return self.status not in (Status.PLANNED, Status.EXCUSED)
