"""Generated requests to every address, by everybody: no answer is an error of the application or shows its insides.

A seed makes the same requests again. They begin from what the pages' own forms would send, and from the parameters
that the views were heard asking for; some of their values are then replaced by what nobody types.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from perspektiv.errors import Refused
from perspektiv.language import Text
from tests.matrix.addresses import lines
from tests.matrix.hostile.browsing import ask, nothing_stays, quoted
from tests.matrix.hostile.forms import Form
from tests.matrix.hostile.knowing import Known
from tests.matrix.hostile.listening import listening
from tests.matrix.hostile.values import hostile, hostile_path, wrong_upload
from tests.matrix.page import EVERYBODY, Page
from tests.records.personas import Personas

FEW, MANY = 600, 1_000
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"HX-Request": "true"},
    {"Accept-Language": "xx,\x7f;q=9"},
    {"Referer": "https://example.org/"},
)


def test_some_generated_requests_break_nothing(personas: Personas) -> None:
    assert broken(personas, lines(), seed=0, count=FEW) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 11))
def test_ten_thousand_generated_requests_break_nothing(personas: Personas, seed: int) -> None:
    assert broken(personas, lines(), seed=seed, count=MANY) == []


class TestTheGenerator:
    """It must be able to find something."""

    def test_finds_a_page_that_cannot_bear_a_null_byte(self, personas: Personas) -> None:
        def fragile(*, content: str, **_: Any) -> None:
            if "\0" in content:
                raise LookupError("planted")
            raise Refused(Text("Nein.", "No."))

        with patch("perspektiv.records.access.views.drafts.keep_draft", fragile):
            found = broken(personas, [page for page in lines() if page.name == "access:draft"], seed=0, count=1_500)
        assert any("LookupError: planted" in line for line in found)

    def test_finds_a_page_that_shows_its_insides(self, personas: Personas) -> None:
        shown = patch(
            "perspektiv.records.desk.views.help.render", return_value=HttpResponse("Traceback (most recent call last)")
        )
        with shown:
            found = broken(personas, [page for page in lines() if page.name == "desk:help"], seed=0, count=40)
        assert any("shows 'Traceback" in line for line in found)

    def test_reaches_what_the_forms_lead_to(self, personas: Personas) -> None:
        """Of the addresses that take what is typed, nearly all are known by a form or by what they ask for."""
        known = Known(personas, lines())
        posted = {page.name for page in lines() if "POST" in page.methods}
        assert len({name for name in posted if known.forms[name]}) > len(posted) / 2


def broken(personas: Personas, pages: Sequence[Page], *, seed: int, count: int) -> list[str]:
    """Sends so many requests; a line for each answer that should not have been."""
    return list(_broken(Known(personas, pages), random.Random(seed), count))


def _broken(known: Known, rng: random.Random, count: int) -> Iterator[str]:
    for page in islice(cycle(rng.sample(known.pages, len(known.pages))), count):
        who = rng.choice((page.by or EVERYBODY).split() if rng.random() < 0.8 else EVERYBODY.split())
        method = rng.choice(page.methods.split() if rng.random() < 0.95 else ("GET", "POST"))
        with transaction.atomic():
            address = _address(known, page, rng)
            pairs, files = _typed(known, page, rng), _uploads(known, page, rng) if method == "POST" else {}
            with listening() as heard:
                answer = ask(known.browser(who), method, address, pairs, files, **rng.choice(HEADERS))
            known.heard[page.name] |= heard
            nothing_stays()
        if answer.broken:
            shortly = [(name, value[:80]) for name, value in pairs]
            yield f"{who} {method} {address[:300]} {shortly} {sorted(files)}: {answer.broken[-1500:]}"


def _address(known: Known, page: Page, rng: random.Random) -> str:
    """Mostly of a record of ours; now and then of a foreign one, or with something else in its place."""
    side = known.ours if rng.random() < 0.85 else known.theirs
    arguments = page.arguments(side)
    address = reverse(page.name, kwargs=arguments)
    if arguments and rng.random() < 0.25:
        part = quoted(str(rng.choice(list(arguments.values()))))
        address = address.replace(part, quoted(hostile_path(rng, known.ids)))
    return address


def _typed(known: Known, page: Page, rng: random.Random) -> list[tuple[str, str]]:
    form = rng.choice(known.forms[page.name] or [Form("", "POST")])
    pairs = list(form.pairs) if rng.random() < 0.8 else []
    pairs += [(name, str(value)) for name, value in page.posted(known.ours).items()] if rng.random() < 0.3 else []
    known_names = sorted(known.heard[page.name] | {name for name, _ in pairs})
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        name = rng.choice(known_names) if known_names and rng.random() < 0.95 else hostile(rng, known.ids)[:200]
        if rng.random() < 0.85:
            pairs = [pair for pair in pairs if pair[0] != name]
        pairs += [(name, hostile(rng, known.ids))] * rng.choice((1, 1, 1, 2))
    if pairs and rng.random() < 0.15:
        pairs.pop(rng.randrange(len(pairs)))
    return pairs


def _uploads(known: Known, page: Page, rng: random.Random) -> dict[str, Any]:
    names = sorted({name for form in known.forms[page.name] for name in form.files})
    if rng.random() < 0.02:
        names = sorted(known.heard[page.name])
    return {name: wrong_upload(rng) for name in names if rng.random() < 0.8}
