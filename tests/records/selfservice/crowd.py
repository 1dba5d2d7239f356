"""A program in which one form of a participant's page is sent many times at once: ``python -m … complaint``.

It works on a database of its own, with one connection for each sending.
"""

import argparse
import json
import sys
from collections import Counter
from uuid import uuid4

import django

from tests.records.appointments.crowd import at_once


def sends(what: str, times: int) -> list[Counter[str]]:
    """How they were answered, and what is there afterwards."""
    from django.test import Client

    from perspektiv.records.access.models import TrailRow
    from perspektiv.records.appointments.models import AppointmentChange
    from perspektiv.records.cases.models import Consent
    from perspektiv.records.selfservice.form_keys import key_for
    from perspektiv.records.selfservice.models import Wish
    from tests.records.appointments.office import open_office
    from tests.records.selfservice.visiting import visitor

    dilan = visitor(open_office())
    forms: dict[str, tuple[str, dict[str, object]]] = {
        "complaint": ("beschwerde/", {"words": "Zu laut.", "id": uuid4()}),
        "copy": ("daten/kopie/", {"id": uuid4()}),
        "wish": (f"{dilan.date}/andere-zeit/", {"words": "früher", "id": uuid4()}),
        "cancel": (f"{dilan.date}/absagen/", {"version": 1}),
        "come": (f"{dilan.date}/kommen/", {}),
        "consent": ("daten/einwilligung/", {"purpose": "messages", "give": ""}),
    }
    rest, data = forms[what]
    form = {"form_key": key_for(dilan.token), **data}
    changes = AppointmentChange.objects.count()

    def send() -> str:
        answer = Client(enforce_csrf_checks=True).post(dilan.address(rest), form)
        return f"{answer.status_code} {answer.headers.get('Location', '').replace(dilan.token, '').split('&')[0]}"

    answers = at_once([send] * times)
    changed = TrailRow.objects.filter(actor__startswith="participant:").exclude(what__endswith=".read").count()
    rows = {
        "wishes": Wish.objects.count(),
        "consents": Consent.objects.count(),
        "steps": AppointmentChange.objects.count() - changes,
        "trail": changed,
    }
    return [answers, Counter(rows)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what")
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    django.setup()
    json.dump(sends(asked.what, asked.times), sys.stdout)
