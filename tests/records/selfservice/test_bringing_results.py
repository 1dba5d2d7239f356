"""A jobcoach without an account reads a released closing result by the link in a mail that names nobody."""

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from perspektiv.records.cases.actions import closings
from perspektiv.records.cases.actions.closings import Side
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.letters.links import link_of_jobcoach
from perspektiv.records.letters.models import Message
from perspektiv.records.letters.sending import send_due
from tests.records.appointments.office import Office


@pytest.fixture
def result(office: Office) -> ClosingResult:
    """Of Dilan, whom Fee Wachtel proposed, who has no account."""
    jobcoach = office.personas.wachtel
    jobcoach.user, jobcoach.email = None, "wachtel@example.org"
    jobcoach.save()
    running = office.participation()
    running.jobcoach = jobcoach
    running.save()
    written = closings.write(
        by=office.personas.jule, participation=running, version=0, words="Pflege passt.", next_steps=""
    )
    assert written
    return written


def released(office: Office, result: ClosingResult, *sides: Side) -> ClosingResult:
    for side in sides or Side:
        result.refresh_from_db()
        result = closings.release(by=office.personas.jule, result=result, side=side, version=result.version)
    return result


def test_one_side_alone_tells_nobody(office: Office, result: ClosingResult) -> None:
    released(office, result, Side.PARTICIPANT)
    assert not Message.objects.exists()


def test_the_mail_opens_the_result_with_one_tap(
    office: Office, result: ClosingResult, mailoutbox: list[EmailMessage], client: Client
) -> None:
    released(office, result)
    assert send_due() == {}  # a slip can be taken back
    Message.objects.update(due_at=result.created_at)
    send_due()
    (mail,) = mailoutbox
    assert mail.to == ["wachtel@example.org"]
    assert "D. D." in mail.body
    for hidden in ("Dilan", "Distel", "Lerche", "Pflege"):
        assert hidden not in f"{mail.subject} {mail.body}"
    found = re.search(r"https?://[^/\s]+(/j/\S+)", str(mail.body))
    assert found
    assert "Pflege passt." in client.get(found[1]).content.decode()


def test_the_page_says_whose_result_is_to_be_read(office: Office, result: ClosingResult, client: Client) -> None:
    released(office, result)
    page = client.get(link_of_jobcoach(office.personas.wachtel, result.participation.participant)).content.decode()
    assert re.search(r"<strong>Gemeinsames Ergebnis: D\. D\.", page)


def test_sent_twice_it_is_one_mail(office: Office, result: ClosingResult) -> None:
    again = released(office, result)
    released(office, again)
    assert Message.objects.count() == 1


def test_taken_back_in_time_it_is_not_sent(office: Office, result: ClosingResult) -> None:
    stored = released(office, result)
    closings.withdraw(by=office.personas.jule, result=stored, side=Side.PARTICIPANT)
    assert Message.objects.get().state == "stopped"


def test_released_anew_it_is_told_anew(office: Office, result: ClosingResult) -> None:
    stored = released(office, result)
    closings.withdraw(by=office.personas.jule, result=stored, side=Side.PARTICIPANT)
    released(office, result, Side.PARTICIPANT)
    assert sorted(Message.objects.values_list("state", flat=True)) == ["stopped", "waiting"]


def test_with_an_account_the_mail_leads_behind_the_login(office: Office, result: ClosingResult) -> None:
    office.personas.wachtel.user = office.personas.fee
    office.personas.wachtel.save()
    released(office, result)
    assert not Message.objects.exists()


@pytest.mark.parametrize("gone", ["nobody", "not in use"])
def test_who_is_no_jobcoach_of_the_person_gets_nothing(office: Office, result: ClosingResult, gone: str) -> None:
    if gone == "nobody":
        Participation.objects.update(jobcoach=None)
    else:
        office.personas.wachtel.in_use = False
        office.personas.wachtel.save()
    released(office, ClosingResult.objects.get())
    assert not Message.objects.exists()
