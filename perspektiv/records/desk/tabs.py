"""The tabs of a file: only pages that the user may open, so that no tab leads nowhere."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.cases.agreeing import lacks_agreement
from perspektiv.records.desk.links import link, needs_of
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.models.participant import IN_CHARGE


@dataclass(frozen=True)
class Tab:
    key: str
    name: str | Promise
    url: str
    locked: bool = False  # compartment C: shown with a lock
    rare: bool = False  # behind "More" also where there is room


@dataclass(frozen=True)
class Shown:
    key: str
    name: str | Promise
    address: str
    locked: bool
    rare: bool
    missing: bool = False  # what belongs there is still to be done


TABS = (
    Tab("overview", _("Overview"), "desk:file"),
    Tab("appointments", _("Appointments"), "appointments:of_person"),
    Tab("agreement", _("Agreement"), "cases:agreement"),
    Tab("goals", _("Goals"), "cases:goals", locked=True),
    Tab("notes", _("Notes"), "cases:notes", locked=True),
    Tab("documents", _("Documents"), "cases:documents", locked=True),
    Tab("feedback", _("Feedback"), "feedback:of_person"),
    Tab("closing", _("Closing talk"), "cases:closing"),
    Tab("letters", _("Letters"), "letters:of_person"),
    Tab("contact", _("Contact data"), "people:contact", rare=True),
    Tab("follow_up", _("Follow-up"), "outcomes:of_person", rare=True),
    Tab("accesses", _("Accesses"), "people:accesses", rare=True),
)


@dataclass(frozen=True)
class Own:
    """Whether the file is one of the user's own cases, and whether they are still in charge of it."""

    cares: bool
    in_charge: bool
    closes: bool  # also what they counselled to its end

    def reached_by(self, permission: Permission) -> bool:
        if permission is Permission.CLOSE:
            return self.closes
        return self.in_charge if permission in IN_CHARGE else self.cares


def own_of(user: User, participant: Participant) -> Own:
    cares = Care.objects.current().held_by(user).filter(participant=participant)
    in_charge = cares.in_charge().exists()
    return Own(cares.exists(), in_charge, in_charge or participant.participations.filter(counsellor=user).exists())


def tabs_of(participant: Participant, user: User, own: Own) -> list[Shown]:
    """What the user may open of this file, in the order of the tabs."""
    shown = []
    missing = {"agreement"} if lacks_agreement(participant) else set()
    for tab in TABS:
        address = link(tab.url, participant.id)
        if address and may_open(address, participant, user, own):
            shown.append(Shown(tab.key, tab.name, address, tab.locked, tab.rare, tab.key in missing))
    return shown


def may_open(address: str, participant: Participant, user: User, own: Own) -> bool:
    """Whether the view behind the address asks for a permission that the user has for this participant."""
    return any(
        participant.centre_id in user.centres_with(permission, Scope.CENTRE)
        or (own.reached_by(permission) and participant.centre_id in user.centres_with(permission, Scope.OWN))
        for permission in needs_of(address) or ()
    )
