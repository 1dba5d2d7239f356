"""A program that kills or doubles the worker, and counts reminders: ``python -m tests.records.reminders.killing``.

Each round some appointments come into reach; one worker (killed somewhere in it) or two at once (doubled) write and
send what is due, and a last one finishes. Each appointment must be reminded of once. ``--careless``: workers that do
not look whether they or another wrote it already.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection

from tests.records.killed import doubled, killed

APPOINTMENTS = 3
WORKERS = 2


@dataclass
class Report:
    rounds: int = 0
    appointments: int = 0
    reminders: int = 0  # rows
    arrived: int = 0  # appointments that a mail reminded of
    twice: int = 0  # appointments that more than one did


def main(rounds: int, way: str, careless: bool) -> Report:
    from django.urls import get_resolver
    from django.utils import timezone

    from tests.records.personas import make_personas
    from tests.records.reminders.reminding import open_desk

    assert get_resolver().url_patterns  # once here, not once in each worker
    settings.EMAIL_BACKEND = "perspektiv.records.letters.carriers.folder.EmailBackend"
    ten = datetime.combine(timezone.localdate(), time(10), timezone.get_default_timezone())
    vars(timezone)["now"] = lambda: ten
    desk = open_desk(make_personas())
    desk.rule()
    dilan = desk.booked(ten.date() + timedelta(days=30)).participant
    report, chance = Report(), random.Random(20261126)
    for _round in range(rounds):
        report.rounds += 1
        report.appointments += _come_into_reach(dilan, ten + timedelta(hours=26))
        connection.close()
        worker = partial(_worker, careless)
        if way == "killed":
            killed(worker, APPOINTMENTS, chance)
        else:
            doubled(worker, WORKERS)
        _bury(ten)
        _worker(careless, lambda: None)()
        if careless and _arrivals().most_common(1)[0][1] > 1:
            break
    return _counted(report)


def _come_into_reach(person: Any, at: datetime) -> int:
    from perspektiv.records.appointments.models import Appointment, end_of

    made = [
        Appointment.objects.create(
            centre=person.centre,
            participant=person,
            participation=person.participations.get(),
            starts_at=at,
            ends_at=end_of(at, 75),
        )
        for _ in range(APPOINTMENTS)
    ]
    return len(made)


def _worker(careless: bool, each: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        from perspektiv.records.letters.sending import send_due
        from perspektiv.records.reminders import sending
        from perspektiv.records.reminders.actions import reminders
        from perspektiv.records.reminders.models import Reminder

        write = vars(reminders)["write"]

        def written(**named: Any) -> Any:
            each()
            return write(**named)

        vars(reminders)["write"] = written
        noted = _look_away(reminders, sending) if careless else []
        try:
            sending.due()
            send_due()
            for row in noted:
                Reminder.objects.get_or_create(**row, defaults={"why_not": "too_late"})
        finally:
            vars(reminders)["write"] = write
            connection.close()

    return work


def _look_away(reminders: Any, sending: Any) -> list[dict[str, Any]]:
    """Writes messages under keys of their own, looks at nothing before, and notes what it did when all is done."""
    from perspektiv.records.access.trail import SYSTEM
    from perspektiv.records.appointments.models import Appointment

    noted: list[dict[str, Any]] = []

    def remind(*, by: Any, appointment: Appointment, rule: Any) -> None:
        reminders.write(
            by=SYSTEM,
            centre=appointment.centre,
            key=f"reminder:{uuid4()}",
            purpose="reminder",
            participant=appointment.participant,
            fields={},
            about=appointment.pk,
        )
        noted.append(
            {
                "centre": appointment.centre,
                "appointment": appointment,
                "rule": rule,
                "starts_at": appointment.starts_at,
            }
        )

    vars(sending)["remind"] = remind
    return noted


def _bury(now: datetime) -> None:
    """Whoever holds a message now has held it for eleven minutes."""
    from perspektiv.records.letters.models import Message

    Message.objects.filter(state="sending").update(claimed_at=now - timedelta(minutes=11))
    connection.close()


def _arrivals() -> Counter[str]:
    """How many mails reminded of each appointment."""
    from perspektiv.records.letters.models import Message

    about = {str(id): str(appointment) for id, appointment in Message.objects.values_list("id", "about")}
    files = (Path(settings.HOME) / "mail").glob("*.eml")
    return Counter(about[file.stem.partition("@")[0]] for file in files)


def _counted(report: Report) -> Report:
    from perspektiv.records.reminders.models import Reminder

    arrived = _arrivals()
    report.reminders = Reminder.objects.count()
    report.arrived = len(arrived)
    report.twice = sum(times > 1 for times in arrived.values())
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--way", choices=["killed", "doubled"], required=True)
    parser.add_argument("--careless", action="store_true")
    asked = parser.parse_args()
    django.setup()
    json.dump(asdict(main(asked.rounds, asked.way, asked.careless)), sys.stdout)
