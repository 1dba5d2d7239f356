"""What happened to one appointment, step by step, with the names of those who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from perspektiv.records.access.models import User
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from perspektiv.records.appointments.states import STATES, State
from perspektiv.records.people.models import Jobcoach

Kind = AppointmentChange.Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the page shows it."""

    at: datetime
    who: str
    what: str
    why: str
    state: State | None  # where it changed
    change: AppointmentChange

    @property
    def moved(self) -> bool:
        return self.change.starts_before is not None and self.change.starts_before != self.change.starts_after

    @property
    def new_counsellor(self) -> bool:
        return self.change.status_before != "" and self.change.counsellor_before_id != self.change.counsellor_after_id

    @property
    def new_room(self) -> bool:
        return self.change.status_before != "" and self.change.room_before_id != self.change.room_after_id


def history_of(appointment: Appointment) -> list[Step]:
    """Its steps, the latest first."""
    changes = list(
        AppointmentChange.objects.filter(appointment=appointment)
        .select_related("counsellor_before", "counsellor_after", "room_before", "room_after")
        .order_by("-created_at")
    )
    names = names_of(change.actor for change in changes)
    return [
        Step(
            at=change.created_at,
            who=names[change.actor],
            what=str(Kind(change.kind).label),
            why=change.why_label,
            state=STATES[Status(change.status_after)] if change.status_before != change.status_after else None,
            change=change,
        )
        for change in changes
    ]


def said_last(appointment: Appointment) -> str:
    """Who changed it last."""
    change = AppointmentChange.objects.filter(appointment=appointment).order_by("-created_at").first()
    return names_of([change.actor])[change.actor] if change else _("Somebody")


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """The names behind what history and trail call them."""
    ids: dict[str, set[UUID]] = {"user": set(), "jobcoach": set()}
    actors = set(actors)
    for actor in actors:
        kind, _sep, id = actor.partition(":")
        if kind in ids:
            ids[kind].add(UUID(id))
    people = {f"user:{one.id}": str(one) for one in User.objects.filter(id__in=ids["user"])} if ids["user"] else {}
    if ids["jobcoach"]:
        people |= {one.trail_name: str(one) for one in Jobcoach.objects.filter(id__in=ids["jobcoach"])}
    people |= {actor: _("the person, by their link") for actor in actors if actor.startswith("participant:")}
    return {actor: people.get(actor) or _("Perspektiv itself") for actor in actors}
