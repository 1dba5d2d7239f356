"""Asking jobcoaches by mail: one mail each, no names, never twice within a fortnight, never somebody else's people."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.outcomes.actions import inquiries
from perspektiv.records.outcomes.actions.inquiries import ask_jobcoaches
from perspektiv.records.outcomes.models import FollowUp, Inquiry
from perspektiv.records.people.models import Jobcoach
from tests.records.outcomes.scenes import due_since, left
from tests.records.personas import Personas


def test_one_mail_holds_all_questions_to_a_jobcoach(personas: Personas) -> None:
    fee = personas.wachtel
    people = [
        left(personas.centre, due_since(3), name, number=number, jobcoach=fee)
        for name, number in (("Dilan Distel", "317A123456"), ("Alma Ahorn", "317A987654"))
    ]

    sent = ask_jobcoaches(by=personas.toni, ids=[person.pk for person in people])

    assert (sent.mails, sent.questions, sent.failed) == (1, 4, [])
    letter = mail.outbox[0]
    assert letter.to == [fee.email]
    assert letter.subject == "Perspektiv: 4 kurze Fragen"
    assert len(set(re.findall(r"http\S+/antwort/\S+/", str(letter.body)))) == 4
    assert set(Inquiry.objects.values_list("about", flat=True)) == {"job", "measure"}
    assert TrailRow.objects.filter(what="outcomes.jobcoach_asked", person=people[0].pk).count() == 2


def test_the_mail_names_nobody(personas: Personas) -> None:
    person = left(personas.centre, due_since(3), number="317A123456", jobcoach=personas.wachtel)

    ask_jobcoaches(by=personas.toni, ids=[person.pk])

    text = f"{mail.outbox[0].subject}\n{mail.outbox[0].body}"
    assert "D. D. (…3456)" in text
    for secret in ("Dilan", "Distel", "317A123456", "317A", person.file_number):
        assert secret not in text
    assert "…3456" not in mail.outbox[0].subject and "D. D." not in mail.outbox[0].subject


def test_the_mail_is_german_whoever_sends_it(personas: Personas) -> None:
    from django.utils import translation

    person = left(personas.centre, due_since(3), jobcoach=personas.wachtel)

    with translation.override("en"):
        ask_jobcoaches(by=personas.toni, ids=[person.pk])

    assert str(mail.outbox[0].body).startswith("Guten Tag,")


def test_nobody_is_asked_twice_within_a_fortnight(personas: Personas) -> None:
    person = left(personas.centre, due_since(30), jobcoach=personas.wachtel)
    ask_jobcoaches(by=personas.toni, ids=[person.pk])

    assert ask_jobcoaches(by=personas.birte, ids=[person.pk]).mails == 0
    Inquiry.objects.update(sent_at=timezone.now() - timedelta(days=13, hours=23))
    assert ask_jobcoaches(by=personas.toni, ids=[person.pk]).mails == 0
    Inquiry.objects.update(sent_at=timezone.now() - timedelta(days=14, minutes=1))
    assert ask_jobcoaches(by=personas.toni, ids=[person.pk]).mails == 1
    assert Inquiry.objects.count() == 2, "the same questions, asked again"


def test_only_due_questions_are_asked(personas: Personas) -> None:
    fee = personas.wachtel
    soon, answered, asked = (left(personas.centre, due_since(days), jobcoach=fee) for days in (-5, 3, 3))
    for about in ("job", "measure"):
        FollowUp.objects.create(centre=personas.centre, participant=answered, about=about, answer="no")
    FollowUp.objects.create(centre=personas.centre, participant=asked, about="job", answer="no")

    ask_jobcoaches(by=personas.toni, ids=[soon.pk, answered.pk, asked.pk])

    inquiry = Inquiry.objects.get()
    assert (inquiry.participant, inquiry.about) == (asked, "measure")


def test_people_without_jobcoach_or_of_another_centre_are_left_out(personas: Personas) -> None:
    alone = left(personas.centre, due_since(3))
    pirol = Jobcoach.objects.create(centre=personas.elsewhere, family_name="Pirol", email="pirol@example.org")
    foreign = left(personas.elsewhere, due_since(3), jobcoach=pirol)
    silent = Jobcoach.objects.create(centre=personas.centre, family_name="Taube")
    gone = Jobcoach.objects.create(centre=personas.centre, family_name="Gans", email="g@example.org", in_use=False)
    others = [left(personas.centre, due_since(3), jobcoach=jobcoach) for jobcoach in (silent, gone)]

    sent = ask_jobcoaches(by=personas.toni, ids=[alone.pk, foreign.pk, *(person.pk for person in others)])

    assert (sent.mails, mail.outbox, Inquiry.objects.count()) == (0, [], 0)


def test_what_could_not_be_sent_is_free_again(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    person = left(personas.centre, due_since(3), jobcoach=personas.wachtel)

    def broken(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(inquiries, "send", broken)
        assert ask_jobcoaches(by=personas.toni, ids=[person.pk]).failed == ["Fee Wachtel"]
    assert set(Inquiry.objects.values_list("sent_at", flat=True)) == {None}

    assert ask_jobcoaches(by=personas.toni, ids=[person.pk]).mails == 1


def test_the_page_shows_whom_it_asks_and_sends_what_is_ticked(
    personas: Personas, as_user: Callable[[User], Client]
) -> None:
    asked = left(personas.centre, due_since(3), "Dilan Distel", jobcoach=personas.wachtel)
    left(personas.centre, due_since(3), "Alma Ahorn", jobcoach=personas.wachtel)
    toni = as_user(personas.toni)
    page = toni.get(reverse("outcomes:ask")).content.decode()
    assert "Dilan Distel" in page and "Alma Ahorn" in page and "4 Fragen" in page

    page = toni.post(reverse("outcomes:ask"), {"person": [str(asked.pk), "nonsense"]}, follow=True).content.decode()

    assert "1 Mail ist verschickt" in page
    assert set(Inquiry.objects.values_list("participant", flat=True)) == {asked.pk}
    assert "wurden in den letzten 2 Wochen gestellt" in toni.get(reverse("outcomes:ask")).content.decode()
