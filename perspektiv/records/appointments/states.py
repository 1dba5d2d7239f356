"""How a status is shown everywhere: shape, word and colour, in that order; and its key on the attendance page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from perspektiv.records.appointments.models import Status


@dataclass(frozen=True)
class State:
    status: Status
    icon: str
    colour: str  # of pv-state--…, empty for none
    label: str | Promise
    short: str | Promise  # in the attendance grid
    key: str = ""
    mark: str = ""  # its css class in the grid


STATES = {
    state.status: state
    for state in (
        State(Status.PLANNED, "clock", "", _("planned"), _("open")),
        State(Status.HELD, "check", "ok", _("took place"), pgettext_lazy("mark", "held"), "S", "m-held"),
        State(
            Status.NO_SHOW,
            "person-missing",
            "bad",
            _("did not come"),
            pgettext_lazy("mark", "missed"),
            "N",
            "m-miss",
        ),
        State(
            Status.CANCELLED_BY_CENTRE,
            "centre",
            "warn",
            _("centre cancelled"),
            pgettext_lazy("mark", "centre"),
            "Z",
            "m-off",
        ),
        State(
            Status.CANCELLED_BY_JOBCOACH,
            "briefcase",
            "warn",
            _("jobcoach cancelled"),
            pgettext_lazy("mark", "jobcoach"),
            "J",
            "m-off",
        ),
        State(Status.EXCUSED, "envelope", "note", _("excused"), pgettext_lazy("mark", "exc."), "E", "m-exc"),
    )
}
MARKS = tuple(state for state in STATES.values() if state.key)
CANCELLATIONS = tuple(
    STATES[status] for status in (Status.EXCUSED, Status.CANCELLED_BY_CENTRE, Status.CANCELLED_BY_JOBCOACH)
)
"""By whom an appointment can be cancelled; the participant's cancelling in time is an excuse."""

OVERDUE = State(Status.PLANNED, "warning", "bad", _("still open"), _("open"))
"""Past, and nobody has said what happened."""
