"""Participants see what they agreed to, and change or ask for what is theirs."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.models import Agreement, Consent
from perspektiv.records.cases.papers.agreement_text import newest
from perspektiv.records.letters.models import Channel, Preference
from perspektiv.records.reminders.actions.rules import add_rule
from perspektiv.records.selfservice.models import PersonalLink, Wish
from perspektiv.records.selfservice.validity import later_by
from tests.records.appointments.office import Office
from tests.records.selfservice.visiting import Visitor


def test_the_agreement_is_shown_and_can_be_read(dilan: Visitor, office: Office) -> None:
    assert dilan.look("daten/vereinbarung.pdf").status_code == 404
    Agreement.objects.create(centre=office.centre, participant=dilan.participant, text_version=newest().version)
    assert "Unterschrieben am" in dilan.look("daten/").content.decode()
    paper = dilan.look("daten/vereinbarung.pdf")
    assert paper.content.startswith(b"%PDF")


def test_consents_are_given_and_withdrawn(dilan: Visitor) -> None:
    dilan.send("daten/einwilligung/", purpose="messages", give="")
    consent = Consent.objects.get()
    assert consent.withdrawn_on is None
    assert "erlaubt seit" in dilan.look("daten/").content.decode()
    dilan.send("daten/einwilligung/", purpose="messages", withdraw="")
    consent.refresh_from_db()
    assert consent.withdrawn_on == timezone.localdate()
    assert {"cases.consent_given", "cases.consent_withdrawn"} <= set(
        TrailRow.objects.filter(actor__startswith="participant:").values_list("what", flat=True)
    )


def test_an_unknown_purpose_is_none(dilan: Visitor) -> None:
    assert dilan.send("daten/einwilligung/", purpose="everything", give="").status_code == 404


def test_reminders_are_switched_off_and_on(dilan: Visitor) -> None:
    dilan.send("daten/erinnerungen/", off="")
    assert Preference.objects.get().no_reminders
    dilan.send("daten/erinnerungen/", on="")
    assert not Preference.objects.get().no_reminders


def test_questionnaires_are_switched_off_and_on_apart_from_reminders(dilan: Visitor) -> None:
    assert "Keine Fragebögen mehr" in dilan.look("daten/").content.decode()
    dilan.send("daten/fragen/", off="")
    stored = Preference.objects.get()
    assert (stored.no_questions, stored.no_reminders) == (True, False)
    assert "Wieder Fragebögen bekommen" in dilan.look("daten/").content.decode()
    dilan.send("daten/fragen/", on="")
    assert not Preference.objects.get().no_questions


@pytest.mark.parametrize(
    ("slug", "kind"),
    [("kopie", Wish.Kind.COPY), ("berichtigung", Wish.Kind.CORRECTION), ("loeschung", Wish.Kind.ERASURE)],
)
def test_what_the_law_grants_is_asked_for_and_answered_in_a_month(dilan: Visitor, slug: str, kind: Wish.Kind) -> None:
    dilan.send(f"daten/{slug}/", words="Die Adresse stimmt nicht.")
    wish = Wish.objects.get()
    assert wish.kind == kind and later_by(timezone.localdate(), 1) - timedelta(days=10) <= wish.answer_by
    assert wish.answer_by <= later_by(timezone.localdate(), 1), "the last working day of the month"
    assert "Angefragt am" in dilan.look("daten/").content.decode()
    dilan.send(f"daten/{slug}/", words="Noch einmal.")
    assert Wish.objects.count() == 1


def test_a_correction_says_what_is_wrong(dilan: Visitor) -> None:
    assert dilan.send("daten/berichtigung/", words=" ").status_code == 422
    assert dilan.look("daten/alles/").status_code == 404


def test_a_complaint_says_who_reads_it_and_when_it_is_answered(dilan: Visitor) -> None:
    page = dilan.look("beschwerde/").content.decode()
    assert "nicht die Person, die Sie berät" in page and "14 Tagen" in page
    assert dilan.send("beschwerde/", words="").status_code == 422
    dilan.send("beschwerde/", words="Der Ton war unfreundlich.")
    wish = Wish.objects.get()
    assert wish.kind == Wish.Kind.COMPLAINT and timezone.localdate() < wish.answer_by
    assert wish.answer_by <= timezone.localdate() + timedelta(days=14)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM selfservice_wish")
        assert "unfreundlich" not in cursor.fetchone()[0]


def test_a_sixth_open_complaint_is_too_many(dilan: Visitor) -> None:
    for n in range(6):
        answer = dilan.send("beschwerde/", words=f"Beschwerde {n}")
    assert answer.status_code == 409 and Wish.objects.count() == 5


class TestLanguages:
    def test_the_page_speaks_the_language_of_the_file(self, dilan: Visitor) -> None:
        dilan.participant.language = "uk"
        dilan.participant.save()
        text = dilan.look().content.decode()
        assert 'lang="uk" dir="ltr"' in text and "Ваша наступна зустріч" in text and "Машинний переклад" in text

    def test_it_is_switched_and_kept_with_the_link(self, dilan: Visitor) -> None:
        answer = dilan.send("sprache/", language="ar", back=dilan.address("daten/"))
        assert answer["Location"] == dilan.address("daten/")
        assert 'lang="ar" dir="rtl"' in dilan.look().content.decode()
        assert PersonalLink.objects.get().language == "ar"
        dilan.participant.refresh_from_db()
        assert dilan.participant.language == "de"

    @pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/termine/"])
    def test_it_never_leads_elsewhere(self, dilan: Visitor, back: str) -> None:
        answer = dilan.send("sprache/", language="en", back=back)
        assert answer["Location"] == dilan.address()

    def test_an_unknown_language_is_german(self, dilan: Visitor) -> None:
        dilan.participant.language = "ku"
        dilan.participant.save()
        assert "Ihr nächster Termin" in dilan.look().content.decode()


class TestWhatIsSaidOfMessages:
    """Two switches: whether electronically at all, and whether reminders; what is said of both is true."""

    @pytest.fixture
    def reached(self, dilan: Visitor) -> Visitor:
        person = dilan.participant
        person.email, person.street, person.city = "dilan@example.org", "Gartenweg 3", "Dortmund"
        person.save()
        dilan.send("daten/einwilligung/", purpose="messages", give="")
        return dilan

    def test_with_consent(self, reached: Visitor) -> None:
        text = reached.look("daten/").content.decode()
        assert "Sie bekommen Nachrichten per E-Mail oder SMS." in text and "Sie bekommen Erinnerungen an" in text

    def test_without_it_nobody_is_promised_reminders(self, reached: Visitor) -> None:
        reached.send("daten/einwilligung/", purpose="messages", withdraw="")
        text = reached.look("daten/").content.decode()
        assert "Sie bekommen Erinnerungen an" not in text and "können wir Sie nicht an Termine erinnern" in text

    def test_without_it_reminders_come_by_letter_where_a_rule_sends_them(
        self, reached: Visitor, office: Office
    ) -> None:
        add_rule(by=office.personas.toni, centre=office.centre, days_before=3, at=time(10))
        reached.send("daten/einwilligung/", purpose="messages", withdraw="")
        assert "Erinnerungen bekommen Sie als Brief" in reached.look("daten/").content.decode()

    def test_letters_are_chosen_and_given_up_here_too(self, reached: Visitor) -> None:
        reached.send("daten/weg/", letters="")
        assert Preference.objects.get().channel == Channel.LETTER
        assert "Sie bekommen Briefe statt" in reached.look("daten/").content.decode()
        reached.send("daten/weg/", electronic="")
        assert Preference.objects.get().channel == ""


def test_what_is_asked_for_already_is_on_its_way(dilan: Visitor) -> None:
    dilan.send("daten/kopie/")
    again = dilan.look("daten/kopie/")
    assert again.status_code == 303 and "Angefragt am" in dilan.browser.get(again["Location"]).content.decode()
