"""The list of people as its address says it: words, state, only mine, page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.models import Participant
from perspektiv.records.people.search import matching
from perspektiv.records.people.standing import State, cared_for_by, in_state

PAGE = 50
PRINTED_AT_MOST = 1000


@dataclass(frozen=True)
class Listing:
    words: str = ""
    state: str = ""
    mine: bool = False
    page: int = 1

    @classmethod
    def asked(cls, address: Mapping[str, str]) -> "Listing":
        """What an address asks for; what it cannot mean is left out."""
        state, page = address.get("state", ""), address.get("page", "1")
        return cls(
            words=address.get("q", "").strip()[:100],
            state=state if state in State.values else "",
            mine=address.get("mine") == "1",
            page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def query(self) -> str:
        """Its address again, without the page."""
        parts = {"q": self.words, "state": self.state, "mine": "1" if self.mine else ""}
        return urlencode({key: value for key, value in parts.items() if value})

    @property
    def unfiltered(self) -> bool:
        return not (self.words or self.state or self.mine)

    def with_state(self, state: str) -> "Listing":
        return replace(self, state=state, page=1)

    def with_mine(self, mine: bool) -> "Listing":
        return replace(self, mine=mine, page=1)

    def people(self, user: User) -> QuerySet[Participant]:
        """Whom the user may see of them, in order."""
        seen = Participant.objects.living().with_permission(user, Permission.SEE_PEOPLE)
        return matching(in_state(cared_for_by(seen, user) if self.mine else seen, self.state), self.words)
