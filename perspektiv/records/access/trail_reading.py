"""The trail's rows in words: when, whose account, what, and the random id of what it was."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail_words import in_words, kind_in_words

SHOWN = 8
"""Letters of an id that are shown: enough to recognise it on a page."""


@dataclass(frozen=True)
class Line:
    seq: int
    at: datetime
    actor: str
    actor_key: str  # for the filter
    what: str
    read: bool  # only looked at
    subject: str
    person: str


class Reader:
    """Reads rows for one user, who sees the names of accounts or only that it was one and the same."""

    def __init__(self, user: User, centres: set[UUID]) -> None:
        self.names_actors = user.may(Permission.NAME_ACTORS)
        self.centres = centres

    @cached_property
    def _accounts(self) -> dict[str, User]:
        users = User.objects.filter(memberships__centre__in=self.centres).distinct()
        return {user.trail_name: user for user in users}

    def actors(self) -> list[tuple[str, str]]:
        """Who may be chosen: the accounts of the centres, and the installation itself."""
        listed = [(name, self.actor(name)) for name in self._accounts]
        return [*sorted(listed, key=lambda pair: pair[1]), ("system", self.actor("system"))]

    def actor(self, trail_name: str) -> str:
        if trail_name == "system":
            return _("Perspektiv itself")
        kind, _colon, id = trail_name.partition(":")
        if self.names_actors and trail_name in self._accounts:
            return str(self._accounts[trail_name])
        named = {"jobcoach": _("Jobcoach %(id)s"), "participant": _("Participant %(id)s")}.get(
            kind, _("Account %(id)s")
        )
        return named % {"id": id[:SHOWN]}

    def read(self, row: TrailRow) -> Line:
        model, _colon, id = row.subject.partition(":")
        return Line(
            seq=row.seq,
            at=row.at,
            actor=self.actor(row.actor),
            actor_key=row.actor,
            what=in_words(row.what),
            read=row.what.endswith(".read"),
            subject=f"{kind_in_words(model)} {id[:SHOWN]}",
            person=str(row.person)[:SHOWN] if row.person else "",
        )
