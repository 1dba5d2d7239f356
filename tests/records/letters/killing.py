"""A program that kills or doubles the worker, and counts what arrived: ``python -m tests.records.letters.killing``.

Each round writes some messages and lets one worker (killed) or two (doubled) send them; a last one, to whom the first
has been dead for more than ten minutes, finishes. The other side is a folder (idempotent) or a server that notes every
mail it takes: there, a message may be missing when the worker died in between, but never come twice.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from tests.records.killed import doubled, killed

MESSAGES = 3
WORKERS = 2


class Server(BaseEmailBackend):
    """A mail server: takes a mail for good with one write, and does not know whether it has seen it before."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            with (Path(settings.HOME) / "taken").open("ab", buffering=0) as taken:
                taken.write(f"{mail.message()['Message-ID']}\n".encode())
        return len(email_messages)


@dataclass
class Report:
    rounds: int = 0
    written: int = 0
    arrived: int = 0
    twice: int = 0  # came more than once
    lost: int = 0  # said to be sent, and did not come
    unsettled: int = 0  # neither sent nor shown as uncertain at the end
    uncertain: int = 0


def main(rounds: int, way: str, other_side: str, unclaimed: bool) -> Report:
    from perspektiv.records.letters.opting_out import address_for
    from tests.records.letters.writing import consent, invited, make_dilan
    from tests.records.personas import make_personas

    settings.EMAIL_BACKEND = (
        "perspektiv.records.letters.carriers.folder.EmailBackend"
        if other_side == "folder"
        else "tests.records.letters.killing.Server"
    )
    personas = make_personas()
    dilan = make_dilan(personas)
    consent(personas, dilan)
    address_for(dilan)  # every address is known before there are children, as in a server
    report, chance = Report(), random.Random(20261126)
    for _round in range(rounds):
        report.rounds += 1
        report.written += len([invited(personas, dilan) for _ in range(MESSAGES)])
        connection.close()
        worker = partial(_worker, unclaimed)
        if way == "killed":
            killed(worker, MESSAGES, chance)
        else:
            doubled(worker, WORKERS)
        _bury()
        _worker(unclaimed, lambda: None)()
        _bury()
        _worker(unclaimed, lambda: None)()
        if unclaimed and _arrivals().most_common(1)[0][1] > 1:
            break
    return _counted(report)


def _worker(unclaimed: bool, each: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        from perspektiv.records.letters import sending

        kept = vars(sending)["claim"], vars(sending)["mark"]
        if unclaimed:
            vars(sending)["claim"] = _without_claiming
            vars(sending)["mark"] = _without_looking

        def marked(*arguments: Any, **named: Any) -> Any:
            each()
            return (_without_looking if unclaimed else kept[1])(*arguments, **named)

        vars(sending)["mark"] = marked
        try:
            sending.send_due()
        finally:
            vars(sending)["claim"], vars(sending)["mark"] = kept
            connection.close()

    return work


def _without_claiming(id: Any, carrier: str) -> Any:
    """What a careless worker does: looks whether the message waits, and keeps that to itself."""
    from perspektiv.records.letters.models import Message

    message = Message.objects.filter(pk=id, state="waiting").first()
    if message:
        message.state = "sending"
    return message


def _without_looking(message: Any, state: str, why: str = "") -> str:
    from perspektiv.records.letters.models import Message

    Message.objects.filter(pk=message.pk).update(state=state, why=why)
    return state


def _bury() -> None:
    """Whoever holds a claim now has held it for eleven minutes; what waits for another attempt is due."""
    from django.utils import timezone

    from perspektiv.records.letters.models import Message

    long_ago = timezone.now() - timedelta(minutes=11)
    Message.objects.filter(state="sending").update(claimed_at=long_ago)
    Message.objects.filter(state="waiting").update(due_at=long_ago)
    connection.close()


def _arrivals() -> Counter[str]:
    """How often each message came."""
    folder, taken = Path(settings.HOME) / "mail", Path(settings.HOME) / "taken"
    if taken.exists():
        return Counter(line.strip("<>").partition("@")[0] for line in taken.read_text().split())
    return Counter(file.stem.partition("@")[0] for file in folder.glob("*.eml"))


def _counted(report: Report) -> Report:
    from perspektiv.records.letters.models import Message

    arrived = _arrivals()
    states = {str(id): state for id, state in Message.objects.values_list("id", "state")}
    report.arrived = len(arrived)
    report.twice = sum(times > 1 for times in arrived.values())
    report.lost = sum(state == "sent" and id not in arrived for id, state in states.items())
    report.uncertain = sum(state == "uncertain" for state in states.values())
    report.unsettled = sum(state not in ("sent", "uncertain") for state in states.values())
    return report


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--way", choices=["killed", "doubled"], required=True)
    parser.add_argument("--other-side", choices=["folder", "server"], required=True)
    parser.add_argument("--unclaimed", action="store_true")
    asked = parser.parse_args()
    django.setup()
    json.dump(asdict(main(asked.rounds, asked.way, asked.other_side, asked.unclaimed)), sys.stdout)
