"""Who acts in the tests: one person a role in one centre, and a stranger from another. All are made up."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.people.models import Jobcoach

PASSWORD = "ein langer Satz zum Anmelden"


@dataclass(frozen=True)
class Personas:
    centre: Centre
    toni: User  # team assistant
    jule: User  # counsellor
    merle: User  # another counsellor
    birte: User  # case-steering lead
    hanne: User  # head
    quirin: User  # quality officer
    fee: User  # jobcoach
    wachtel: Jobcoach  # the same as a record
    august: User  # auditor, for a year
    ada: User  # administrator
    elsewhere: Centre
    fremd: User  # assistant, counsellor and lead of another centre


def make_personas() -> Personas:
    """All of them, freshly made."""
    centre = Centre.objects.create(key="musterplatz", name="Zentrum Musterplatz")
    elsewhere = Centre.objects.create(key="anderswo", name="Zentrum Anderswo")
    fee = make_user(centre, "Fee", "Wachtel", Role.JOBCOACH)
    wachtel = Jobcoach.objects.create(
        centre=centre, user=fee, given_name="Fee", family_name="Wachtel", email=fee.email, team="Team 3"
    )
    return Personas(
        centre=centre,
        toni=make_user(centre, "Toni", "Zeisig", Role.ASSISTANT),
        jule=make_user(centre, "Jule", "Lerche", Role.COUNSELLOR),
        merle=make_user(centre, "Merle", "Amsel", Role.COUNSELLOR),
        birte=make_user(centre, "Birte", "Reiher", Role.LEAD),
        hanne=make_user(centre, "Hanne", "Kranich", Role.HEAD),
        quirin=make_user(centre, "Quirin", "Specht", Role.QUALITY),
        fee=fee,
        wachtel=wachtel,
        august=make_user(centre, "August", "Dohle", Role.AUDITOR, ends_on=timezone.localdate() + timedelta(days=365)),
        ada=make_user(centre, "Ada", "Star", Role.ADMINISTRATOR),
        elsewhere=elsewhere,
        fremd=make_user(elsewhere, "Fremd", "Kuckuck", Role.ASSISTANT, Role.COUNSELLOR, Role.LEAD),
    )


def make_user(centre: Centre, given_name: str, family_name: str, *roles: Role, ends_on: date | None = None) -> User:
    """A user with these roles in a centre since a year ago."""
    email = f"{given_name}.{family_name}.{centre.key}@example.org".lower()
    user = User.objects.create_user(email, PASSWORD, given_name=given_name, family_name=family_name)
    since = timezone.localdate() - timedelta(days=365)
    for role in roles:
        Membership.objects.create(user=user, centre=centre, role=role, starts_on=since, ends_on=ends_on)
    return user
