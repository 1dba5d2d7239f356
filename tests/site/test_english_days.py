"""In English every page names days as "26 Nov 2026" and times by 24 hours, whatever German form its template names."""

import re
from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from perspektiv.records.access.models import User
from tests.journeys.furnished import furnished
from tests.matrix.addresses import lines
from tests.matrix.page import ALL
from tests.matrix.side import Side
from tests.records.personas import Personas

MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
ODD = re.compile(
    r"\b\d{1,2}(:\d\d)?\s[ap]\.m\.|\b(noon|midnight)\b"  # 4:30 p.m.
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b"  # 11/26/2026
    r"|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"  # 26.11.2026
    rf"|\b\d{{1,2}}\. {MONTH}|\b{MONTH}[a-z]*\. \d|\b\d{{1,2}} {MONTH}[a-z]*\.\s\d"  # 26. Nov, Nov. 23
    rf"|\b{MONTH}[a-z]* \d{{1,2}},? \d{{4}}"  # November 26, 2026
)
NOT_SHOWN = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*lang=\"de\"[^>]*>[^<]*|<[^>]+>", re.S)


def pages_of(who: str, side: Side) -> list[str]:
    """All addresses that somebody may get. A record that several of them need is made once."""
    made: dict[object, dict[str, object]] = {}
    pages = []
    for line in lines():
        if "GET" in line.methods.split() and who in line.by.split():
            if line.of not in made:
                made[line.of] = dict(line.of(side)) if line.of else {}
            pages.append(reverse(line.name, kwargs={**line.kwargs, **made[line.of]}))
    return pages


@pytest.mark.parametrize("who", ALL.split())
def test_every_page_of(who: str, personas: Personas) -> None:
    side = furnished(personas)
    User.objects.update(language="en")
    user, reader = User.objects.get(pk=getattr(personas, who).pk), Client()
    reader.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = reader.session
    session["second_factor_of"] = str(user.id)
    session.save()
    odd, seen = {}, 0
    for address in pages_of(who, side):
        answer = reader.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            shown = NOT_SHOWN.sub(" ", answer.content.decode())
            seen += 1
            if found := [shown[max(one.start() - 20, 0) : one.end() + 5] for one in ODD.finditer(shown)]:
                odd[address] = found[:3]
    assert odd == {}
    assert seen > 3


@pytest.mark.parametrize(
    "form",
    ["SHORT_DATE_FORMAT", "DATE_FORMAT", "j. F Y", "d.m.Y", "D j. N Y", "l, j. F Y, H:i", "SHORT_DATETIME_FORMAT"],
)
def test_one_form_of_days(form: str) -> None:
    shown = Template('{{ at|date:"' + form + '" }}')
    with translation.override("en"):
        assert "26 Nov 2026" in shown.render(Context({"at": datetime(2026, 11, 26, 14, 58)}))
        assert "26 Nov 2026" in Template("{{ at }}").render(Context({"at": date(2026, 11, 26)}))


def test_german_days_stay_as_they_were() -> None:
    with translation.override("de"):
        assert Template('{{ at|date:"l, j. F Y" }}').render(Context({"at": date(2026, 11, 26)})) == (
            "Donnerstag, 26. November 2026"
        )


@pytest.mark.parametrize(
    "odd", ["26/11/2026", "11/26/2026 4:30 p.m.", "Nov. 23", "26.11.2026", "26. Nov", "November 26, 2026"]
)
def test_control_other_forms_are_found(odd: str) -> None:
    assert ODD.search(f"on {odd} at")
