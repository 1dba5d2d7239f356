"""A jobcoach puts right by link what they told: a proposal sent twice or by mistake, a job start told wrong."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.actions import job_starts
from perspektiv.records.outcomes.models import JobStart
from perspektiv.records.people.models import Jobcoach
from tests.records.appointments.office import Office
from tests.records.selfservice.test_coach import Coach, fee, running

__all__ = ["fee", "running"]


def proposal(**changed: object) -> dict[str, object]:
    return {
        "id": uuid4(),
        "given_name": "Jana",
        "family_name": "Jasmin",
        "customer_number": "317A000012",
        "language": "uk",
        "initiative": "both",
        "informed_on": timezone.localdate().isoformat(),
        **changed,
    }


class TestProposals:
    def test_the_same_person_again_is_asked_about_once(self, fee: Coach) -> None:
        assert fee.send("vorschlag/", **proposal()).status_code == 303
        again = fee.send("vorschlag/", **proposal(family_name="Jasmin-Malve"))  # the same number
        assert again.status_code == 422 and "schon jemanden" in again.content.decode()
        first = Referral.objects.get()
        assert fee.send("vorschlag/", **proposal(customer_number="317A000013"), again=first.pk).status_code == 303
        assert Referral.objects.count() == 2

    def test_what_others_proposed_is_not_said(self, fee: Coach, office: Office) -> None:
        pirol = Jobcoach.objects.create(centre=office.centre, family_name="Pirol")
        Coach(pirol).send("vorschlag/", **proposal())
        assert fee.send("vorschlag/", **proposal(customer_number="")).status_code in (303, 422)
        assert "schon jemanden" not in fee.send("vorschlag/", **proposal()).content.decode()

    def test_one_that_has_only_arrived_is_taken_back(self, fee: Coach) -> None:
        fee.send("vorschlag/", **proposal())
        referral = Referral.objects.get()
        address = f"vorschlag/{referral.pk}/zurueck/"
        assert address in fee.look().content.decode()
        for _ in range(2):
            assert fee.send(address).status_code == 303
        assert not Referral.objects.exists()
        assert TrailRow.objects.filter(what="cases.way_in_registered_undone").count() == 1

    def test_one_with_which_the_centre_has_begun_stays(self, fee: Coach, office: Office) -> None:
        fee.send("vorschlag/", **proposal())
        referral = Referral.objects.get()
        note_contact(by=office.personas.toni, referral=referral, way="phone", outcome="not_reached")
        address = f"vorschlag/{referral.pk}/zurueck/"
        assert address not in fee.look().content.decode()
        assert fee.send(address).status_code == 409
        assert Referral.objects.exists()

    def test_anothers_stays(self, fee: Coach, office: Office) -> None:
        pirol = Jobcoach.objects.create(centre=office.centre, family_name="Pirol")
        Coach(pirol).send("vorschlag/", **proposal())
        fee.send(f"vorschlag/{Referral.objects.get().pk}/zurueck/")
        assert Referral.objects.exists()


@pytest.mark.usefixtures("running")
class TestJobStarts:
    def told(self, fee: Coach, **fields: object) -> Any:
        day = fields.pop("started_on", timezone.localdate())
        address = f"arbeit/{Referral.objects.get().pk}/"
        return fee.send(address, **{"id": uuid4(), "started_on": day, "insured": "yes", **fields})

    def of(self, start: JobStart) -> dict[str, UUID | int]:
        return {"meldung": start.pk, "version": start.version}

    def test_a_day_before_the_proposal_is_refused(self, fee: Coach) -> None:
        day = Referral.objects.get().referred_on - timedelta(days=1)
        answer = self.told(fee, started_on=day)
        assert answer.status_code == 422 and "vor Ihrem Vorschlag" in answer.content.decode()
        assert self.told(fee, started_on="1990-01-01").status_code == 422
        assert not JobStart.objects.exists()
        assert self.told(fee, started_on=day + timedelta(days=1)).status_code == 303

    def test_a_day_to_come_is_asked_about_once(self, fee: Coach) -> None:
        day = timezone.localdate() + timedelta(days=14)
        assert self.told(fee, started_on=day).status_code == 422
        assert self.told(fee, started_on=day, planned=day.isoformat()).status_code == 303

    def test_the_same_day_with_another_answer_corrects(self, fee: Coach) -> None:
        self.told(fee)
        assert self.told(fee, insured="no").status_code == 303
        assert not JobStart.objects.get().insured

    def test_it_is_corrected_and_taken_back(self, fee: Coach) -> None:
        self.told(fee)
        start, day = JobStart.objects.get(), timezone.localdate() - timedelta(days=3)
        page = fee.look(f"arbeit/{Referral.objects.get().pk}/?meldung={start.pk}").content.decode()
        assert "Meldung zurücknehmen" in page
        assert self.told(fee, started_on=day, **self.of(start)).status_code == 303
        start.refresh_from_db()
        assert start.started_on == day
        assert self.told(fee, withdraw="1", **self.of(start)).status_code == 303
        assert not JobStart.objects.exists()

    def test_what_the_centre_has_worked_on_stays(self, fee: Coach, office: Office) -> None:
        self.told(fee)
        start = JobStart.objects.get()
        job_starts.correct(
            by=office.personas.toni,
            job_start=start,
            version=start.version,
            started_on=start.started_on,
            insured=True,
            source="jobcoach",
        )
        start.refresh_from_db()
        answer = self.told(fee, withdraw="1", **self.of(start))
        assert answer.status_code == 422 and "schon bearbeitet" in answer.content.decode()
        assert JobStart.objects.exists()

    def test_a_stale_version_changes_nothing(self, fee: Coach) -> None:
        self.told(fee)
        start = JobStart.objects.get()
        answer = self.told(fee, insured="no", meldung=start.pk, version=start.version + 1)
        assert answer.status_code == 422
        assert JobStart.objects.get().insured
