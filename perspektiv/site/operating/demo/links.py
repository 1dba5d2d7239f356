"""Personal links in the demonstration, what came by them, and two addresses to look at."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.appointments.actions.confirming import confirm
from perspektiv.records.appointments.models import Appointment, ClosingDate, Status
from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.selfservice.actions.links import hand_out
from perspektiv.records.selfservice.actions.wishes import wish
from perspektiv.records.selfservice.free_times import free_times
from perspektiv.records.selfservice.jobcoach_links import token_for
from perspektiv.records.selfservice.models import Wish
from perspektiv.records.selfservice.validity import in_time
from perspektiv.site.operating.demo.house import House

LINKED = 8
ADDRESSES = "links.txt"
"""Beside the database: the page of one participant, and that of a jobcoach."""


def hand_out_links(house: House) -> None:
    """To those whose talks come next: some confirm, some wish for something."""
    talks = [talk for talk in _coming(house) if in_time(talk.starts_at)][:LINKED]
    people = list(dict.fromkeys(talk.participant for talk in talks))
    tokens = {person.pk: hand_out(by=house.staff["toni"], participant=person)[1] for person in people}
    for talk in talks[::2]:
        confirm(by=ByLink(talk.participant), appointment=talk)
    if len(talks) > 3:
        _wish_for_something(talks)
    german_first = sorted(people, key=lambda person: person.language != "de")
    shown = [reverse("selfservice:page", args=[tokens[person.pk]]) for person in german_first[:1]]
    asked = ClosingDate.objects.open().filter(centre=house.centre, participation__jobcoach__isnull=False).first()
    jobcoach = (asked.participation.jobcoach if asked else None) or house.jobcoaches[0]
    shown.append(reverse("selfservice:proposals", args=[token_for(jobcoach)]))
    (settings.HOME / ADDRESSES).write_text("\n".join(shown), encoding="utf-8")


def _coming(house: House) -> list[Appointment]:
    planned = Appointment.objects.filter(centre=house.centre, status=Status.PLANNED, starts_at__gt=timezone.now())
    return list(planned.select_related("participant", "counsellor", "centre").order_by("starts_at")[:60])


def _wish_for_something(talks: list[Appointment]) -> None:
    first, second, third = talks[1], talks[2], talks[3]
    times = free_times(first)[:2]
    _wish(first, Wish.Kind.OTHER_DATE, "Vormittags ist mein Sprachkurs, nachmittags geht es.", first, times)
    _wish(second, Wish.Kind.COMPLAINT, "Ich habe zweimal lange gewartet, und niemand hat Bescheid gesagt.")
    _wish(third, Wish.Kind.COPY, "")


def _wish(
    talk: Appointment, kind: Wish.Kind, words: str, of: Appointment | None = None, times: Sequence[datetime] = ()
) -> None:
    person = talk.participant
    wish(by=ByLink(person), participant=person, kind=kind, words=words, appointment=of, times=times)
