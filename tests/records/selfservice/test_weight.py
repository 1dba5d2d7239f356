"""A page is small: everything that a telephone fetches for it is under 100 kB, in every language."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders

from perspektiv.records.cases.models import Agreement
from perspektiv.records.letters.languages import LANGUAGES
from perspektiv.records.selfservice.models import PersonalLink
from tests.records.appointments.office import Office, at, workdays
from tests.records.selfservice.form_visiting import guest
from tests.records.selfservice.visiting import Visitor

MOST = 100_000
SCRIPTS = {"latin": re.compile(r"[!-~]"), "cyrillic": re.compile(r"[А-я]"), "Arabic": re.compile("[\u0600-\u06ff]")}


def fetched(page: bytes) -> int:
    """The page as it is, its files as they are sent: packed, but for fonts; of these those whose letters it has."""
    text = page.decode()
    read = re.sub(r"<details.*?</details>|<main[^>]*own-system.*?</main>", "", text, flags=re.S)  # in the system's font
    found = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', text))
    total = len(page)
    for address in found:
        content = file(address)
        total += len(gzip.compress(content))
        if address.endswith("small-fonts.css"):
            for name in set(re.findall(r'url\("([^"]+)"\)', content.decode())):
                if any(script in name and letters.search(read) for script, letters in SCRIPTS.items()):
                    total += len(file(urljoin(address, name)))
    return total


def file(address: str) -> bytes:
    path = finders.find(address.removeprefix("/static/"))
    assert isinstance(path, str), address
    return Path(path).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_under_a_hundred_kilobytes(dilan: Visitor, office: Office, language: str) -> None:
    for day in workdays(range(10, 44, 3)):
        office.booked(at(9, day=day), dilan.participation)
    Agreement.objects.create(centre=office.centre, participant=dilan.participant, text_version="2026-1")
    PersonalLink.objects.update(language=language)
    for rest in ("", "daten/", "beschwerde/", "daten/kopie/", f"{dilan.date}/absagen/", f"{dilan.date}/andere-zeit/"):
        page = dilan.look(rest)
        assert page.status_code == 200
        assert fetched(page.content) < MOST, f"{rest}: {fetched(page.content)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_questionnaire_is_under_a_hundred_kilobytes(office: Office, language: str) -> None:
    for key in ("session", "quality", "improvement", "self_evaluation"):
        page = guest(office, key, language).look()
        assert page.status_code == 200
        assert fetched(page.content) < MOST, f"{key}: {fetched(page.content)}"


def test_the_wrong_link_page_is_small_too(db: None, dilan: Visitor) -> None:
    assert fetched(dilan.browser.get("/p/made-up/").content) < MOST


def test_it_works_without_scripts(dilan: Visitor) -> None:
    """The one script there is knows the theme alone."""
    for rest in ("", "daten/", f"{dilan.date}/absagen/"):
        assert re.findall(r'<script src="/static/perspektiv/([^"]+)"', dilan.look(rest).content.decode()) == [
            "theme.js"
        ]
