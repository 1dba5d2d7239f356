"""Who counsels a person, or did, reads neither their complaint nor its answer, nor that there was one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.letters.models import Message
from perspektiv.records.people.models import Care
from perspektiv.records.selfservice.actions.wishes import settle, wish
from perspektiv.records.selfservice.inbox import wishes_for
from perspektiv.records.selfservice.models import Wish
from tests.records.appointments.office import Office
from tests.records.selfservice.visiting import Visitor, logged_in


@pytest.fixture
def answered(dilan: Visitor, office: Office) -> Wish:
    """Dilan, whom Jule counsels, complained; Quirin answered."""
    complaint = wish(by=office.personas.toni, participant=dilan.participant, kind=Wish.Kind.COMPLAINT, words="Ärger")
    return settle(by=office.personas.quirin, wish=complaint, version=1, answer="Es tut uns leid.")


def test_the_answer_is_kept_from_whoever_counsels(answered: Wish, office: Office) -> None:
    answer = Message.objects.get(about=answered.pk)
    for who, reads in ((office.personas.jule, False), (office.personas.toni, True)):
        browser = logged_in(who)
        for page in ("/nachrichten/", f"/personen/{answered.participant_id}/briefe/"):
            assert (str(answer.pk) in browser.get(page).content.decode()) is reads, (who, page)
        assert browser.get(f"/nachrichten/{answer.pk}/").status_code == (200 if reads else 404)
    assert logged_in(office.personas.jule).post(f"/nachrichten/{answer.pk}/zurueckziehen/").status_code == 404


def test_other_messages_are_read_by_whoever_counsels(answered: Wish, office: Office) -> None:
    """The control: without the mark the same message is read."""
    Message.objects.filter(about=answered.pk).update(confidential=False)
    answer = Message.objects.get(about=answered.pk)
    assert logged_in(office.personas.jule).get(f"/nachrichten/{answer.pk}/").status_code == 200


def test_the_accesses_do_not_tell_of_it(answered: Wish, office: Office) -> None:
    of_it = TrailRow.objects.filter(subject__endswith=str(answered.pk))
    assert of_it.count() >= 2
    page = logged_in(office.personas.jule).get(f"/personen/{answered.participant_id}/zugriffe/").content.decode()
    assert "Wunsch" not in page and "Beschwerde" not in page


@pytest.mark.parametrize("left", [timedelta(0), timedelta(days=100)])
def test_a_change_of_counsellor_opens_nothing(answered: Wish, office: Office, left: timedelta) -> None:
    quirin: User = office.personas.quirin
    since = timezone.now() - timedelta(days=200)
    participant = answered.participant
    Care.objects.create(
        centre=office.centre, participant=participant, user=quirin, since=since, until=timezone.now() - left
    )
    assert answered not in wishes_for(quirin)
    assert answered in wishes_for(office.personas.hanne)
