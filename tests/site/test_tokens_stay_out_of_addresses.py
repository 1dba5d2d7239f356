"""No form sends its secret token, or what somebody typed into it, in an address: those end up in logs and histories."""

import re
from pathlib import Path

import perspektiv

TEMPLATES = sorted(Path(perspektiv.__file__).parent.rglob("templates/**/*.html"))
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)


def forms() -> list[tuple[str, str]]:
    return [(path.name, form) for path in TEMPLATES for form in FORM.findall(path.read_text(encoding="utf-8"))]


def leaks(form: str) -> bool:
    head = form.partition("%}" if "{%" in form.partition(">")[0] else ">")[0]
    tag = re.match(r"<form\b(?:{%.*?%}|{{.*?}}|[^>])*>", form)
    head = tag[0] if tag else head
    if "csrf_token" not in form:
        return False
    by_get = re.search(r'method="get"', head) or "formmethod" in form
    included = re.search(r"hx-get=[^>]*hx-include", form) and "not csrfmiddlewaretoken" not in head
    return bool(by_get or included)


def test_forms_with_a_token_are_never_sent_by_get() -> None:
    assert len(forms()) > 50
    assert [name for name, form in forms() if leaks(form)] == []


def test_control_such_forms_are_found() -> None:
    assert leaks('<form method="get">{% csrf_token %}</form>')
    assert leaks('<form method="post">{% csrf_token %}<button formmethod="get">' + "</form>")
    assert leaks('<form method="post">{% csrf_token %}<input hx-get="/x/" hx-include="closest form"></form>')
    assert not leaks('<form method="get"><input name="q"></form>')
