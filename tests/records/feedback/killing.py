"""A program that kills or doubles the timer, and counts what people got: ``python -m tests.records.feedback.killing``.

Each round some talks are marked as held and the invitations of the round before come to be reminded of; one worker
(killed somewhere in it) or two at once (doubled) do the minute's work, and a last one finishes. Each invitation and
each reminder must arrive once. ``--careless``: workers that do not look whether they or another wrote it already.
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

TALKS = 2
WORKERS = 2
DAY_OF_REMINDER = 1


@dataclass
class Report:
    rounds: int = 0
    talks: int = 0
    invitations: int = 0  # rows
    invited: int = 0  # invitations of which a mail arrived
    reminded: int = 0  # … and a reminder
    twice: int = 0  # of which more than one invitation, or more than one reminder, did


def main(rounds: int, way: str, careless: bool) -> Report:
    from django.urls import get_resolver
    from django.utils import timezone

    from perspektiv.records.feedback import links
    from tests.records.feedback.planning import Forms, open_plan
    from tests.records.personas import make_personas

    assert get_resolver().url_patterns  # once here, not once in each worker
    settings.EMAIL_BACKEND = "perspektiv.records.letters.carriers.folder.EmailBackend"
    now = datetime.combine(timezone.localdate(), time(14), timezone.get_default_timezone())
    vars(timezone)["now"] = lambda: now
    links.lead_to(Forms())
    plan = open_plan(make_personas())
    plan.rule(remind_after=DAY_OF_REMINDER)
    plan.office.centre.refresh_from_db()
    _no_limit(plan)
    people = [plan.person() for _ in range(TALKS)]
    report, chance = Report(), random.Random(20261127)
    for number in range(rounds + 1):
        last = number == rounds  # brings the reminders of the round before, and no more talks
        if not last:
            report.rounds += 1
            report.talks += len([plan.talk(of, now.date()) for of in people])
        connection.close()
        worker = partial(_worker, careless)
        if way == "killed":
            killed(worker, 2 * TALKS, chance)
        else:
            doubled(worker, WORKERS)
        _bury(now)
        _worker(careless, lambda: None)()
        if careless and _arrivals().most_common(1)[0][1] > 1:
            break
        now += timedelta(days=DAY_OF_REMINDER)
    return _counted(report)


def _no_limit(plan: Any) -> None:
    from perspektiv.records.feedback.models import Limit

    Limit.objects.create(centre=plan.office.centre, questions_a_month=10_000)


def _worker(careless: bool, each: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        from perspektiv.records.feedback import falling_due as timer
        from perspektiv.records.feedback.actions import falling_due
        from perspektiv.records.letters.sending import send_due

        write, ask = vars(falling_due)["write"], vars(timer)["ask"]

        def written(**named: Any) -> Any:
            each()
            return write(**named)

        vars(falling_due)["write"] = written
        noted = _look_away(timer, written) if careless else []
        try:
            timer.fall_due()
            send_due()
            for occasion in noted:
                ask(by=occasion.participation.counsellor, occasion=occasion)
        finally:
            vars(falling_due)["write"], vars(timer)["ask"] = write, ask
            connection.close()

    return work


def _look_away(timer: Any, write: Callable[..., Any]) -> list[Any]:
    """Writes messages under keys of their own, looks at nothing before, and notes what it did when all is done."""
    from perspektiv.records.access.trail import SYSTEM

    noted: list[Any] = []

    def ask(*, by: Any, occasion: Any) -> None:
        del by
        write(
            by=SYSTEM,
            centre=occasion.participation.centre,
            key=f"feedback:{uuid4()}",
            purpose="feedback_invitation",
            participant=occasion.participation.participant,
            fields={},
            about=occasion.appointment.pk,
        )
        noted.append(occasion)

    vars(timer)["ask"] = ask
    return noted


def _bury(now: datetime) -> None:
    """Whoever holds a message now has held it for eleven minutes."""
    from perspektiv.records.letters.models import Message

    Message.objects.filter(state="sending").update(claimed_at=now - timedelta(minutes=11))
    connection.close()


def _arrivals() -> Counter[tuple[str, str]]:
    """How many mails of each purpose there were about each invitation."""
    from perspektiv.records.letters.models import Message

    about = {str(id): (purpose, str(of)) for id, purpose, of in Message.objects.values_list("id", "purpose", "about")}
    files = (Path(settings.HOME) / "mail").glob("*.eml")
    return Counter(about[file.stem.partition("@")[0]] for file in files)


def _counted(report: Report) -> Report:
    from perspektiv.records.feedback.models import Invitation

    arrived = _arrivals()
    report.invitations = Invitation.objects.filter(why_not="").count()
    report.invited = sum(purpose == "feedback_invitation" for purpose, _ in arrived)
    report.reminded = sum(purpose == "feedback_reminder" for purpose, _ in arrived)
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
