import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.models.centre import Centre
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.roles import STAFF, Role, roles_granting


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user; without a password nobody can log in until one is set by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who logs in. What they may do follows from their memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    language = models.CharField(max_length=5, default="de")
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)  # a form that shows an older one cannot overwrite

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    objects = Users()

    class Meta:
        ordering = ("family_name", "given_name")

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper()

    @property
    def trail_name(self) -> str:
        """How the trail names this actor: by random id, never by name."""
        return f"user:{self.id}"

    def choose(self, centre: uuid.UUID | None) -> None:
        """Works in one of their centres only, for as long as this user is loaded; None: in all."""
        self._chosen = centre

    def chosen(self) -> uuid.UUID | None:
        """The centre that is chosen, if the user still works there."""
        chosen: uuid.UUID | None = getattr(self, "_chosen", None)
        return chosen if any(centre == chosen for centre, _ in self.every_grant()) else None

    def grants(self) -> list[tuple[uuid.UUID, Role]]:
        """What holds in the chosen centre, or in all."""
        if (chosen := self.chosen()) is None:
            return self.every_grant()
        return [(centre, role) for centre, role in self.every_grant() if centre == chosen]

    def every_grant(self) -> list[tuple[uuid.UUID, Role]]:
        """Centre and role of every membership that holds today; read once for each loaded user."""
        if not hasattr(self, "_grants"):
            today = timezone.localdate()
            held = self.memberships.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
            self._grants = [(centre, Role(role)) for centre, role in held.values_list("centre_id", "role")]
        return self._grants

    def roles(self) -> set[Role]:
        return {role for _, role in self.grants()}

    def is_staff_of_a_centre(self) -> bool:
        """In any, whichever is chosen: the second factor hangs on it."""
        return any(role in STAFF for _, role in self.every_grant())

    def centres_with(self, permission: Permission, scope: Scope) -> set[uuid.UUID]:
        """The centres in which this user holds a permission with exactly that reach."""
        if not self.is_active:
            return set()
        roles = roles_granting(permission, scope)
        return {centre for centre, role in self.grants() if role in roles}

    def may(self, permission: Permission, centre: Centre | uuid.UUID | None = None) -> bool:
        """Whether the user holds the permission with any reach, in that centre or in any."""
        centres = self.centres_with(permission, Scope.CENTRE) | self.centres_with(permission, Scope.OWN)
        if centre is None:
            return bool(centres)
        return (centre.id if isinstance(centre, Centre) else centre) in centres

    def centres(self) -> Iterable[uuid.UUID]:
        return dict.fromkeys(centre for centre, _ in self.grants())
