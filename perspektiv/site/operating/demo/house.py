"""The made-up centre: its rooms, and one account a role, of birds."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from perspektiv.records.access.demo import PASSWORD
from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.access.trail import SYSTEM, record
from perspektiv.records.appointments.actions.rooms import add_room
from perspektiv.records.appointments.models import Room
from perspektiv.records.people.models import Jobcoach

KEY, NAME = "musterplatz", "Zentrum Musterplatz"
ROOMS = ("Beratung 1", "Beratung 2", "Beratung 3", "Gruppenraum")
STAFF = {
    "toni": ("Toni", "Zeisig", Role.ASSISTANT),
    "jule": ("Jule", "Lerche", Role.COUNSELLOR),
    "merle": ("Merle", "Pirol", Role.COUNSELLOR),
    "robin": ("Robin", "Schwan", Role.COUNSELLOR),
    "birte": ("Birte", "Reiher", Role.LEAD),
    "hanne": ("Hanne", "Kranich", Role.HEAD),
    "quirin": ("Quirin", "Specht", Role.QUALITY),
    "fee": ("Fee", "Wachtel", Role.JOBCOACH),
    "august": ("August", "Dohle", Role.AUDITOR),
    "ada": ("Ada", "Star", Role.ADMINISTRATOR),
}
PLACES = {"jule": 12, "merle": 14, "robin": 10}
"""Participations at a time."""
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class House:
    centre: Centre
    staff: dict[str, User]
    jobcoaches: list[Jobcoach]
    rooms: list[Room]

    @property
    def counsellors(self) -> list[User]:
        return [self.staff[key] for key in PLACES]


def furnish() -> House:
    """Centre, staff, jobcoaches and rooms."""
    centre = Centre.objects.create(key=KEY, name=NAME, made_up=True)
    record(by=SYSTEM, what="access.centre_founded", subject=centre)
    staff = {key: _account(centre, key, *said) for key, said in STAFF.items()}
    return House(
        centre,
        staff,
        _jobcoaches(centre, staff["fee"]),
        [add_room(by=staff["ada"], centre=centre, name=name) for name in ROOMS],
    )


def _account(centre: Centre, key: str, given_name: str, family_name: str, role: Role) -> User:
    email = f"{given_name}.{family_name}@example.org".lower()
    user = User.objects.create_user(email, PASSWORD, given_name=given_name, family_name=family_name)
    today = timezone.localdate()
    Membership.objects.create(
        user=user,
        centre=centre,
        role=role,
        starts_on=today - YEAR,
        ends_on=today + YEAR if role == Role.AUDITOR else None,
        places=PLACES.get(key),
    )
    record(by=SYSTEM, what="access.invited", subject=user, centre=centre.id)
    return user


def _jobcoaches(centre: Centre, fee: User) -> list[Jobcoach]:
    made = []
    for given_name, family_name, team, user in (
        ("Fee", "Wachtel", "Team 3", fee),
        ("Silke", "Sperling", "Team 1", None),
        ("Milan", "Meise", "Team 5", None),
    ):
        email = f"{given_name}.{family_name}@example.org".lower()
        jobcoach = Jobcoach.objects.create(
            centre=centre, user=user, given_name=given_name, family_name=family_name, email=email, team=team
        )
        record(by=SYSTEM, what="people.jobcoach_added", subject=jobcoach)
        made.append(jobcoach)
    return made
