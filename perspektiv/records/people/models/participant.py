from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, Records, User
from perspektiv.records.access.permissions import Permission


class Gender(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    DIVERSE = "diverse", _("diverse")
    UNKNOWN = "unknown", _("not stated")


IN_CHARGE = frozenset(
    {
        Permission.SEE_COUNSELLING,
        Permission.BOOK,
        Permission.AGREE,
        Permission.WRITE,
        Permission.CLOSE,
        Permission.INVITE_FEEDBACK,
        Permission.SEE_FEEDBACK,
    }
)
"""Not for whoever handed the case on, and finishes their notes for some days."""


class Participants(Records["Participant"]):
    def own(self, user: User) -> Q:
        """Those whom the user cares for now: as counsellor or substitute, as a deputy, or having broken the glass."""
        from perspektiv.records.people.models.care import Care

        return Q(pk__in=Care.objects.current().held_by(user).values("participant"))

    def own_with(self, user: User, permission: Permission) -> Q:
        """Some things only while one is in charge; closing also of a participation that one counselled to its end."""
        from perspektiv.records.people.models.care import Care

        if permission not in IN_CHARGE:
            return self.own(user)
        cares = Care.objects.current().held_by(user).in_charge()
        if permission == Permission.SEE_FEEDBACK:
            cares = cares.counselling()  # nobody opens for another what participants say of the counselling
        in_charge = Q(pk__in=cares.values("participant"))
        if permission != Permission.CLOSE:
            return in_charge
        counselled = Participant.objects.filter(participations__counsellor=user).values("pk")
        return in_charge | Q(self.own(user), pk__in=counselled)

    def living(self) -> "Participants":
        """Without those merged into another."""
        return self.filter(merged_into=None)


class Participant(Record):
    """A person who comes, or might come, to the centre."""

    file_number = models.CharField(max_length=20)  # "2026-0417"
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, default=Gender.UNKNOWN)
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)  # alone where the day is not known
    customer_number = models.CharField(max_length=20, blank=True)  # the Jobcenter's
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True, default="de")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    search_name = models.CharField(max_length=250, blank=True, editable=False)  # folded: see people/names.py
    sounds = models.CharField(max_length=120, blank=True, default="", editable=False)  # of the names, for duplicates

    objects = Participants.as_manager()

    class Meta:
        ordering = ("family_name", "given_name")
        indexes = (
            models.Index(fields=("centre", "family_name", "given_name"), name="people_by_name"),
            models.Index(fields=("centre", "search_name"), name="people_by_search_name"),
            models.Index(fields=("centre", "customer_number"), name="people_by_customer_number"),
        )
        constraints = (
            models.UniqueConstraint(fields=("centre", "file_number"), name="file_number_once_a_centre"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="nobody_is_merged_into_themselves"),
        )

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.file_number

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper() or "–"
