"""Jobcoaches by a link in a mail: their own proposals, and what is asked of them; nothing of the counselling."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pdfplumber
import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.closing_dates import propose
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.cases.models import ClosingResult, Participation, Referral
from perspektiv.records.letters.links import link_of_jobcoach
from perspektiv.records.outcomes.models import JobStart, Source
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.form_keys import OF_NOBODY, key_for
from perspektiv.records.selfservice.jobcoach_links import token_for
from tests.records.appointments.office import Office, at
from tests.records.selfservice.visiting import logged_in


class Coach:
    """Fee Wachtel, on a telephone, without an account."""

    def __init__(self, jobcoach: Jobcoach) -> None:
        self.token, self.browser = token_for(jobcoach), Client(enforce_csrf_checks=True)

    def look(self, rest: str = "") -> Any:
        return self.browser.get(f"/j/{self.token}/{rest}")

    def send(self, rest: str, **data: object) -> Any:
        return self.browser.post(f"/j/{self.token}/{rest}", {"form_key": key_for(self.token), **data})


@pytest.fixture
def fee(office: Office) -> Coach:
    return Coach(office.personas.wachtel)


@pytest.fixture
def running(office: Office) -> Participation:
    """Somebody whom Fee proposed and who takes part."""
    running = office.participation("Dilan Distel")
    running.jobcoach = office.personas.wachtel
    running.save()
    running.participant.customer_number = "317A123456"
    running.participant.save()
    proposed(running, office.personas.wachtel)
    return running


def proposed(running: Participation, jobcoach: Jobcoach) -> Referral:
    return Referral.objects.create(
        centre=running.centre,
        participant=running.participant,
        jobcoach=jobcoach,
        referred_on=running.started_on - timedelta(days=7),
        result=Referral.Result.ENTERED,
        decided_on=running.started_on,
    )


def released(running: Participation) -> ClosingResult:
    now = timezone.now()
    return ClosingResult.objects.create(
        centre=running.centre,
        participation=running,
        words="Pflege passt.",
        participant_released_at=now,
        counsellor_released_at=now,
        counsellor_released_by=running.counsellor,
    )


def test_the_status_is_told_with_a_short_name(fee: Coach, running: Participation, office: Office) -> None:
    office.booked(at(9), running)
    text = fee.look().content.decode()
    assert "D. D. (…3456)" in text and "nimmt teil" in text and "Einstiegsberatung" in text
    assert f"seit {running.started_on:%d.%m.%Y}</small>" in text
    for hidden in ("Distel", "317A", "09:00", "Lerche"):
        assert hidden not in text


def test_a_person_is_proposed_once(fee: Coach, office: Office) -> None:
    form = {
        "id": uuid4(),
        "given_name": "Jana",
        "family_name": "Jasmin",
        "customer_number": "317A000012",
        "language": "uk",
        "initiative": "both",
        "informed_on": timezone.localdate().isoformat(),
    }
    for _ in range(2):
        assert fee.send("vorschlag/", **form).status_code == 303
    referral = Referral.objects.get()
    assert referral.jobcoach == office.personas.wachtel and str(referral.participant) == "Jana Jasmin"
    assert TrailRow.objects.filter(actor=office.personas.wachtel.trail_name, what="cases.way_in_registered").exists()


def test_a_job_start_is_reported(fee: Coach, running: Participation) -> None:
    referral = Referral.objects.get()
    answer = fee.send(f"arbeit/{referral.pk}/", id=uuid4(), started_on=timezone.localdate(), insured="yes")
    assert answer.status_code == 303
    assert JobStart.objects.get().source == Source.JOBCOACH


def test_the_released_result_is_read_and_acknowledged(fee: Coach, running: Participation) -> None:
    result = released(running)
    assert "Zu lesen" in fee.look().content.decode()
    assert "Pflege passt." in fee.look(f"ergebnis/{result.pk}/").content.decode()
    assert fee.look(f"ergebnis/{result.pk}.pdf").content.startswith(b"%PDF")
    assert fee.look(f"ergebnis/{result.pk}.pdf")["Referrer-Policy"] == "no-referrer"
    fee.send(f"ergebnis/{result.pk}/")
    result.refresh_from_db()
    assert result.acknowledged_at


def test_the_paper_by_link_shortens_the_name(fee: Coach, running: Participation, office: Office) -> None:
    """And with a login, as a control, it is whole."""
    result = released(running)
    by_link = printed(fee.look(f"ergebnis/{result.pk}.pdf").content)
    assert "D. D." in by_link and "Pflege passt." in by_link
    assert "Distel" not in by_link and "317A123456" not in by_link and "3456" not in by_link
    address = reverse("cases:released_paper", args=[result.pk])
    with_login = printed(logged_in(office.personas.fee).get(address).content)
    assert "Dilan Distel" in with_login and "317A123456" in with_login


def printed(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return " ".join(page.extract_text() or "" for page in opened.pages)


def test_what_is_not_released_is_not_there(fee: Coach, running: Participation) -> None:
    result = released(running)
    ClosingResult.objects.update(participant_released_at=None)
    assert fee.look(f"ergebnis/{result.pk}/").status_code == 404
    assert fee.look(f"ergebnis/{result.pk}.pdf").status_code == 404


class TestClosingTalks:
    @pytest.fixture
    def date(self, running: Participation, office: Office) -> ClosingDate:
        jule = office.personas.jule
        return propose(by=jule, participation=running, times=[at(14)], counsellor=jule)[0]

    def test_one_tap_answers(self, fee: Coach, date: ClosingDate) -> None:
        assert "14:00" in fee.look().content.decode()
        assert "gesagt=answered" in fee.send(f"abschluss/{date.pk}/", says="yes")["Location"]
        date.refresh_from_db()
        assert date.jobcoach_says == "yes"

    def test_the_times_of_one_talk_stand_together(self, fee: Coach, running: Participation, office: Office) -> None:
        propose(by=office.personas.jule, participation=running, times=[at(9), at(14)], counsellor=office.personas.jule)
        jule, other = office.personas.jule, office.participation("Alma Ahorn")
        other.jobcoach = office.personas.wachtel
        other.save()
        propose(by=jule, participation=other, times=[at(10), at(16)], counsellor=jule)
        assert fee.look().content.decode().count("Wann können Sie?") == 2

    def test_a_talk_is_proposed_where_nothing_is_yet(self, fee: Coach, running: Participation) -> None:
        address = f"abschluss/{running.pk}/zeit/"
        assert address in fee.look().content.decode()
        key = fee.look(address).content.decode().split('name="at" value="')[1].split('"')[0]
        fee.send(address, at=key, id=uuid4())
        assert ClosingDate.objects.get().from_jobcoach

    def test_another_free_time_is_proposed(self, fee: Coach, date: ClosingDate) -> None:
        page = fee.look(f"abschluss/{date.participation_id}/zeit/").content.decode()
        key = page.split('name="at" value="')[1].split('"')[0]
        fee.send(f"abschluss/{date.participation_id}/zeit/", at=key, id=uuid4())
        assert ClosingDate.objects.filter(from_jobcoach=True, jobcoach_says="yes").count() == 1


def test_another_jobcoachs_proposals_are_not_there(fee: Coach, office: Office) -> None:
    other = Jobcoach.objects.create(centre=office.centre, family_name="Pirol")
    running = office.participation("Alma Ahorn")
    running.jobcoach = other
    running.save()
    referral, result = proposed(running, other), released(running)
    jule = office.personas.jule
    (date,) = propose(by=jule, participation=running, times=[at(14)], counsellor=jule)
    assert "A. A." not in fee.look().content.decode()
    for rest in (f"arbeit/{referral.pk}/", f"ergebnis/{result.pk}/", f"ergebnis/{result.pk}.pdf"):
        assert fee.look(rest).status_code == 404
    assert fee.look(f"abschluss/{running.pk}/zeit/").status_code == 404
    assert fee.send(f"abschluss/{date.pk}/", says="yes").status_code == 404


class TestLinks:
    def test_it_is_over_after_thirty_days(self, fee: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("perspektiv.records.selfservice.jobcoach_links.JOBCOACH", timedelta(seconds=-1))
        page = fee.look()
        assert page.status_code == 410 and "Neuen Link anfordern" in page.content.decode()

    def test_it_ends_when_the_jobcoach_is_no_longer_in_use(self, fee: Coach) -> None:
        Jobcoach.objects.update(in_use=False)
        assert fee.look().status_code == 410

    def test_a_changed_one_opens_nothing(self, fee: Coach) -> None:
        assert fee.browser.get(f"/j/{fee.token[:-2]}xx/").status_code == 410

    def test_a_form_without_its_key_changes_nothing(self, fee: Coach, running: Participation) -> None:
        result = released(running)
        assert fee.browser.post(f"/j/{fee.token}/ergebnis/{result.pk}/").status_code == 409
        result.refresh_from_db()
        assert result.acknowledged_at is None

    def test_staff_send_it(self, office: Office) -> None:
        wachtel = office.personas.wachtel
        logged_in(office.personas.toni).post(f"/jobcoaches/{wachtel.pk}/link/")
        (sent,) = mail.outbox
        assert sent.to == [wachtel.email] and "/j/" in str(sent.body)
        assert sent.from_email.startswith("Zentrum Musterplatz <")
        assert "Mit freundlichen Grüßen\nZentrum Musterplatz" in str(sent.body)
        assert isinstance(sent, EmailMultiAlternatives)
        html = str(sent.alternatives[0][0])
        assert "/j/" in html and "Mit freundlichen Grüßen" in html

    def test_whoever_asks_gets_one_and_learns_nothing(self, office: Office) -> None:
        cache.clear()
        asked = Client()
        key = key_for(OF_NOBODY)
        answers = {
            asked.post("/j/", {"email": email, "form_key": key}).content
            for email in (office.personas.wachtel.email, "x@example.org")
        }
        assert len(answers) == 1
        asked.post("/j/", {"email": office.personas.wachtel.email, "form_key": key})
        assert len(mail.outbox) == 1

    def test_asking_works_where_the_browser_hides_the_origin(self, office: Office) -> None:
        cache.clear()
        asked = Client(enforce_csrf_checks=True)
        key = asked.get("/j/").content.decode().split('name="form_key" value="')[1].split('"')[0]
        address = office.personas.wachtel.email
        answer = asked.post("/j/", {"email": address, "form_key": key}, headers={"Origin": "null"})
        assert answer.status_code == 200 and answer["Referrer-Policy"] == "no-referrer"
        assert len(mail.outbox) == 1

    def test_control_asking_without_the_pages_key_sends_nothing(self, office: Office) -> None:
        cache.clear()
        Client(enforce_csrf_checks=True).post("/j/", {"email": office.personas.wachtel.email})
        assert mail.outbox == []

    def test_messages_lead_to_it(self, running: Participation, office: Office, browser: Client) -> None:
        assert browser.get(link_of_jobcoach(office.personas.wachtel, running.participant)).status_code == 200

    @pytest.mark.usefixtures("running")
    def test_the_page_with_login_leads_there(self, office: Office) -> None:
        answer = logged_in(office.personas.fee).get("/vorschlaege/abschluss/")
        assert answer.status_code == 302 and answer["Location"] == "/j/mein/"
