"""A made-up installation whose pages are measured, as a process of its own: ``python -m bench.pages_installation``.

It works on the installation that the environment names, and prints as JSON what can be asked of it (``Asked``).
The history is shifted so that it ends in two weeks: today is a day like any other, with people in the middle of it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

import duckdb

from bench import packages
from bench.pages_asked import MARK, PAGES, Asked
from perspektiv.example import write_scaled
from perspektiv.example.contacts import write_contacts
from perspektiv.package import seal

if TYPE_CHECKING:
    from perspektiv.records.access.models import Centre, User

LAST_DAY = date(2019, 10, 31)
"""Of the example's history."""
AHEAD = timedelta(weeks=2)
NOT_KEPT = ("responses", "answers")
"""Tables that no import takes yet."""
COUNSELLORS, BUSY_DAYS, MARKED, WORDS = 8, 20, 400, 40
WATCHED = 30
"""How often the processor's time for a page is taken."""
BIRDS = ["Amsel", "Bussard", "Drossel", "Eule", "Fink", "Gimpel", "Habicht", "Kranich"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centres", type=int, required=True)
    parser.add_argument("--persons", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    asked = parser.parse_args()
    import django

    django.setup()
    json.dump(asdict(_make(_shifted(asked.centres, asked.persons, asked.seed))), sys.stdout)


def _shifted(centres: int, persons: int, seed: int) -> Path:
    """A sealed package of that size whose last day lies two weeks ahead, made once a week."""
    weeks = (date.today() + AHEAD - LAST_DAY).days // 7
    package = packages.KEPT / f"{centres}x{persons}-{seed}-{weeks}"
    if (package / "contacts.csv").exists():
        return package
    if not package.exists():
        write_scaled(package, centres=centres, persons=persons, seed=seed)
    with duckdb.connect() as connection:
        for file in package.glob("*.parquet"):
            kept = file.stem not in NOT_KEPT
            moved = connection.sql(f"SELECT {_moved(connection, file, weeks)} FROM '{file}' WHERE {kept}")
            moved.write_parquet(f"{file}.new")
            Path(f"{file}.new").replace(file)
    described = package / "datapackage.json"
    later = (LAST_DAY + timedelta(weeks=weeks)).isoformat()
    described.write_text(described.read_text().replace(LAST_DAY.isoformat(), later))
    seal(package)
    write_contacts(package, package / "contacts.csv")
    return package


def _moved(connection: duckdb.DuckDBPyConnection, file: Path, weeks: int) -> str:
    columns = []
    for name, kind, *_ in connection.sql(f"DESCRIBE SELECT * FROM '{file}'").fetchall():
        in_time = kind in ("DATE", "TIMESTAMP WITH TIME ZONE")
        columns.append(f"CAST({name} + INTERVAL {7 * weeks} DAYS AS {kind}) AS {name}" if in_time else name)
    return ", ".join(columns)


def _make(package: Path) -> Asked:
    from bench.pages_week import full_week
    from perspektiv.exchange.importing import import_package
    from perspektiv.records.access.models import Centre
    from perspektiv.records.access.trail import SYSTEM
    from perspektiv.records.appointments.models import Appointment
    from perspektiv.site.operating.serving import prepare

    prepare()
    import_package(package, by=SYSTEM, contacts=package / "contacts.csv")
    _reopen_the_future()
    asked = Asked(Appointment.objects.count(), [], [], [], [], [], [], {}, {})
    for number, centre in enumerate(Centre.objects.order_by("key")):
        assistant, lead, *counsellors = _staff(centre, number)
        _share_out(centre, counsellors)
        asked.assistants.append(_session(assistant))
        asked.leads.append(_session(lead))
        asked.days.append(list(_busy_days(centre)))
        asked.weeks.append(full_week(centre, counsellors))
        asked.words.append(list(_words(centre)))
        asked.marked.append(list(_marked(centre)))
    asked.queries.update(_queries(asked))
    asked.cpu.update(_cpu(asked))
    return asked


def _queries(asked: Asked) -> Iterator[tuple[str, int]]:
    """How many statements each page needs at most, in any centre."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name in (*(page.name for page in PAGES), MARK):
        counted = []
        for centre in range(asked.centres):
            with CaptureQueriesContext(connection) as captured:
                _ask(asked, name, centre, centre)
            counted.append(len(captured))
        yield name, max(counted)


def _cpu(asked: Asked) -> Iterator[tuple[str, float]]:
    """How long the processor works for each page, in turn in every centre: what others do meanwhile hardly counts."""
    for name in (*(page.name for page in PAGES), MARK):
        took = []
        for turn in range(WATCHED):
            started = process_time()
            _ask(asked, name, turn % asked.centres, turn)
            took.append(process_time() - started)
        yield name, median(took)


def _ask(asked: Asked, name: str, centre: int, turn: int) -> None:
    """Asks for a page, or marks an appointment, in this process."""
    from django.conf import settings
    from django.test import Client

    page = next((page for page in PAGES if page.name == name), None)
    fragment = page is None or page.fragment
    client = Client(SERVER_NAME="127.0.0.1", headers={"HX-Request": "true"} if fragment else {})
    session = page.session(asked, centre) if page else asked.assistants[centre]
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    if page:
        answer = client.get(page.address(asked, centre, turn))
    else:
        form = {"status": "no_show", "version": "1"}
        answer = client.post(f"/anwesenheit/{asked.marked[centre].pop()}/", form)
    assert answer.status_code in (200, 204), f"{name}: {answer.status_code}"


def _reopen_the_future() -> None:
    """What the shifted history says of days to come has not happened yet."""
    from django.utils import timezone

    from perspektiv.records.appointments.models import Appointment, Status
    from perspektiv.records.cases.models import Participation

    Appointment.objects.filter(starts_at__gte=timezone.now()).update(status=Status.PLANNED)
    Participation.objects.filter(ended_on__gte=timezone.localdate()).update(ended_on=None, ending="", reason=None)


def _staff(centre: "Centre", number: int) -> "Iterator[User]":
    """An assistant, a lead, and the counsellors."""
    from django.utils import timezone

    from perspektiv.records.access.models import Membership, User
    from perspektiv.records.access.roles import Role

    roles = [Role.ASSISTANT, Role.LEAD, *[Role.COUNSELLOR] * COUNSELLORS]
    for place, role in enumerate(roles):
        name = BIRDS[place % len(BIRDS)]
        user = User.objects.create_user(f"{role}.{place}.{number}@example.org", given_name=f"{role}", family_name=name)
        since = timezone.localdate() - timedelta(days=900)
        Membership.objects.create(user=user, centre=centre, role=role, starts_on=since, places=10)
        yield user


def _share_out(centre: "Centre", counsellors: "list[User]") -> None:
    """Each counsellor gets an equal part of the participations, with their appointments."""
    from perspektiv.records.appointments.models import Appointment
    from perspektiv.records.cases.models import Participation

    every = list(Participation.objects.filter(centre=centre).order_by("source_key").values_list("pk", flat=True))
    for place, counsellor in enumerate(counsellors):
        part = every[place :: len(counsellors)]
        Participation.objects.filter(pk__in=part).update(counsellor=counsellor)
        Appointment.objects.filter(participation__in=part).update(counsellor=counsellor)


def _session(user: "User") -> str:
    """The key of a session in which the user has logged in with both factors."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session: Any = client.session
    session["second_factor_of"] = str(user.id)
    session.save()
    return str(session.session_key)


def _busy_days(centre: "Centre") -> Iterator[str]:
    from django.db.models import Count
    from django.db.models.functions import TruncDate

    from perspektiv.records.appointments.models import Appointment

    days = Appointment.objects.filter(centre=centre).order_by().annotate(day=TruncDate("starts_at")).values("day")
    for row in days.annotate(n=Count("pk")).order_by("-n", "day")[:BUSY_DAYS]:
        yield row["day"].isoformat()


def _words(centre: "Centre") -> Iterator[str]:
    """Beginnings of family names, of one to five letters."""
    from perspektiv.records.people.models import Participant

    people = Participant.objects.filter(centre=centre).order_by("file_number").values_list("family_name", flat=True)
    for place, name in enumerate(people[:WORDS]):
        yield name[: 1 + place % 5]


def _marked(centre: "Centre") -> Iterator[str]:
    """Appointments that were held, the latest first."""
    from perspektiv.records.appointments.models import Appointment, Status

    held = Appointment.objects.filter(centre=centre, status=Status.HELD).order_by("-starts_at")
    for id in held.values_list("pk", flat=True)[:MARKED]:
        yield str(id)


if __name__ == "__main__":
    main()
