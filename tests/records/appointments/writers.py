"""A program in which fifteen write at once for a time: ``python -m tests.records.appointments.writers``.

Each is a process of its own, and works as people do, by the pages: books in the calendar, marks, offers times, states
wishes, writes messages. It says how long each answer took, what was answered otherwise than meant, and how much was
acknowledged and is not there.
"""

import argparse
import json
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, count, cycle
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection

EACH = 3
"""Writers of each kind."""

Step = tuple[Callable[[], Any], int]
"""A request, and the status that answers it."""
Work = Iterator[Step]


def bookings(number: int, office: Any) -> tuple[Work, Callable[[], int]]:
    """Of one counsellor's cases, by the assistant, four a working day."""
    from perspektiv.records.appointments.models import Appointment
    from perspektiv.records.appointments.slots import key_of
    from tests.records.appointments.office import at, workday
    from tests.records.selfservice.visiting import logged_in

    counsellor, client = _counsellor(number, office), logged_in(office.personas.toni)
    of = office.participation(f"Buche {number}", counsellor)
    days = sorted({workday(ahead) for ahead in range(7, 350)})

    def work() -> Work:
        for day in cycle(days):
            for hour in (9, 11, 13, 15):
                sent = {"person": of.participant_id, "of": of.pk, "id": uuid4(), "counsellor": counsellor.pk}
                sent |= {"slot": key_of(at(hour, day=day)), "place": "phone", "anyway": key_of(at(hour, day=day))}
                yield lambda sent=sent: client.post("/termine/neu/", sent), 303  # type: ignore[misc]

    return work(), lambda: Appointment.objects.filter(participation=of).count()


def marks(number: int, office: Any) -> tuple[Work, Callable[[], int]]:
    """Of appointments of the last weeks, by their counsellor, again and again."""
    from perspektiv.records.appointments.models import Appointment, AppointmentChange
    from tests.records.appointments.office import at, workday
    from tests.records.selfservice.visiting import logged_in

    counsellor = _counsellor(number, office)
    of, client = office.participation(f"Malve {number}", counsellor), logged_in(counsellor)
    days = sorted({workday(-ahead) for ahead in range(1, 20)})[:10]
    mine = [office.booked(at(hour, day=day), of, counsellor=counsellor).pk for day in days for hour in (9, 11, 13, 15)]

    def work() -> Work:
        for version in count(1):
            status = "held" if version % 2 else "no_show"
            for id in mine:
                sent = {"status": status, "version": version}
                yield lambda id=id, sent=sent: client.post(f"/anwesenheit/{id}/", sent), 303  # type: ignore[misc]

    def kept() -> int:
        assert Appointment.objects.filter(pk__in=mine).exclude(status="planned").exists()
        return AppointmentChange.objects.filter(appointment__in=mine, kind="marked").count()

    return work(), kept


def offers(number: int, office: Any) -> tuple[Work, Callable[[], int]]:
    """A counsellor's own times, one by one."""
    from perspektiv.records.appointments.models import OfferedSlot
    from perspektiv.records.appointments.slots import key_of
    from tests.records.appointments.office import at, workday
    from tests.records.selfservice.visiting import logged_in

    counsellor = _counsellor(number, office)
    client = logged_in(counsellor)
    days = sorted({workday(ahead) for ahead in range(1, 350)})

    def work() -> Work:
        for minute in (0, 30):
            for day in days:
                for hour in (8, 10, 12, 14, 16):
                    sent = {"day": day.isoformat(), "offer": key_of(at(hour, minute, day=day))}
                    yield lambda sent=sent: client.post("/termine/angebot/", sent), 303  # type: ignore[misc]

    return work(), lambda: OfferedSlot.objects.filter(counsellor=counsellor).count()


def wishes(number: int, office: Any) -> tuple[Work, Callable[[], int]]:
    """A participant's by link, each answered by the quality officer before the next."""
    from perspektiv.records.selfservice.models import Wish
    from tests.records.selfservice.visiting import logged_in, visitor

    who = visitor(office, f"Wicke {number}", hour=9 + number % 6, counsellor=_counsellor(number, office))
    quirin = logged_in(office.personas.quirin)

    def work() -> Work:
        while True:
            id = uuid4()
            yield lambda id=id: who.send("beschwerde/", words="Zu laut.", id=id), 303  # type: ignore[misc]
            address = f"/wuensche/beschwerde/{id}/"
            yield lambda to=address: quirin.post(to, {"version": 1, "answer": ""}), 302  # type: ignore[misc]

    def kept() -> int:
        found = Wish.objects.filter(participant=who.participant)
        return found.count() + found.exclude(settled_at=None).count()

    return work(), kept


def messages(number: int, office: Any) -> tuple[Work, Callable[[], int]]:
    """Letters to one person, by the assistant."""
    from perspektiv.records.letters.models import Message
    from tests.records.selfservice.visiting import logged_in

    person = office.participation(f"Rose {number}", _counsellor(number, office)).participant
    client = logged_in(office.personas.toni)

    def work() -> Work:
        for n in count():
            sent = {"id": uuid4(), "name": "Eigener Text", "channel": "letter", "text": f"Brief {n}"}
            yield lambda sent=sent: client.post(f"/personen/{person.pk}/briefe/schreiben/", sent), 302  # type: ignore[misc]

    return work(), lambda: Message.objects.filter(participant=person, purpose="free").count()


KINDS = (bookings, marks, offers, wishes, messages)


def _counsellor(number: int, office: Any) -> Any:
    from perspektiv.records.access.roles import Role
    from tests.records.personas import make_user

    return make_user(office.centre, f"Vogel{number}", "Meise", Role.COUNSELLOR)


def write(work: Work, most: float, pause: float, seed: int) -> tuple[list[float], Counter[str], int]:
    """Sends until the time is over: how long each answer took, what else was answered, how many were acknowledged."""
    seconds, otherwise, acknowledged, chance = [], Counter[str](), 0, random.Random(seed)
    until = monotonic() + most
    while (started := monotonic()) < until:
        send, meant = next(work)
        try:
            answer = str(send().status_code)
        except Exception as error:  # what a server would answer with status 500
            answer = f"{type(error).__name__}: {error}"[:100]
        seconds.append(monotonic() - started)
        if answer == str(meant):
            acknowledged += 1
        else:
            otherwise[answer] += 1
        sleep(pause * 2 * chance.random())
    return seconds, otherwise, acknowledged


def together(most: float, pause: float, *, unprotected: bool = False) -> dict[str, Any]:
    """All of them at once."""
    from tests.records.appointments.office import open_office

    office = open_office()
    made = [kind(place * EACH + n, office) for place, kind in enumerate(KINDS) for n in range(EACH)]
    alone, before = _warm([work for work, _ in made]), [kept() for _, kept in made]
    if unprotected:
        _unprotect()
    connection.close()
    forking = multiprocessing.get_context("fork")
    ends: Any = forking.SimpleQueue()
    writers = [
        forking.Process(target=_run, args=(ends, place, work, most, pause)) for place, (work, _) in enumerate(made)
    ]
    for writer in writers:
        writer.start()
    told = [ends.get() for _ in writers]
    for writer in writers:
        writer.join()
    seconds = sorted(chain.from_iterable(took for _, took, _, _ in told))
    otherwise: Counter[str] = sum((other for _, _, other, _ in told), Counter())
    there = {place: made[place][1]() - before[place] for place, *_ in told}
    return {
        "writers": len(made),
        "writes": len(seconds),
        "alone": alone,
        "middle": seconds[len(seconds) // 2],
        "p95": seconds[int(0.95 * len(seconds))],
        "longest": seconds[-1],
        "otherwise": dict(otherwise),
        "lost": sum(max(0, acknowledged - there[place]) for place, _, _, acknowledged in told),
    }


def _warm(works: list[Work]) -> float:
    """Sends one of each, as a server does that has run for a while; then how long the slowest of ten alone takes."""
    took = []
    for turn in range(2):
        for work in works:
            send, meant = next(work)
            started = monotonic()
            answer = send()
            assert answer.status_code == meant, (answer.status_code, answer.content.decode()[-1500:])
            took += [monotonic() - started] * turn
    return sorted(took)[int(0.9 * len(took))]


def _run(ends: Any, place: int, work: Work, most: float, pause: float) -> None:
    ends.put((place, *write(work, most, pause, place)))


def _unprotect() -> None:
    """What keeps writers from stumbling over each other is switched off: nobody waits for a turn."""
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options.update(timeout=0, transaction_mode="DEFERRED")
    else:
        options["options"] = "-c lock_timeout=1"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--pause", type=float, default=0.5, help="on average, after each answer")
    parser.add_argument("--unprotected", action="store_true")
    asked = parser.parse_args()
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    django.setup()
    json.dump(together(asked.seconds, asked.pause, unprotected=asked.unprotected), sys.stdout)
