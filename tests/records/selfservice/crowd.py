"""A program in which each form of a participant's page is sent many times at once: ``python -m …``.

It works on a database of its own, with one connection for each sending.
"""

import argparse
import json
import sys
from collections import Counter
from typing import Any
from uuid import uuid4

import django

from tests.records.appointments.crowd import at_once


def sends(times: int) -> dict[str, list[Counter[str]]]:
    """Of each form, sent by another person: how it was answered, and what has changed."""
    from tests.records.appointments.office import open_office
    from tests.records.selfservice.visiting import visitor

    office = open_office()
    forms: dict[str, tuple[str, dict[str, object]]] = {
        "complaint": ("beschwerde/", {"words": "Zu laut.", "id": uuid4()}),
        "copy": ("daten/kopie/", {"id": uuid4()}),
        "wish": ("{date}/andere-zeit/", {"words": "früher", "id": uuid4()}),
        "cancel": ("{date}/absagen/", {"version": 1}),
        "come": ("{date}/kommen/", {}),
        "consent": ("daten/einwilligung/", {"purpose": "messages", "give": ""}),
    }
    counsellors = (office.personas.jule, office.personas.merle)
    found = {}
    for n, (what, (rest, data)) in enumerate(forms.items()):
        who = visitor(office, f"Person {n}", hour=8 + 2 * (n // 2), counsellor=counsellors[n % 2])
        found[what] = _send(who, rest.format(date=who.date), data, times=times)
    return found


def _send(who: Any, rest: str, data: dict[str, object], *, times: int) -> list[Counter[str]]:
    from django.test import Client

    from perspektiv.records.access.models import TrailRow
    from perspektiv.records.appointments.models import AppointmentChange
    from perspektiv.records.cases.models import Consent
    from perspektiv.records.selfservice.form_keys import key_for
    from perspektiv.records.selfservice.models import Wish

    def send() -> str:
        form = {"form_key": key_for(who.token), **data}
        answer = Client(enforce_csrf_checks=True).post(who.address(rest), form)
        return f"{answer.status_code} {answer.headers.get('Location', '').replace(who.token, '').split('&')[0]}"

    answers = at_once([send] * times)
    own = TrailRow.objects.filter(actor=f"participant:{who.participant.pk}").exclude(what__endswith=".read")
    rows = {
        "wishes": Wish.objects.filter(participant=who.participant).count(),
        "consents": Consent.objects.filter(participant=who.participant).count(),
        "steps": AppointmentChange.objects.filter(appointment=who.appointment, kind="cancelled").count(),
        "trail": own.count(),
    }
    return [answers, Counter(rows)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=20)
    django.setup()
    json.dump(sends(parser.parse_args().times), sys.stdout)
