"""What feedback asks a counsellor to take up: on Today by name alone, what it is about stands on the file."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import ngettext

from perspektiv.records.access.models import User
from perspektiv.records.desk.links import link
from perspektiv.records.desk.todo import Todo, names
from perspektiv.records.feedback.to_discuss import to_discuss


def feedback_to_discuss(user: User) -> Todo | None:
    """Responses are counted, not what stands in them; the person who waits longest is opened first."""
    found = to_discuss(user)
    if not found:
        return None
    number = sum(len({signal.response for signal in signals}) for signals in found.values())
    title = ngettext("%d piece of feedback to take up", "%d pieces of feedback to take up", number) % number
    people = sorted(found, key=lambda person: min(signal.on for signal in found[person]))
    return Todo(title, names(people), link("feedback:of_person", people[0].pk), "speech", "warn")


def with_something_to_discuss(user: User, people: Collection[UUID]) -> set[UUID]:
    """Those of some people whose file says what to take up."""
    return {person.pk for person in to_discuss(user, among=people)} if people else set()
