"""What a new centre has still to do, on its administrator's Today; each step ticks itself from what is stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from perspektiv.records.access.accounts import held_today
from perspektiv.records.access.backups import backups_of
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import OpeningHours, Room
from perspektiv.records.cases.models import Segment
from perspektiv.records.desk.links import link, may_enter
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Step:
    key: str
    name: str
    done: bool
    address: str  # empty where somebody else does it


@dataclass(frozen=True)
class FirstSteps:
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)


def first_steps_of(user: User) -> FirstSteps | None:
    """Of the first centre that the user manages and that has some left; None where all is done, or they are hidden."""
    manages = Centre.objects.filter(pk__in=user.centres_with(P.MANAGE_CENTRE, Scope.CENTRE), first_steps_hidden=False)
    for centre in manages.order_by("name")[:1]:
        steps = [_for(user, step) for step in _steps(user, centre)]
        if not all(step.done for step in steps):
            return FirstSteps(steps)
    return None


def _steps(user: User, centre: Centre) -> Iterator[Step]:
    roles = set(held_today().filter(centre=centre, user__is_active=True).values_list("role", flat=True))
    invite = link("access:account_new")
    opening = OpeningHours.objects.filter(centre=centre).exists()
    imported = Participant.objects.filter(centre=centre).exclude(source_key="").exists()
    factor = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    backed_up = backups_of(settings.HOME).backed_up is not None
    yield Step("lead", _("Invite a case-steering lead"), Role.LEAD in roles, invite)
    yield Step("team", _("Invite assistants and counsellors"), {Role.ASSISTANT, Role.COUNSELLOR} <= roles, invite)
    offers = Segment.objects.filter(centre=centre).exists()
    yield Step("catalogue", _("Enter the offers of the catalogue"), offers, link("cases:catalogue"))
    rooms = Room.objects.filter(centre=centre).exists()
    yield Step("rooms", _("Enter the rooms"), rooms, link("appointments:rooms"))
    yield Step("opening", _("Enter the opening hours"), opening, link("appointments:opening"))
    yield Step("factor", _("Set up your second factor"), factor, link("mfa_index"))
    yield Step("backup", _("Take the first backup"), backed_up, link("access:centre"))
    yield Step("import", _("Bring in earlier records, if there are any"), imported, link("exchange:import"))


def _for(user: User, step: Step) -> Step:
    """Without a way to where the user does not get in: the lead or the head does it."""
    return step if may_enter(step.address, user) else Step(step.key, step.name, step.done, "")
