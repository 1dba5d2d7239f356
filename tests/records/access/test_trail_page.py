"""The page of the trail: who, when, what, which id; filtered, paged, verified."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

import perspektiv.records
from perspektiv.records.access.models import Centre, Record, TrailRow, User
from perspektiv.records.access.trail import SYSTEM, record
from perspektiv.records.access.trail_words import in_words, kind_in_words
from tests.records.personas import Personas

Browser = Callable[[User], Client]
PAGE = "/protokoll/"


def rows_of(text: str) -> list[str]:
    return re.findall(r'<td class="n pv-muted">(\d+)</td>', text)


@pytest.fixture
def written(personas: Personas) -> Personas:
    for number in range(60):
        actor = personas.toni if number % 2 else personas.jule
        record(by=actor, what="notes.read", subject=personas.wachtel, person=uuid4())
    return personas


class TestReading:
    def test_the_newest_first_fifty_a_page(self, written: Personas, as_user: Browser) -> None:
        browser = as_user(written.ada)
        first = browser.get(PAGE).content.decode()
        assert rows_of(first) == [str(seq) for seq in range(60, 10, -1)]
        older = re.search(r"before=(\d+)", first)
        assert older
        second = browser.get(PAGE, {"before": older[1]}).content.decode()
        assert rows_of(second) == [str(seq) for seq in range(10, 0, -1)]
        assert "Notizen angesehen" in first

    def test_by_day_and_by_account(self, written: Personas, as_user: Browser) -> None:
        browser = as_user(written.ada)
        TrailRow.objects.filter(seq__lte=3).update(at=timezone.now() - timedelta(days=2))
        day = timezone.localdate() - timedelta(days=2)
        assert rows_of(browser.get(PAGE, {"day": str(day)}).content.decode()) == ["3", "2", "1"]
        both = browser.get(PAGE, {"day": str(day), "actor": written.toni.trail_name}).content.decode()
        assert rows_of(both) == ["2"]
        assert "Kein Eintrag passt" in browser.get(PAGE, {"day": "2001-01-01"}).content.decode()

    def test_another_centres_rows_are_not_there(self, written: Personas, as_user: Browser) -> None:
        row = record(by=written.fremd, what="file.read", subject=written.elsewhere)
        assert str(row.seq) not in rows_of(as_user(written.ada).get(PAGE).content.decode())

    def test_reading_leaves_a_row_itself(self, written: Personas, as_user: Browser) -> None:
        as_user(written.hanne).get(PAGE)
        last = TrailRow.objects.order_by("-seq")[0]
        assert (last.actor, last.what) == (written.hanne.trail_name, "trail.read")

    @pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
    def test_a_day_out_of_reach_gets_a_sentence(self, written: Personas, as_user: Browser, day: str) -> None:
        answer = as_user(written.ada).get(PAGE, {"day": day})
        assert answer.status_code == 200
        assert "zwischen 1990 und 2100" in answer.content.decode()

    @pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
    def test_the_first_and_the_last_day_are_looked_up(self, written: Personas, as_user: Browser, day: str) -> None:
        answer = as_user(written.ada).get(PAGE, {"day": day}).content.decode()
        assert "zwischen 1990 und 2100" not in answer
        assert not rows_of(answer)

    def test_asks_as_often_for_fifty_as_for_ten(self, personas: Personas, as_user: Browser) -> None:
        browser = as_user(personas.ada)
        browser.get(PAGE)
        counted = []
        for more in (10, 40):
            for _ in range(more):
                record(by=personas.toni, what="file.read", subject=personas.wachtel)
            with CaptureQueriesContext(connection) as asked:
                browser.get(PAGE)
            counted.append(len(asked))
        assert counted[0] == counted[1]


class TestNames:
    @pytest.mark.parametrize(("who", "named"), [("ada", True), ("hanne", True), ("quirin", False), ("august", False)])
    def test_are_for_head_and_administrator(self, written: Personas, as_user: Browser, who: str, named: bool) -> None:
        page = as_user(getattr(written, who)).get(PAGE).content.decode()
        table = page[page.index("<tbody>") :] + page[page.index('<select name="actor"') : page.index("</select>")]
        assert ("Toni Zeisig" in table) is named
        assert (str(written.toni.id)[:8] in table.replace(written.toni.trail_name, "")) is not named

    def test_of_participants_are_never_there(self, written: Personas, as_user: Browser) -> None:
        page = as_user(written.ada).get(PAGE).content.decode()
        assert "Wachtel" not in page[page.index("<tbody>") :]


class TestVerifying:
    def test_says_in_a_sentence_what_holds(self, written: Personas, as_user: Browser) -> None:
        answer = as_user(written.august).post(reverse("access:trail_verify"), follow=True).content.decode()
        assert "Das Protokoll hält: 60 Einträge" in answer

    def test_says_where_it_breaks(self, written: Personas, as_user: Browser) -> None:
        TrailRow.objects.filter(seq=17).update(what="file.read")
        answer = as_user(written.august).post(reverse("access:trail_verify"), follow=True).content.decode()
        assert "Ab Eintrag 17" in answer


class TestWords:
    def test_every_name_that_the_rooms_write_has_words(self) -> None:
        unknown = [name for name in set(_names()) if in_words(name) == name]
        assert not unknown, "add them to records/access/trail_words.py"

    def test_in_both_languages(self) -> None:
        with translation.override("de"):
            assert in_words("cases.goal_set") == "Ziel gesetzt"
        with translation.override("en"):
            assert in_words("cases.goal_set") == "goal set"
        assert in_words("nobody.knows") == "nobody.knows"

    def test_every_kind_of_record_has_words(self) -> None:
        kinds = [model._meta.label_lower for model in apps.get_models() if issubclass(model, (Record, User, Centre))]
        assert not [kind for kind in kinds if kind_in_words(kind) == kind], "add them to records/access/trail_words.py"
        with translation.override("en"):
            assert kind_in_words("cases.goal") == "goal"

    def test_the_installation_names_itself(self, personas: Personas, as_user: Browser) -> None:
        record(by=SYSTEM, what="file.read", subject=personas.centre)
        assert "Perspektiv selbst" in as_user(personas.ada).get(PAGE).content.decode()


def _names() -> Iterator[str]:
    """The literals that are given as ``what=``, and whatever looks like the name of a page that is read."""
    for path in Path(perspektiv.records.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+\.read", str(node.value)):
                yield str(node.value)
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg == "what" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value)
