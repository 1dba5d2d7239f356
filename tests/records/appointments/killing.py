"""A program that kills writers of marks, and counts what was lost: ``python -m tests.records.appointments.killing``.

Each round forks a writer that marks and says so after each mark; it is killed without warning after some marks.
Then the database is opened anew: every mark that was said must be there, each step with its row of the trail.
"""

import argparse
import json
import os
import random
import select
import signal
import sys
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from uuid import UUID

import django
from django.db import connection, transaction

MOST_MARKS = 12
"""How many marks a writer says at most before it is killed."""


@dataclass
class Report:
    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0  # said to be saved, and not there
    without_trail: int = 0  # there, without a row of the trail
    half: int = 0  # an appointment whose version and history disagree
    synchronous: list[int] = field(default_factory=list)  # what the writers' connections reported: 2 is FULL


def main(rounds: int, fault: str) -> Report:
    from tests.records.appointments.office import open_office

    office = open_office()
    since = django.utils.timezone.now() - timedelta(days=20)
    ids = [office.booked(since + timedelta(hours=2 * n), office.participation()).id for n in range(40)]
    connection.close()
    report, chance = Report(), random.Random(20260124)
    for number in range(rounds):
        synchronous, said = _killed_writer(ids, office.personas.jule.id, fault, chance, number)
        report.synchronous = sorted({*report.synchronous, synchronous})
        report.rounds += 1
        report.acknowledged += len(said)
        _count(report, said)
        if fault and (report.lost or report.without_trail):
            break
    return report


def _killed_writer(
    ids: list[UUID], user: UUID, fault: str, chance: random.Random, seed: int
) -> tuple[int, list[list[str]]]:
    """Forks a writer, kills it at some point, and returns what it had said: its pragma, and its marks."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _write_marks(ids, user, writing, fault, seed)
        finally:
            os._exit(1)
    os.close(writing)
    heard, wanted = b"", 1 + chance.randint(1, MOST_MARKS)
    while heard.count(b"\n") < wanted and (piece := os.read(reading, 4096)):
        heard += piece
    select.select([reading], [], [], chance.random() / 200)  # somewhere within the next mark
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reading, 4096):
        heard += piece
    os.close(reading)
    whole = heard[: heard.rfind(b"\n")].decode().split("\n")
    return int(whole[0]), [line.split() for line in whole[1:]]


def _write_marks(ids: list[UUID], user: UUID, said: int, fault: str, seed: int) -> None:
    """Marks until it is killed. With a fault it does what a careless writer would do."""
    from perspektiv.records.access.models import User
    from perspektiv.records.appointments.actions import steps
    from perspektiv.records.appointments.actions.marks import mark
    from perspektiv.records.appointments.models import Appointment, Status

    with connection.cursor() as cursor:
        if fault == "normal":
            cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA synchronous")
        os.write(said, f"{cursor.fetchone()[0]}\n".encode())
    if fault == "no_trail":
        vars(steps)["record"] = lambda **_: None
    by, chance = User.objects.get(pk=user), random.Random(seed)
    while True:
        appointment = Appointment.objects.get(pk=chance.choice(ids))
        status = Status.HELD if appointment.status != Status.HELD else Status.NO_SHOW
        sentence = f"{appointment.id} {appointment.version + 1} {status.value}\n".encode()
        with transaction.atomic():
            mark(by=by, appointment=appointment, version=appointment.version, status=status)
            if fault == "early":
                os.write(said, sentence)
        if fault != "early":
            os.write(said, sentence)


def _count(report: Report, said: list[list[str]]) -> None:
    from django.db.models import Count

    from perspektiv.records.access.models import TrailRow
    from perspektiv.records.appointments.models import Appointment, AppointmentChange

    versions = dict(Appointment.objects.values_list("id", "version"))
    marked = AppointmentChange.objects.filter(kind="marked")
    steps = dict(marked.order_by().values_list("appointment").annotate(n=Count("id")))
    report.lost += sum(versions[UUID(id)] < int(version) for id, version, _status in said)
    report.half += sum(version - 1 != steps.get(id, 0) for id, version in versions.items())
    rows = TrailRow.objects.filter(what="appointments.marked").count()
    report.without_trail = max(report.without_trail, marked.count() - rows)
    connection.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--fault", default="", choices=["", "early", "no_trail", "normal"])
    asked = parser.parse_args()
    django.setup()
    json.dump(asdict(main(asked.rounds, asked.fault)), sys.stdout)
