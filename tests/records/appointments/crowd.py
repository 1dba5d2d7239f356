"""A program in which many do the same at once. Run as ``python -m tests.records.appointments.crowd``.

It works on a database of its own, with one connection for each of the crowd.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread
from uuid import UUID, uuid4

import django
from django.db import connection


def at_once(tasks: list[Callable[[], str]]) -> Counter[str]:
    """Starts all of them together, and counts how they ended."""
    gate, ends = Barrier(len(tasks)), []

    def run(task: Callable[[], str]) -> None:
        gate.wait()
        try:
            ends.append(task())
        except Exception as error:
            ends.append(f"{type(error).__name__}: {error}"[:200])
        finally:
            connection.close()

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(ends)


def one_slot(slots: int, people: int, unguarded: bool) -> list[Counter[str]]:
    """So many people want the same counsellor at the same time, again and again."""
    from perspektiv.errors import Refused
    from perspektiv.records.appointments.actions.bookings import book
    from perspektiv.records.appointments.double_booking import removing
    from tests.records.appointments.office import at, open_office, workday

    office = open_office()
    cases = [office.participation(f"Person {n}") for n in range(people)]
    if unguarded:
        with connection.cursor() as cursor:
            for statement in removing(connection):
                cursor.execute(statement)

    def wish(case: int, slot: int) -> str:
        try:
            book(
                by=office.personas.toni,
                of=cases[case],
                starts_at=at(9, day=workday(7 + slot)),
                counsellor=office.personas.jule if slot % 2 else None,
                room=None if slot % 2 else office.rooms[0],
                id=UUID(int=(slot << 64) + case + 1),
            )
        except Refused:
            return "refused"
        return "booked"

    # days without repetition: workday() moves weekends on to Monday
    days = {workday(7 + n): n for n in range(slots * 2)}
    chosen = list(days.values())[:slots]
    return [
        at_once([lambda case=case, slot=slot: wish(case, slot) for case in range(people)])  # type: ignore[misc]
        for slot in chosen
    ]


def one_form(sends: int) -> list[Counter[str]]:
    """The same booking form is sent many times at once, through the web."""
    from django.test import Client

    from perspektiv.records.appointments.models import Appointment, AppointmentChange
    from tests.records.appointments.office import at, open_office

    office = open_office()
    of, id = office.participation(), uuid4()
    client = Client()
    client.force_login(office.personas.toni, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_of"] = str(office.personas.toni.id)
    session.save()
    form = {
        "person": of.participant_id,
        "of": of.id,
        "id": id,
        "counsellor": office.personas.jule.id,
        "slot": f"{at(10):%Y-%m-%dT%H:%M}",
        "place": "centre",
    }

    def send() -> str:
        mine = Client()
        mine.cookies.update(client.cookies)
        answer = mine.post("/termine/neu/", form)
        return f"{answer.status_code} {answer.headers.get('Location', '')}"

    answers = at_once([send] * sends)
    rows = {"appointments": Appointment.objects.count(), "steps": AppointmentChange.objects.count()}
    return [answers, Counter(rows)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["slot", "form"])
    parser.add_argument("--slots", type=int, default=1)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--unguarded", action="store_true")
    asked = parser.parse_args()
    django.setup()
    found = one_slot(asked.slots, asked.people, asked.unguarded) if asked.what == "slot" else one_form(asked.people)
    json.dump(found, sys.stdout)
