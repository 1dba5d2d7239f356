"""The pages of questionnaires, used as a head or a quality officer does: with forms alone, no script needed."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from perspektiv.records.access.models import User
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.actions.drafts import begin_next, publish
from perspektiv.records.feedback.actions.instruments import bring_in, found, shipped_content
from perspektiv.records.feedback.contents import content_of, fingerprint
from perspektiv.records.feedback.forms.instruments import ItemForm, shown
from perspektiv.records.feedback.forms.languages import LanguageForm
from perspektiv.records.feedback.models import Answer, Instrument, InstrumentVersion, Item, Response
from perspektiv.records.feedback.xlsform.writing import written
from perspektiv.records.letters.languages import LANGUAGES
from tests.records.personas import Personas

AsUser = Callable[[User], Client]
QUESTION: dict[str, Any] = {"question": "Wie war es?", "kind": "rating", "minimum": "1", "maximum": "5"}


@pytest.fixture
def head(personas: Personas, as_user: AsUser) -> Client:
    return as_user(personas.hanne)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"feedback:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, to: str, /, *args: object, status: int = 302, **data: Any) -> str:
    answer = client.post(reverse(f"feedback:{to}", args=args), data)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.headers.get("Location", "") if status == 302 else answer.content.decode()


def hidden(html: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', html)
    assert found
    return found.group(1)


def draft_of(personas: Personas, key: str) -> InstrumentVersion:
    return begin_next(by=SYSTEM, instrument=bring_in(by=SYSTEM, centre=personas.centre, key=key).instrument)


def test_a_centre_finds_every_shipped_questionnaire(head: Client) -> None:
    said = page(head, "instruments")
    for key in shipped.KEYS:
        assert shipped.words_of("de")[key]["name"] in said


def test_from_an_idea_to_a_published_questionnaire(head: Client, personas: Personas) -> None:
    id = uuid4()
    for _time in range(2):  # a double click
        draft = sent(head, "new_instrument", name="Kurz gefragt", purpose="session", id=id)
    assert draft == reverse("feedback:version", args=[id])
    assert "noch keine Frage" in page(head, "version", id)
    item = uuid4()
    for _time in range(2):
        sent(head, "new_item", id, **QUESTION, low="schlecht", high="gut", threshold="2,5", id=item)
    sent(head, "new_item", id, question="Weiter?", kind="choice", answers="nein\n\nja", another="1", id=uuid4())
    first, second = InstrumentVersion.objects.get(pk=id).items.all()
    assert (first.threshold, first.words) == (
        2.5,
        {"de": {"question": "Wie war es?", "low": "schlecht", "high": "gut"}},
    )
    assert [choice["key"] for choice in second.choices] == ["nein", "ja"] and second.maximum == 2
    sent(head, "publish", id, seen=hidden(page(head, "version", id), "seen"))
    said = page(head, "version", id)
    assert "ändert sich nicht mehr" in said and reverse("feedback:item", args=[item]) not in said
    assert head.get(reverse("feedback:item", args=[item])).status_code == 302, "nothing to edit any more"


def test_what_is_refused_keeps_what_was_typed(head: Client, personas: Personas) -> None:
    draft = draft_of(personas, "session")
    said = sent(head, "new_item", draft.pk, **{**QUESTION, "question": "Ganz neu?", "threshold": "9"}, status=422)
    assert "liegen zwischen" in said and "Ganz neu?" in said
    said = sent(head, "new_item", draft.pk, **{**QUESTION, "maximum": "viel"}, status=422)
    assert "viel" in said and draft.items.count() == 4


def test_two_people_change_one_question(head: Client, as_user: AsUser, personas: Personas) -> None:
    item = draft_of(personas, "session").items.all()[0]
    version = hidden(page(head, "item", item.pk), "version")
    form = {**QUESTION, "minimum": "1", "maximum": "10", "threshold": "7", "key": item.key}
    sent(as_user(personas.quirin), "item", item.pk, version=version, **{**form, "question": "Von Quirin"})
    said = sent(head, "item", item.pk, version=version, **{**form, "question": "Von Hanne"}, status=409)
    assert "Von Quirin" in said and "Von Hanne" in said
    sent(head, "item", item.pk, version=hidden(said, "version"), **{**form, "question": "Von Hanne"})
    item.refresh_from_db()
    assert item.words["de"]["question"] == "Von Hanne" and item.words["tr"]["question"]


def test_languages_that_say_what_german_no_longer_says_are_read_again(head: Client, personas: Personas) -> None:
    draft = draft_of(personas, "session")
    item = draft.items.all()[0]
    for language in ("tr", "ar"):
        form = LanguageForm(content=content_of(draft), language=language)
        texts: dict[str, Any] = {place.field: place.stored for place in form.places}
        seen = hidden(page(head, "language", draft.pk, language), "seen")
        sent(head, "language", draft.pk, language, **texts, reviewed="on", seen=seen)
    fields = ItemForm(draft=draft, item=item, initial=shown(item))
    same = {bound.name: bound.value() for bound in fields if bound.value()}
    sent(head, "item", item.pk, version=hidden(page(head, "item", item.pk), "version"), **{**same, "to_raise": "Mehr."})
    draft.refresh_from_db()
    assert draft.words["tr"]["reviewed"], "what counsellors are told is not said in Turkish"
    assert not draft.words["en"]["reviewed"], "but in English"
    sent(head, "item", item.pk, version=hidden(page(head, "item", item.pk), "version"), **{**same, "question": "Und?"})
    draft.refresh_from_db()
    assert draft.words["de"]["reviewed"] and not draft.words["tr"]["reviewed"] and not draft.words["ar"]["reviewed"]
    assert "Türkçe" in page(head, "version", draft.pk).split('id="messages"')[1].split("</div>")[0]


def test_other_german_words_around_the_questions_are_read_again_in_other_languages(
    head: Client, personas: Personas
) -> None:
    draft = draft_of(personas, "session")
    form = LanguageForm(content=content_of(draft), language="de")
    texts: dict[str, Any] = {place.field: place.stored for place in form.places} | {"reviewed": "on"}
    seen = hidden(page(head, "language", draft.pk, "de"), "seen")
    sent(head, "language", draft.pk, "de", **{**texts, "all.intro": "Etwas anderes."}, seen=seen)
    draft.refresh_from_db()
    assert draft.words["de"]["reviewed"] and not draft.words["en"]["reviewed"]
    assert "English" in page(head, "version", draft.pk).split('id="messages"')[1].split("</div>")[0]


def test_a_question_opened_and_saved_is_the_same(personas: Personas) -> None:
    """Whatever a form shows, it sends back: no language, no key, no number gets lost on the way."""
    for key in shipped.KEYS:
        draft = draft_of(personas, key)
        before = content_of(draft)["items"]
        for item, content in zip(draft.items.select_related("scale"), before, strict=True):
            fields = ItemForm(draft=draft, item=item, initial=shown(item))
            form = ItemForm({bound.name: bound.value() for bound in fields if bound.value()}, draft=draft, item=item)
            assert form.is_valid(), form.errors
            assert form.content() == content


def test_questions_are_moved_removed_and_put_back(head: Client, personas: Personas) -> None:
    draft = draft_of(personas, "session")
    before = content_of(draft)["items"]
    item = draft.items.get(key="topics")
    sent(head, "move_item", item.pk, place=4)
    assert [one.key for one in draft.items.all()] == ["heard", "way", "forward", "topics"]
    sent(head, "move_item", item.pk, place=2)
    sent(head, "remove_item", item.pk)
    assert draft.items.count() == 3
    assert f'action="{reverse("feedback:put_back", args=[draft.pk])}"' in page(head, "version", draft.pk)
    for _time in range(2):
        sent(head, "put_back", draft.pk)
    assert content_of(draft)["items"] == before


def test_a_language_is_written_on_one_page(head: Client, personas: Personas) -> None:
    draft = draft_of(personas, "improvement")
    said = page(head, "language", draft.pk, "tr")
    choice = "choice.behaviour.better"
    assert f'name="{choice}"' in said and 'name="choice.attitude.better"' not in said, "the same answer is asked once"
    form = LanguageForm(content=content_of(draft), language="tr")
    texts: dict[str, Any] = {place.field: place.stored for place in form.places}
    seen = hidden(said, "seen")
    sent(head, "language", draft.pk, "tr", **{**texts, choice: "daha iyi oldu", "reviewed": "on"}, seen=seen)
    draft.refresh_from_db()
    assert draft.words["tr"]["reviewed"] and draft.words["tr"]["intro"]
    for key in ("behaviour", "attitude", "rights"):
        words = {one["key"]: one["words"]["tr"] for one in draft.items.get(key=key).choices}
        assert words["better"] == "daha iyi oldu" and words["worse"]
    published = draft.instrument.versions.published()[0]
    assert not published.words["tr"]["reviewed"]
    said = sent(head, "language", draft.pk, "tr", **texts, seen=seen, status=409)
    assert "daha iyi oldu" in said and "inzwischen geändert" in said


def test_what_is_emptied_falls_back_to_german(head: Client, personas: Personas) -> None:
    draft = draft_of(personas, "closing")
    sent(head, "language", draft.pk, "fa", seen=hidden(page(head, "language", draft.pk, "fa"), "seen"))
    draft.refresh_from_db()
    assert "fa" not in draft.words and all("fa" not in item.words for item in draft.items.all())
    said = page(head, "preview", draft.pk)
    assert "Wie war das Abschlussgespräch?" in said
    said = head.get(reverse("feedback:preview", args=[draft.pk]), {"sprache": "fa"}).content.decode()
    assert 'dir="rtl"' in said and 'lang="de" dir="ltr"' in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_speaks_every_language_and_keeps_nothing(head: Client, personas: Personas, language: str) -> None:
    version = bring_in(by=SYSTEM, centre=personas.centre, key="self_evaluation")
    address = reverse("feedback:preview", args=[version.pk])
    said = head.get(address, {"sprache": language}).content.decode()
    assert f'lang="{language}" dir="{"rtl" if language in ("ar", "fa") else "ltr"}"' in said
    for item in version.items.all():
        assert item.words[language]["question"].replace("'", "&#x27;") in said
    assert head.post(address, {"calm": "3"}).status_code == 405
    assert not Response.objects.exists() and not Answer.objects.exists()


def test_a_form_is_sent_and_becomes_a_draft(head: Client, personas: Personas) -> None:
    content = shipped_content("self_evaluation")
    content["scales"].sort(key=lambda scale: scale["key"])
    file = written(content, key="zutrauen", number=1)
    id = uuid4()
    for _time in range(2):
        upload = SimpleUploadedFile("Zutrauen.xlsx", file)
        sent(head, "read_new", file=upload, purpose="self_evaluation", id=id)
    draft = InstrumentVersion.objects.get(pk=id)
    assert draft.instrument.key == "zutrauen" and content_of(draft) == content and not draft.published_at
    got = head.get(reverse("feedback:xlsform", args=[id]))
    assert got.headers["Content-Disposition"] == 'attachment; filename="zutrauen-1.xlsx"'
    publish(by=SYSTEM, draft=draft, seen=fingerprint(content_of(draft)))
    sent(head, "read_next", draft.instrument_id, file=SimpleUploadedFile("z.xlsx", got.content), id=uuid4())
    assert draft.instrument.versions.count() == 2


def test_a_form_that_cannot_be_taken_leaves_nothing(head: Client, personas: Personas) -> None:
    content = shipped_content("session")
    content["items"][1]["scale"] = "weg"
    upload = SimpleUploadedFile("x.xlsx", written(content, key="x", number=1))
    said = sent(head, "read_new", file=upload, purpose="session", id=uuid4(), status=422)
    assert "Blatt survey, Zeile 4, Spalte scale" in said and "nicht auf dem Blatt" in said
    for name, file in (("x.xlsx", b"PK kaputt"), ("x.xls", b"x"), ("x.xlsx", BytesIO().getvalue())):
        sent(head, "read_new", file=SimpleUploadedFile(name, file), purpose="session", id=uuid4(), status=422)
    assert not Instrument.objects.filter(key="x").exists() and not Item.objects.exists()


def test_a_form_with_a_short_name_that_is_taken_says_where_the_name_stands(head: Client, personas: Personas) -> None:
    taken = draft_of(personas, "session").instrument.key
    upload = SimpleUploadedFile("x.xlsx", written(shipped_content("session"), key=taken, number=1))
    said = sent(head, "read_new", file=upload, purpose="session", id=uuid4(), status=422)
    assert "Blatt settings, Zeile 2, Spalte form_id" in said and "„session“ gibt es schon" in said


def test_the_list_asks_the_database_as_often_for_many(head: Client, personas: Personas) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(head, "instruments")
        return len(asked)

    page(head, "instruments")
    few = queries()
    for number in range(40):
        found(by=SYSTEM, centre=personas.centre, purpose="quality", anonymous=False, name=f"Nummer {number}")
    assert queries() == few


def test_a_version_asks_the_database_as_often_for_many(head: Client, personas: Personas) -> None:
    def queries(key: str) -> int:
        draft = draft_of(personas, key)
        page(head, "version", draft.pk)
        with CaptureQueriesContext(connection) as asked:
            page(head, "version", draft.pk)
        return len(asked)

    assert queries("closing") == queries("satisfaction") <= queries("self_evaluation")


def test_an_instrument_is_retired_and_taken_up(head: Client, personas: Personas) -> None:
    instrument = bring_in(by=SYSTEM, centre=personas.centre, key="session").instrument
    sent(head, "retire", instrument.pk, version=1)
    assert "nicht mehr verwendet" in page(head, "instruments")
    sent(head, "take_up", instrument.pk, version=2)
    sent(head, "begin_next", instrument.pk)
    draft = instrument.versions.get(published_at=None)
    sent(head, "new_scale", draft.pk, name="Nähe", scoring="mean", error_variant="difference", id=uuid4())
    scale = draft.scales.get(key="nahe")
    sent(head, "scale", scale.pk, name="Nähe", scoring="sum", error_variant="difference", version=1)
    assert "Keine Frage gehört zu ihr" in page(head, "version", draft.pk)
    sent(head, "remove_scale", scale.pk)
    sent(head, "discard", draft.pk)
    assert instrument.versions.count() == 1
