"""What needs somebody, as news: the same list as on Today, each kind with whether it has grown since it was seen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.desk.models import Seen
from perspektiv.records.desk.todo import Todo
from perspektiv.records.desk.todos import todos_of


@dataclass(frozen=True)
class Notice:
    todo: Todo
    new: bool

    @property
    def number(self) -> int:
        return number_of(self.todo)


@dataclass(frozen=True)
class Group:
    key: str
    name: str | Promise
    notices: list[Notice]


PRESSING, SOON, TO_KNOW = _("Overdue"), _("Soon"), _("To know")
GROUPS = (("bad", PRESSING, ("bad",)), ("warn", SOON, ("warn",)), ("note", TO_KNOW, ("note", "")))


def notices_of(user: User, day: date) -> list[Notice]:
    """In the order of Today."""
    seen = dict(Seen.objects.filter(user=user).values_list("key", "state"))
    return [Notice(todo, is_new(todo, seen.get(key_of(todo)))) for todo in todos_of(user, day)]


def grouped(notices: Iterable[Notice]) -> list[Group]:
    notices = list(notices)
    groups = [
        Group(key, name, [notice for notice in notices if notice.todo.colour in colours])
        for key, name, colours in GROUPS
    ]
    return [group for group in groups if group.notices]


def is_new(todo: Todo, seen: str | None) -> bool:
    """Never seen, more than were seen, or as many but others. Fewer are no news."""
    if seen is None:
        return True
    number, _colon, words = seen.partition(":")
    now = number_of(todo)
    return now > int(number) or (now == int(number) and words != _hashed(todo.detail))


def mark_seen(user: User, notices: Iterable[Notice]) -> None:
    """What is shown now is no news any more; what is settled is forgotten, so that it is news when it comes again."""
    states = {key_of(notice.todo): state_of(notice.todo) for notice in notices}
    known = dict(Seen.objects.filter(user=user).values_list("key", "state"))
    if states == known:
        return
    Seen.objects.filter(user=user).exclude(key__in=states).delete()
    rows = [Seen(user=user, key=key, state=state, at=timezone.now()) for key, state in states.items()]
    Seen.objects.bulk_create(rows, update_conflicts=True, unique_fields=["user", "key"], update_fields=["state", "at"])


def key_of(todo: Todo) -> str:
    """What kind it is, without saying of whom."""
    return _hashed(f"{todo.icon}:{todo.address}")


def state_of(todo: Todo) -> str:
    return f"{number_of(todo)}:{_hashed(todo.detail)}"


def number_of(todo: Todo) -> int:
    """How many it says that there are."""
    said = re.search(r"\d+", todo.title)
    return int(said.group()) if said else 1


def _hashed(words: str) -> str:
    return salted_hmac("perspektiv.desk.seen", words).hexdigest()[:24]
