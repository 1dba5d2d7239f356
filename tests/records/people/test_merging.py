"""Two files of one person become one, with everything of every room; and two again, exactly as they were."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Agreement, CaseOffer, Consent, Goal, Note, Participation, Referral, Segment
from perspektiv.records.desk.tabs import TABS, Tab
from perspektiv.records.outcomes.models import FollowUp, JobStart
from perspektiv.records.people.actions.cares import open_care
from perspektiv.records.people.actions.merges import merge, pointing_at_participants, unmerge
from perspektiv.records.people.actions.participants import edit, register
from perspektiv.records.people.models import Merge, Participant
from tests.records.personas import Personas

Browser = Callable[[User], Client]
TODAY = date(2026, 5, 4)


@pytest.fixture
def dilan(personas: Personas) -> Participant:
    return register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel", phone="4711")


@pytest.fixture
def dylan(personas: Personas) -> Participant:
    return register(
        by=personas.toni,
        centre=personas.centre,
        given_name="Dylan",
        family_name="Distel",
        phone="0815",
        email="dylan@example.org",
        birth_date=date(1990, 3, 5),
    )


def held(person: Participant) -> dict[str, set[object]]:
    """Every record of every room that names a person."""
    return {
        f"{field.model._meta.label}.{field.name}": found
        for field in pointing_at_participants()
        if (found := set(field.model._default_manager.filter(**{field.name: person}).values_list("pk", flat=True)))
    }


def kept_of(person: Participant) -> dict[str, Any]:
    """What is stored of a person, but for how often it was."""
    stored = Participant.objects.filter(pk=person.pk).values().get()
    return {name: value for name, value in stored.items() if name != "version"}


def _segment(personas: Personas) -> Segment:
    made, _ = Segment.objects.get_or_create(
        centre=personas.centre, key="eb", defaults={"name": "Einstiegsberatung", "letters": "EB", "position": 1}
    )
    return made


def _appointment(personas: Personas, person: Participant) -> None:
    way_in = Referral.objects.create(centre=personas.centre, participant=person)
    starts_at = timezone.now() + timedelta(days=Appointment.objects.count())
    Appointment.objects.create(
        centre=personas.centre,
        participant=person,
        referral=way_in,
        kind="first_contact",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=75),
    )


RECORDS: dict[str, Callable[[Personas, Participant], object]] = {
    "referral": lambda p, who: Referral.objects.create(centre=p.centre, participant=who),
    "appointment": _appointment,
    "participation": lambda p, who: Participation.objects.create(centre=p.centre, participant=who, segment=_segment(p)),
    "agreement": lambda p, who: Agreement.objects.create(centre=p.centre, participant=who, text_version="1"),
    "consent": lambda p, who: Consent.objects.get_or_create(
        centre=p.centre, participant=who, purpose="messages", withdrawn_on=None
    ),
    "goal": lambda p, who: Goal.objects.create(centre=p.centre, participant=who, words="selbst anrufen"),
    "note": lambda p, who: Note.objects.create(centre=p.centre, participant=who, author=p.jule, words="besprochen"),
    "job": lambda p, who: JobStart.objects.create(centre=p.centre, participant=who, started_on=TODAY, insured=True),
    "follow-up": lambda p, who: FollowUp.objects.create(centre=p.centre, participant=who, about="job", answer="no"),
    "care": lambda p, who: open_care(by=p.birte, participant=who, user=p.jule),
}


def test_every_room_is_known() -> None:
    rooms = {field.model._meta.app_label for field in pointing_at_participants()}
    assert {"people", "cases", "appointments", "outcomes"} <= rooms


def test_everything_moves(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    for make in RECORDS.values():
        make(personas, dylan)
    before = held(dylan)
    merge(by=personas.toni, kept=dilan, merged=dylan)
    assert held(dylan) == {}
    assert held(dilan) == before
    assert TrailRow.objects.filter(what="people.merged", person=dilan.pk).count() == 1


def test_the_kept_file_takes_over_what_it_lacks(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    merge(by=personas.toni, kept=dilan, merged=dylan)
    dilan.refresh_from_db()
    assert (dilan.given_name, dilan.phone) == ("Dilan", "4711")
    assert (dilan.email, dilan.birth_date, dilan.birth_year) == ("dylan@example.org", date(1990, 3, 5), 1990)


def test_a_day_is_not_taken_over_against_the_year(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    dilan = edit(by=personas.toni, participant=dilan, version=1, birth_year=1985)
    merge(by=personas.toni, kept=dilan, merged=dylan)
    dilan.refresh_from_db()
    assert (dilan.birth_date, dilan.birth_year) == (None, 1985)


def test_what_both_have_stays_where_it_is(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    for person in (dilan, dylan):
        RECORDS["consent"](personas, person)
    RECORDS["goal"](personas, dylan)
    merge(by=personas.toni, kept=dilan, merged=dylan)
    assert set(held(dylan)) == {"cases.Consent.participant"}
    assert len(held(dilan)["cases.Consent.participant"]) == 1


def test_what_came_since_stays(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    RECORDS["goal"](personas, dylan)
    done = merge(by=personas.toni, kept=dilan, merged=dylan)
    RECORDS["job"](personas, dilan)
    unmerge(by=personas.toni, merge=done)
    assert set(held(dilan)) == {"outcomes.JobStart.participant"}
    assert set(held(dylan)) == {"cases.Goal.participant"}


def test_what_was_corrected_since_stays(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    done = merge(by=personas.toni, kept=dilan, merged=dylan)
    dilan.refresh_from_db()
    edit(by=personas.toni, participant=dilan, version=dilan.version, email="neu@example.org")
    unmerge(by=personas.toni, merge=done)
    dilan.refresh_from_db()
    assert dilan.email == "neu@example.org"
    assert dilan.birth_date is None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(sorted(RECORDS)), st.booleans()), max_size=12),
    st.sets(st.sampled_from(["phone", "email", "street", "customer_number", "birth_date"])),
    st.sets(st.sampled_from(["phone", "email", "street", "customer_number", "birth_date"])),
)
def test_merged_and_taken_apart_is_as_before(
    personas: Personas, records: list[tuple[str, bool]], ours: set[str], theirs: set[str]
) -> None:
    with transaction.atomic():
        one, other = (_someone(personas, known) for known in (ours, theirs))
        for kind, first in records:
            RECORDS[kind](personas, one if first else other)
        before = held(one), held(other), kept_of(one), kept_of(other)
        done = merge(by=personas.toni, kept=one, merged=other)
        united, left = held(one), held(other)
        assert set(left) <= {"cases.Consent.participant"}
        for field in {*before[0], *before[1]}:
            both = before[0].get(field, set()) | before[1].get(field, set())
            assert united.get(field, set()) | left.get(field, set()) == both
        unmerge(by=personas.toni, merge=done)
        assert (held(one), held(other), kept_of(one), kept_of(other)) == before
        transaction.set_rollback(True)


def _someone(personas: Personas, known: set[str]) -> Participant:
    details: dict[str, Any] = {name: f"{name[:4]}1" for name in known - {"birth_date"}}
    if "birth_date" in known:
        details["birth_date"] = date(1990, 3, 5)
    return register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel", **details)


class TestRefusals:
    def test_with_itself(self, personas: Personas, dilan: Participant) -> None:
        with pytest.raises(Refused):
            merge(by=personas.toni, kept=dilan, merged=dilan)

    def test_across_centres(self, personas: Personas, dilan: Participant) -> None:
        foreign = register(by=personas.fremd, centre=personas.elsewhere, family_name="Klee")
        with pytest.raises(Refused):
            merge(by=personas.toni, kept=dilan, merged=foreign)

    def test_twice(self, personas: Personas, dilan: Participant, dylan: Participant) -> None:
        other = register(by=personas.toni, centre=personas.centre, family_name="Klee")
        merge(by=personas.toni, kept=dilan, merged=dylan)
        with pytest.raises(Refused):
            merge(by=personas.toni, kept=other, merged=dylan)
        with pytest.raises(Refused):
            merge(by=personas.toni, kept=dylan, merged=other)

    def test_undone_out_of_order(self, personas: Personas, dilan: Participant, dylan: Participant) -> None:
        other = register(by=personas.toni, centre=personas.centre, family_name="Klee")
        first = merge(by=personas.toni, kept=dilan, merged=dylan)
        second = merge(by=personas.toni, kept=other, merged=dilan)
        with pytest.raises(Refused):
            unmerge(by=personas.toni, merge=first)
        unmerge(by=personas.toni, merge=second)
        unmerge(by=personas.toni, merge=first)
        assert Participant.objects.living().count() == 3


def test_sent_twice_merged_once(personas: Personas, dilan: Participant, dylan: Participant) -> None:
    id = uuid4()
    first = merge(by=personas.toni, kept=dilan, merged=dylan, id=id)
    assert merge(by=personas.toni, kept=dilan, merged=dylan, id=id) == first
    unmerge(by=personas.toni, merge=first)
    unmerge(by=personas.toni, merge=first)
    assert TrailRow.objects.filter(what="people.unmerged").count() == 1


class TestWhatBothHave:
    """Said before merging, with what becomes of it; nothing of it is lost, and taking apart brings all of it back."""

    @pytest.fixture
    def both(self, personas: Personas, dilan: Participant, dylan: Participant) -> tuple[Participant, Participant]:
        segment = Segment.objects.create(
            centre=personas.centre, key="eb", name="Einstiegsberatung", letters="EB", position=1
        )
        for person, day in ((dilan, date(2026, 1, 5)), (dylan, date(2026, 3, 5))):
            of = {"centre": personas.centre, "participant": person}
            Agreement.objects.create(**of, text_version="2026-1", signed_on=day)
            Consent.objects.create(**of, purpose=Consent.Purpose.SURVEY, given_on=day)
            Participation.objects.create(**of, segment=segment, counsellor=personas.jule, started_on=day)
            Referral.objects.create(**of)
        return dilan, dylan

    def test_is_said_on_the_page(
        self, personas: Personas, both: tuple[Participant, Participant], as_user: Browser
    ) -> None:
        text = as_user(personas.toni).get(f"/personen/{both[0].pk}/zusammenfuehren/", {"mit": str(both[1].pk)}).text
        for sentence in (
            "Beide haben eine Vereinbarung: vom 5.1.2026 und vom 5.3.2026.",
            "In beiden gilt die Einwilligung",
            "Beide haben einen laufenden Abschnitt",
            "Beide haben einen offenen Zugang.",
            "Es gilt die der Akte, die bleibt.",
        ):
            assert sentence in text

    def test_is_not_said_where_only_one_has_it(
        self, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        Agreement.objects.create(centre=personas.centre, participant=dilan, text_version="2026-1")
        text = as_user(personas.toni).get(f"/personen/{dilan.pk}/zusammenfuehren/", {"mit": str(dylan.pk)}).text
        assert "Beide haben" not in text

    def test_is_all_there_after_merging_and_after_taking_apart(
        self, personas: Personas, both: tuple[Participant, Participant]
    ) -> None:
        before = held(both[0]), held(both[1])
        done = merge(by=personas.toni, kept=both[0], merged=both[1])
        after = held(both[0]), held(both[1])
        for kind in before[0]:
            assert after[0].get(kind, set()) | after[1].get(kind, set()) == before[0][kind] | before[1].get(kind, set())
        assert set(after[1]) == {"cases.Consent.participant"}, "only that of which there is one stays with the old file"
        unmerge(by=personas.toni, merge=done)
        assert (held(both[0]), held(both[1])) == before

    def test_offers_of_one_segment_bar_merging(
        self, personas: Personas, both: tuple[Participant, Participant], as_user: Browser
    ) -> None:
        for person, counsellor in zip(both, (personas.jule, personas.merle), strict=True):
            CaseOffer.objects.create(
                centre=personas.centre, participant=person, segment=Segment.objects.get(), counsellor=counsellor
            )
        with pytest.raises(Refused, match="ziehen Sie zuerst eines der Angebote zurück"):
            merge(by=personas.toni, kept=both[0], merged=both[1])
        text = as_user(personas.toni).get(f"/personen/{both[0].pk}/zusammenfuehren/", {"mit": str(both[1].pk)}).text
        assert "angeboten und noch nicht beantwortet" in text
        assert '<span class="kern-label">Zusammenführen</span>' not in text


class TestOnThePage:
    def test_the_likely_one_is_offered_and_others_are_found(
        self, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        klee = register(by=personas.toni, centre=personas.centre, family_name="Klee")
        client = as_user(personas.toni)
        address = f"/personen/{dilan.pk}/zusammenfuehren/"
        assert f"?mit={dylan.pk}" in client.get(address).text
        found = client.get(address, {"q": "kle"}, headers={"HX-Request": "true"}).text
        assert f"?mit={klee.pk}" in found and "<html" not in found

    def test_both_beside_each_other_and_both_reads_noted(
        self, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        text = as_user(personas.toni).get(f"/personen/{dilan.pk}/zusammenfuehren/", {"mit": str(dylan.pk)}).text
        assert "4711" in text and "0815" in text
        assert {row.person for row in TrailRow.objects.filter(what="merge.read")} == {dilan.pk, dylan.pk}

    def test_the_chosen_file_stays_and_undo_is_offered(
        self, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        client = as_user(personas.toni)
        typed = {"other": str(dylan.pk), "keep": str(dylan.pk), "id": str(uuid4())}
        answer = client.post(f"/personen/{dilan.pk}/zusammenfuehren/", typed, follow=True)
        done = Merge.objects.get()
        assert (done.kept, done.merged) == (dylan, dilan)
        assert f'action="/zusammenfuehrungen/{done.pk}/trennen/"' in answer.text
        client.post(f"/zusammenfuehrungen/{done.pk}/trennen/")
        assert Participant.objects.living().count() == 2

    def test_the_file_that_stayed_offers_the_way_back(
        self, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        done = merge(by=personas.toni, kept=dilan, merged=dylan)
        text = as_user(personas.toni).get(f"/personen/{dilan.pk}/kontakt/").text
        assert f'action="/zusammenfuehrungen/{done.pk}/trennen/"' in text

    @pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.key)
    def test_old_links_lead_to_the_same_page_of_the_file_that_stayed(
        self, tab: Tab, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        rosa = register(by=personas.toni, centre=personas.centre, given_name="Rosa", family_name="Distel")
        merge(by=personas.toni, kept=dilan, merged=dylan)
        merge(by=personas.toni, kept=rosa, merged=dilan)
        answer = as_user(personas.birte).get(reverse(tab.url, args=[dylan.pk]))
        assert answer.headers["Location"] == reverse(tab.url, args=[rosa.pk])
        stranger = as_user(personas.fremd).get(reverse(tab.url, args=[dylan.pk]))
        assert stranger.status_code == 404

    def test_the_counsellor_finds_the_file_by_the_old_link(
        self, personas: Personas, dilan: Participant, dylan: Participant, as_user: Browser
    ) -> None:
        open_care(by=personas.birte, participant=dylan, user=personas.jule)
        merge(by=personas.toni, kept=dilan, merged=dylan)
        answer = as_user(personas.jule).get(f"/personen/{dylan.pk}/notizen/")
        assert answer.headers["Location"] == f"/personen/{dilan.pk}/notizen/"
        assert as_user(personas.merle).get(f"/personen/{dylan.pk}/notizen/").status_code == 404

    def test_a_foreign_file_is_no_other(self, personas: Personas, dilan: Participant, as_user: Browser) -> None:
        foreign = register(by=personas.fremd, centre=personas.elsewhere, family_name="Klee")
        client = as_user(personas.toni)
        assert client.get(f"/personen/{dilan.pk}/zusammenfuehren/", {"mit": str(foreign.pk)}).status_code == 404
        answer = client.post(f"/personen/{dilan.pk}/zusammenfuehren/", {"other": str(foreign.pk)})
        assert answer.status_code == 404
        assert not Merge.objects.exists()
