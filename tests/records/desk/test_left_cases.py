"""A counsellor leaves: nobody loses sight of the cases, offers and appointments that were theirs."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.actions.accounts import change_account, close_account
from perspektiv.records.access.models import User
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.counsellors import bookable_by, chosen_first
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.offers import decline, offer_takeover
from perspektiv.records.cases.models import CaseOffer, Participation
from perspektiv.records.selfservice.free_times import free_times
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def running(scene: Scene) -> Participation:
    """Jule's: a case with an appointment ahead; another case is offered to her."""
    case = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    scene.appointment(case, timezone.now() + timedelta(days=3))
    waiting = scene.person("Alma", "Ahorn")
    scene.way_in(waiting, waiting_since=timezone.localdate() - timedelta(days=2))
    CaseOffer.objects.create(
        centre=scene.personas.centre, participant=waiting, segment=scene.segment, counsellor=scene.personas.jule
    )
    return case


@pytest.fixture
def closed(scene: Scene, running: Participation) -> Participation:
    close_account(by=scene.personas.ada, user=scene.personas.jule, centre=scene.personas.centre)
    return running


LEFT = "1 laufender Fall", "1 unbeantwortetes Angebot", "1 bevorstehender Termin"


class TestTheAdministrator:
    @pytest.mark.usefixtures("running")
    def test_is_warned_before_closing(self, scene: Scene, as_user: As) -> None:
        page = text(as_user(scene.personas.ada), reverse("access:account_edit", args=[scene.personas.jule.pk]))
        assert f"Noch bei Jule Lerche: {', '.join(LEFT)}." in page
        assert "Dilan" not in page, "an administrator sees no people"

    def test_reads_no_warning_where_nothing_is_left(self, scene: Scene, as_user: As) -> None:
        page = text(as_user(scene.personas.ada), reverse("access:account_edit", args=[scene.personas.merle.pk]))
        assert "Noch bei" not in page

    @pytest.mark.usefixtures("running")
    def test_is_told_what_a_role_taken_away_leaves(self, scene: Scene, as_user: As) -> None:
        jule = scene.personas.jule
        fields = {"version": jule.version, "given_name": "Jule", "family_name": "Lerche", "roles": ["quality"]}
        client = as_user(scene.personas.ada)
        client.post(reverse("access:account_edit", args=[jule.pk]), fields)
        assert "Jule Lerche berät hier nicht mehr. Liegen bleiben: 1 laufender Fall" in text(
            client, reverse("access:administration")
        )


class TestTheLead:
    @pytest.mark.usefixtures("closed")
    def test_has_it_on_today(self, scene: Scene, as_user: As) -> None:
        page = text(as_user(scene.personas.birte), "/")
        assert "Jule Lerche berät nicht mehr: bitte übergeben" in page
        assert " · ".join(LEFT) in page

    @pytest.mark.usefixtures("running")
    def test_has_it_also_after_a_role_was_taken(self, scene: Scene, as_user: As) -> None:
        jule = scene.personas.jule
        change_account(
            by=scene.personas.ada,
            user=jule,
            centre=scene.personas.centre,
            version=jule.version,
            given_name="Jule",
            family_name="Lerche",
            roles=[Role.QUALITY],
        )
        client = as_user(scene.personas.birte)
        assert "Jule Lerche berät nicht mehr" in text(client, "/")
        assert "berät hier nicht mehr" in text(client, reverse("desk:board"))

    @pytest.mark.usefixtures("running")
    def test_sees_no_such_thing_while_all_are_there(self, scene: Scene, as_user: As) -> None:
        assert "berät nicht mehr" not in text(as_user(scene.personas.birte), "/")

    @pytest.mark.usefixtures("closed")
    def test_sees_the_cases_on_the_board_and_whom_nobody_answers(self, scene: Scene, as_user: As) -> None:
        page = text(as_user(scene.personas.birte), reverse("desk:board"))
        load = page[page.index("Auslastung der Beratenden") :]
        assert "Jule Lerche" in load
        assert "Konto geschlossen" in load
        assert "angeboten: Jule Lerche, berät hier nicht mehr" in page
        assert "Angebot zurückziehen" in page

    def test_hands_the_cases_over_and_withdraws_the_offers(
        self, scene: Scene, closed: Participation, as_user: As
    ) -> None:
        client = as_user(scene.personas.birte)
        address = reverse("cases:departed")
        page = text(client, address)
        assert "Dilan Distel" in page
        assert "Alma Ahorn" in page
        chosen = client.post(reverse("cases:hand_over_several"), {"person": [str(closed.participant_id)]})
        assert "Dilan Distel" in chosen.content.decode()
        offer = CaseOffer.objects.get()
        client.post(reverse("cases:withdraw", args=[offer.pk]), {"version": offer.version})
        assert "Alma Ahorn" not in text(client, address)

    def test_sees_which_cases_are_offered_already_and_counts_them_apart(
        self, scene: Scene, closed: Participation, as_user: As
    ) -> None:
        robin = scene.personas.jule
        other = scene.runs(scene.person("Nadia", "Nelke"), robin)
        client, address = as_user(scene.personas.birte), reverse("cases:departed")
        ticked = {"person": [str(closed.participant_id)], "back": "left"}
        chosen = client.post(reverse("cases:hand_over_several"), ticked).content.decode()
        assert 'name="back" value="left"' in chosen
        sent = ticked | {"step": "offer", "counsellor": str(scene.personas.merle.pk), "batch": str(uuid4())}
        assert client.post(reverse("cases:hand_over_several"), sent)["Location"] == address
        page = text(client, address)
        assert "· angeboten: Merle Amsel" in page
        assert f'name="person" value="{other.participant_id}" checked' in page
        assert f'name="person" value="{closed.participant_id}"' not in page
        assert "1 laufender Fall · 1 Fall, anderen angeboten" in text(client, "/")

    def test_is_asked_nothing_while_all_is_offered(self, scene: Scene, closed: Participation, as_user: As) -> None:
        first = CaseOffer.objects.get()
        client = as_user(scene.personas.birte)
        client.post(reverse("cases:withdraw", args=[first.pk]), {"version": first.version})
        offer = offer_takeover(by=scene.personas.birte, participation=closed, counsellor=scene.personas.merle)
        assert "berät nicht mehr" not in text(client, "/")
        assert "Dilan Distel" in text(client, reverse("cases:departed"))
        decline(by=scene.personas.merle, offer=offer, version=offer.version)
        assert "berät nicht mehr" in text(client, "/")

    @pytest.mark.usefixtures("closed")
    def test_names_a_substitute_for_who_has_left_and_never_the_other_way(self, scene: Scene, as_user: As) -> None:
        page = text(as_user(scene.personas.birte), reverse("cases:substitute_all"))
        assert f'name="absent" value="{scene.personas.jule.pk}"' in page
        assert f'name="counsellor" value="{scene.personas.jule.pk}"' not in page

    @pytest.mark.usefixtures("closed")
    def test_counts_with_the_same_queries_however_many_left(self, scene: Scene, as_user: As) -> None:
        client = as_user(scene.personas.birte)
        client.get("/")
        with CaptureQueriesContext(connection) as one:
            client.get("/")
        for n in range(5):
            left = User.objects.create_user(f"robin{n}@example.org", given_name=f"Robin{n}", family_name="Schwan")
            other = scene.runs(scene.person(f"Nadia{n}", "Nelke"), left)
            scene.appointment(other, timezone.now() + timedelta(days=3))
        with CaptureQueriesContext(connection) as six:
            page = text(client, "/")
        assert "Mehrere beraten nicht mehr" in page
        assert len(six) == len(one)


class TestNobodyIsBookedWithThem:
    def test_by_the_desk(self, scene: Scene, closed: Participation) -> None:
        closed = Participation.objects.get(pk=closed.pk)
        for user in (scene.personas.toni, scene.personas.birte):
            bookable = bookable_by(user, closed)
            assert scene.personas.jule not in bookable
            assert scene.personas.merle in bookable
            assert chosen_first(user, closed, bookable) is None

    @pytest.mark.usefixtures("scene", "closed")
    def test_by_the_person(self) -> None:
        assert free_times(Appointment.objects.get()) == []

    @pytest.mark.usefixtures("closed")
    def test_but_what_is_booked_is_called_off_together(self, scene: Scene, as_user: As) -> None:
        day = timezone.localdate(Appointment.objects.get().starts_at)
        client = as_user(scene.personas.toni)
        assert "Jule Lerche" in text(client, f"{reverse('appointments:absence')}?day={day}")
        client.post(
            reverse("appointments:absence"), {"day": day.isoformat(), "counsellor": str(scene.personas.jule.pk)}
        )
        assert Appointment.objects.get().status == "cancelled_by_centre"

    @pytest.mark.usefixtures("closed")
    def test_and_passes_to_nobody_unseen(self, scene: Scene, as_user: As) -> None:
        page = text(as_user(scene.personas.toni), reverse("appointments:show", args=[Appointment.objects.get().pk]))
        assert f'value="{scene.personas.jule.pk}" selected' in page

    @pytest.mark.usefixtures("closed")
    def test_and_who_is_not_written_to_is_to_be_called(self, scene: Scene, as_user: As) -> None:
        client = as_user(scene.personas.birte)
        assert 'name="tell"' not in text(client, reverse("cases:departed")), "cancelled without being asked"
        booked = Appointment.objects.get()
        sent = {"version": booked.version, "status": "cancelled_by_centre"}
        page = client.post(reverse("appointments:cancel", args=[booked.pk]), sent, follow=True).content.decode()
        assert "Zentrum sagte ab, nicht angeschrieben: bitte anrufen" in page
