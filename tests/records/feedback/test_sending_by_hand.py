"""A questionnaire sent from the file: one message, the limit told, and exceeded only where the person agrees."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.sending import BeyondLimit, send
from perspektiv.records.feedback.models import Invitation, Limit, Moment
from perspektiv.records.letters.models import Message, Preference, Purpose
from tests.records.appointments.office import Office
from tests.records.feedback.inviting import questionnaire

As = Callable[[User], Client]


@pytest.fixture
def dilan(office: Office) -> Participation:
    dilan = office.participation()
    dilan.participant.street, dilan.participant.postcode, dilan.participant.city = "Weg 1", "10115", "Berlin"
    dilan.participant.save()
    return dilan


def sending(as_user: As, user: User, of: Participation, what: str, **more: str) -> tuple[int, str]:
    answer = as_user(user).post(f"/personen/{of.participant_id}/rueckmeldungen/senden/", {"what": what, **more})
    return answer.status_code, " ".join(answer.content.decode().split())


def test_sending_writes_one_message_with_a_link(office: Office, as_user: As, dilan: Participation) -> None:
    version = questionnaire(office, "self_evaluation")
    for _twice in range(2):
        status, _page = sending(as_user, office.personas.jule, dilan, f"{version.pk.hex}-before")
        assert status == 302
    invitation = Invitation.objects.get()
    assert (invitation.participation, invitation.moment) == (dilan, Moment.BEFORE)
    message = Message.objects.get(purpose=Purpose.FEEDBACK_INVITATION)
    assert invitation.message == message
    assert invitation.token_hash


def test_what_is_not_offered_cannot_be_sent(office: Office, as_user: As, dilan: Participation) -> None:
    anonymous = questionnaire(office, "satisfaction")
    questionnaire(office)
    for what in (f"{anonymous.pk.hex}-single", "nonsense"):
        assert sending(as_user, office.personas.jule, dilan, what)[0] == 422
    assert not Invitation.objects.exists()


def test_beyond_the_limit_it_is_told_and_needs_the_person_s_word(
    office: Office, as_user: As, dilan: Participation
) -> None:
    Limit.objects.create(centre=office.centre, questions_a_month=5)
    version = questionnaire(office, "self_evaluation")
    what = f"{version.pk.hex}-before"
    status, page = sending(as_user, office.personas.jule, dilan, what)
    assert status == 409
    assert "mit diesem Fragebogen wären es 9" in page
    assert "Die Person ist einverstanden" in page
    assert not Invitation.objects.exists()
    assert sending(as_user, office.personas.jule, dilan, what, agreed="1")[0] == 302
    assert TrailRow.objects.filter(what="feedback.limit_exceeded", person=dilan.participant_id).count() == 1


def test_within_the_limit_nothing_is_said_of_it(office: Office, dilan: Participation) -> None:
    send(by=office.personas.jule, participant=dilan.participant, version=questionnaire(office))
    assert not TrailRow.objects.filter(what="feedback.limit_exceeded").exists()


def test_questions_of_this_month_count_together(office: Office, dilan: Participation) -> None:
    Limit.objects.create(centre=office.centre, questions_a_month=9)
    jule, person = office.personas.jule, dilan.participant
    send(by=jule, participant=person, version=questionnaire(office))
    with pytest.raises(BeyondLimit):
        send(by=jule, participant=person, version=questionnaire(office, "quality"))


def test_whoever_wants_no_questions_is_sent_none(office: Office, dilan: Participation) -> None:
    Preference.objects.create(centre=office.centre, participant=dilan.participant, no_questions=True)
    with pytest.raises(Refused, match="möchte keine"):
        send(by=office.personas.jule, participant=dilan.participant, version=questionnaire(office))


def test_without_an_address_it_is_shown_or_printed(office: Office, as_user: As) -> None:
    version, alma = questionnaire(office), office.participation("Alma Ahorn")
    assert sending(as_user, office.personas.jule, alma, f"{version.pk.hex}-single")[0] == 409
    page = as_user(office.personas.jule).get(f"/personen/{alma.participant_id}/rueckmeldungen/").content.decode()
    assert "Bitte zeigen oder drucken Sie den Fragebogen." in page


def test_one_that_is_open_and_was_not_sent_is_sent_and_not_asked_twice(office: Office, dilan: Participation) -> None:
    version = questionnaire(office)
    jule, person = office.personas.jule, dilan.participant
    invitation = send(by=jule, participant=person, version=version)
    Invitation.objects.filter(pk=invitation.pk).update(due_on=timezone.localdate())
    assert send(by=jule, participant=person, version=version) == invitation
