"""Templates: every change is a version, unknown fields are refused by name, an older version can be taken back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.letters.actions.letterheads import set_letterhead
from perspektiv.records.letters.actions.templates import (
    TemplateChangedMeanwhile,
    edit,
    newest_of,
    ship_templates,
    take_back,
)
from perspektiv.records.letters.comparing import compared
from perspektiv.records.letters.models import Channel, Message, Purpose, Template
from perspektiv.records.letters.rendering import render
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import invited
from tests.records.personas import Personas

AsUser = Callable[[User], Client]


@pytest.fixture
def text(personas: Personas) -> Template:
    ship_templates(centre=personas.centre)
    return of(personas)


def of(personas: Personas, channel: Channel = Channel.LETTER, language: str = "de") -> Template:
    texts = Template.objects.filter(centre=personas.centre, purpose=Purpose.INVITATION)
    return texts.filter(channel=channel, language=language).order_by("-number")[0]


def changed(personas: Personas, text: Template, body: str, subject: str = "Ihr Termin") -> Template:
    return edit(by=personas.toni, template=text, number=text.number, subject=subject, body=body, reviewed=True)


def test_a_change_is_a_new_version_and_messages_keep_theirs(
    personas: Personas, dilan: Participant, text: Template
) -> None:
    before = invited(personas, dilan)
    made = changed(personas, text, "Kommen Sie am {{ day }}.")
    after = invited(personas, dilan)
    assert (made.number, newest_of(text)) == (2, made)
    assert (before.template, after.template) == (text, made)
    assert after.body == "Kommen Sie am Donnerstag, 3. Dezember 2026." != before.body


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Guten Tag {{ nmae }}", "nmae"),
        ("{{ segment }}", "segment"),
        ("{{ name.upper }}", "name.upper"),
        ("{{ name|safe }}", "name|safe"),
        ("{{ }}", "„ “"),
        ("Guten Tag {{ name", "Guten Tag {{ name"),
        ("name }} guten Tag", "name }} guten Tag"),
    ],
)
def test_an_unknown_field_is_refused_by_name(personas: Personas, text: Template, body: str, named: str) -> None:
    with pytest.raises(Refused) as refused:
        changed(personas, text, body)
    assert named in refused.value.sentence.de
    assert newest_of(text) == text


def test_what_looks_like_code_is_only_words(personas: Personas, text: Template) -> None:
    made = changed(personas, text, "{% now 'Y' %} {{ name }}")
    assert render(made.body, made.purpose, {"name": "{{ day }}"}, "de") == "{% now 'Y' %} {{ day }}"


def test_a_line_without_any_value_is_left_out() -> None:
    words = "Guten Tag {{ name }}\n> Ort: {{ place }}\nMit: {{ with }}"
    assert render(words, Purpose.INVITATION, {"name": "A", "with": "B"}, "de") == "Guten Tag A\nMit: B"


@pytest.mark.parametrize("subject", ["Ihr Beratungstermin", "Post vom Jobcenter", "Your counselling"])
def test_a_subject_that_tells_is_refused(personas: Personas, text: Template, subject: str) -> None:
    with pytest.raises(Refused, match=subject.split()[-1]):
        changed(personas, text, "Guten Tag", subject)


def test_empty_words_are_refused(personas: Personas, text: Template) -> None:
    for body, subject in (("", "Ihr Termin"), ("Guten Tag", " ")):
        with pytest.raises(Refused):
            changed(personas, text, body, subject)


def test_of_two_who_change_the_second_sees_both_texts(personas: Personas, text: Template, as_user: AsUser) -> None:
    changed(personas, text, "Die erste Änderung.")
    with pytest.raises(TemplateChangedMeanwhile):
        changed(personas, text, "Die zweite Änderung.")
    typed = {"number": "1", "subject": "Ihr Termin", "body": "Die zweite Änderung.", "reviewed": "on"}
    answer = as_user(personas.birte).post(f"/vorlagen/{text.pk}/", typed)
    assert answer.status_code == 409
    assert "Die erste Änderung." in answer.content.decode() and "Die zweite Änderung." in answer.content.decode()


def test_sent_twice_it_is_one_version(personas: Personas, text: Template, as_user: AsUser) -> None:
    typed = {"id": str(uuid4()), "number": "1", "subject": "Ihr Termin", "body": "Neu.", "reviewed": "on"}
    client = as_user(personas.toni)
    first, second = (client.post(f"/vorlagen/{text.pk}/", typed) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    assert newest_of(text).number == 2


def test_versions_are_compared_and_an_older_one_taken_back(personas: Personas, text: Template, as_user: AsUser) -> None:
    made = changed(personas, text, text.body.replace("wir laden", "gern laden wir"), text.subject)
    assert [line.kind for line in compared(text, made) if line.kind != "same"] == ["gone", "new"]
    client = as_user(personas.toni)
    assert "gern laden wir" in client.get(f"/vorlagen/{text.pk}/vergleich/").content.decode()
    client.post(f"/vorlagen/{text.pk}/zurueck/", {"id": str(uuid4())})
    newest = newest_of(text)
    assert (newest.number, newest.body) == (3, text.body)
    id = uuid4()
    assert take_back(by=personas.toni, template=made, id=id) == take_back(by=personas.toni, template=made, id=id)


@pytest.mark.parametrize(
    ("channel", "shows"), [(Channel.LETTER, "data:image/png"), (Channel.MAIL, "<table"), (Channel.SMS, "1 SMS")]
)
def test_a_preview_shows_it_as_it_will_look(
    personas: Personas, text: Template, as_user: AsUser, channel: Channel, shows: str
) -> None:
    one = of(personas, channel)
    answer = as_user(personas.toni).get(f"/vorlagen/{one.pk}/ansicht/")
    assert shows in answer.content.decode()
    assert "sandbox" in answer["Content-Security-Policy"] and "script-src" not in answer["Content-Security-Policy"]


def test_what_is_typed_is_previewed_before_it_is_saved(personas: Personas, text: Template, as_user: AsUser) -> None:
    one = of(personas, Channel.MAIL)
    client = as_user(personas.toni)
    typed = {"subject": "Neu am {{ day }}", "body": "<b>{{ name }}</b>"}
    content = client.post(f"/vorlagen/{one.pk}/ansicht/", typed).content.decode()
    assert "Neu am Donnerstag" in content and "&lt;b&gt;Dilan Distel&lt;/b&gt;" in content
    refused = client.post(f"/vorlagen/{one.pk}/ansicht/", {"subject": "x", "body": "{{ segment }}"})
    assert refused.status_code == 409 and "segment" in refused.content.decode()
    assert newest_of(one) == one


def test_unreviewed_translations_are_marked(personas: Personas, text: Template, as_user: AsUser) -> None:
    client = as_user(personas.toni)
    assert "nicht geprüft" in client.get(f"/vorlagen/{of(personas, Channel.MAIL, 'ar').pk}/").content.decode()
    assert "nicht geprüft" not in client.get(f"/vorlagen/{text.pk}/").content.decode()


def test_the_list_takes_the_same_number_of_statements_for_more_versions(
    personas: Personas, text: Template, as_user: AsUser
) -> None:
    client = as_user(personas.toni)
    client.get("/vorlagen/")
    counted = []
    for _ in range(2):
        for _ in range(5):
            changed(personas, newest_of(text), f"Fassung {uuid4()}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/vorlagen/")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 25


def test_the_sender_is_neutral_and_stands_in_letters(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    client = as_user(personas.toni)
    typed = {"sender": "Beratung Musterplatz", "street": "Musterplatz 4", "postcode": "44137", "city": "Dortmund"}
    assert client.post("/vorlagen/absender/", {**typed, "version": "0"}).status_code == 422
    assert client.post("/vorlagen/absender/", {**typed, "sender": "Musterplatz", "version": "0"}).status_code == 302
    assert invited(personas, dilan).body.endswith("Musterplatz")
    particulars = {"sender": "A", "street": "", "postcode": "", "city": "", "phone": "", "email": ""}
    with pytest.raises(Refused):
        set_letterhead(by=personas.toni, centre=personas.centre, version=0, **particulars)


def test_a_centre_whose_name_tells_writes_as_an_office(personas: Personas, dilan: Participant) -> None:
    personas.centre.name = "Beratungszentrum"
    personas.centre.save()
    assert "Beratung" not in invited(personas, dilan).body
    assert Message.objects.get().body.endswith("Terminbüro")


def test_a_sentence_that_leads_to_nothing_is_left_out_too() -> None:
    words = "Guten Tag {{ name }}:\n\nAuf Ihrer Seite:\n{{ link }}\n\nGruß"
    assert render(words, Purpose.INVITATION, {"name": "A"}, "de") == "Guten Tag A:\n\nGruß"
    assert "Auf Ihrer Seite:\nhttps://a" in render(words, Purpose.INVITATION, {"link": "https://a"}, "de")
