"""A program in which many people answer their questionnaires at the same moment, by the real page, each of them twice.

Who is told that too many are there sends again, as the page does by itself.

It works on a database of its own, with one connection for each sending: ``python -m …answering_at_once``.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings
from django.db import connection

from tests.records.appointments.crowd import at_once


def answered(people: int, tries: int, unprotected: str) -> dict[str, Any]:
    """How they were answered, and what lies in the database: how many kept nothing, how many twice, how many amiss."""
    from perspektiv.records.feedback.models import Answer, Invitation, Response
    from tests.records.appointments.office import open_office
    from tests.records.selfservice.form_visiting import Guest, guest

    office = open_office()
    of = office.participation()
    guests = [guest(office, of=of) for _ in range(people)]
    said = {who.invitation.pk: 1 + number % 10 for number, who in enumerate(guests)}
    if unprotected:
        UNPROTECTED[unprotected]()

    def send(who: Guest) -> Callable[[], str]:
        def sent() -> str:
            said_twice = [_sent(who, said[who.invitation.pk], tries) for _ in range(2)]
            return " ".join(said_twice)

        return sent

    answers = at_once([send(who) for who in guests])
    kept = Counter(Response.objects.order_by().values_list("invitation", flat=True))
    values = Answer.objects.order_by().values_list("response__invitation", "value")
    return {
        "answers": answers,
        "lost": sum(1 for who in guests if not kept[who.invitation.pk]),
        "twice": sum(1 for count in kept.values() if count > 1),
        "amiss": sum(1 for invitation, value in values if said[invitation] != value),
        "responses": sum(kept.values()),
        "open": Invitation.objects.filter(answered_at=None).count(),
    }


def _sent(who: Any, value: int, tries: int) -> str:
    status = ""
    for _ in range(tries):
        status = str(who.answers(heard=value).status_code)
        if status != "503":
            break
    return status


def nobody_waits() -> None:
    """Whoever finds the database busy is turned away at once."""
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options.update(timeout=0)
    else:
        options["options"] = "-c lock_timeout=1"
    connection.close()


def nobody_looks() -> None:
    """Whoever sends is not asked whether they have answered: the database alone refuses a second response."""
    from perspektiv.records.feedback.actions import responses

    vars(responses)["given_to"] = lambda _invitation: None


def nothing_is_unique() -> None:
    """Nor does the database."""
    from django.db.models import PROTECT, ForeignKey

    from perspektiv.records.feedback.models import Invitation, Response

    nobody_looks()
    many: Any = ForeignKey(Invitation, PROTECT, null=True, blank=True)
    many.set_attributes_from_name("invitation")
    many.model = Response
    with connection.schema_editor() as editor:
        editor.alter_field(Response, Response._meta.get_field("invitation"), many)
    connection.close()


UNPROTECTED: dict[str, Callable[[], None]] = {
    "waiting": nobody_waits,
    "looking": nobody_looks,
    "unique": nothing_is_unique,
}
"""The controls: what is switched off."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--tries", type=int, default=20)
    parser.add_argument("--unprotected", choices=sorted(UNPROTECTED), default="")
    asked = parser.parse_args()
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    django.setup()
    json.dump(answered(asked.people, asked.tries, asked.unprotected), sys.stdout)
