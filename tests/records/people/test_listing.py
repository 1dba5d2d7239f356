"""The list: by state, only mine, fifty a page, kept under names, printed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.cases.models import Participation, Referral, Segment
from perspektiv.records.people.actions.cares import break_glass, open_care
from perspektiv.records.people.actions.filters import keep_filter
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.listing import Listing
from perspektiv.records.people.models import Care, Participant, SavedFilter
from perspektiv.records.people.standing import with_standing
from tests.records.personas import Personas

Browser = Callable[[User], Client]


class Cohort:
    """One person a state; and one who waits for the next segment."""

    def __init__(self, personas: Personas) -> None:
        self.personas = personas
        self.today = timezone.localdate()
        self.segment = Segment.objects.create(
            centre=personas.centre, key="eb", name="Einstiegsberatung", letters="EB", position=1
        )
        self.new = self.person("Neu")
        self.waiting = self.person("Wartend")
        Referral.objects.create(
            centre=personas.centre, participant=self.waiting, referred_on=self.today - timedelta(days=9)
        )
        self.running = self.person("Laufend")
        self.participation(self.running, ended=False)
        self.left = self.person("Ausgetreten")
        self.participation(self.left, ended=True)
        self.next = self.person("Zwischen")
        Participation.objects.filter(pk=self.participation(self.next, ended=True).pk).update(next_segment=self.segment)

    def person(self, name: str) -> Participant:
        return register(by=self.personas.toni, centre=self.personas.centre, family_name=name)

    def participation(self, person: Participant, *, ended: bool) -> Participation:
        return Participation.objects.create(
            centre=self.personas.centre,
            participant=person,
            segment=self.segment,
            started_on=self.today - timedelta(days=60),
            ended_on=self.today - timedelta(days=3) if ended else None,
            ending="regular" if ended else "",
        )


@pytest.fixture
def cohort(personas: Personas) -> Cohort:
    return Cohort(personas)


def listed(user: User, **address: str) -> list[str]:
    return [person.family_name for person in Listing.asked(address).people(user)]


def test_states_exclude_each_other(cohort: Cohort, personas: Personas) -> None:
    assert listed(personas.toni, state="waiting") == ["Wartend", "Zwischen"]
    assert listed(personas.toni, state="running") == ["Laufend"]
    assert listed(personas.toni, state="left") == ["Ausgetreten"]
    assert len(listed(personas.toni)) == 5


def test_rows_say_where_somebody_stands(cohort: Cohort, personas: Personas) -> None:
    open_care(by=personas.birte, participant=cohort.running, user=personas.jule)
    said = {
        person.family_name: (standing.state, standing.since)
        for person, standing in with_standing(Listing().people(personas.toni))
    }
    assert said == {
        "Neu": ("", None),
        "Wartend": ("waiting", cohort.today - timedelta(days=9)),
        "Laufend": ("running", cohort.today - timedelta(days=60)),
        "Ausgetreten": ("left", cohort.today - timedelta(days=3)),
        "Zwischen": ("waiting", cohort.today - timedelta(days=3)),
    }
    (_, standing) = with_standing([cohort.running])[0]
    assert standing.segments == [cohort.segment]
    assert standing.counsellors == [personas.jule]


def test_after_a_handover_rows_name_the_present_counsellor(cohort: Cohort, personas: Personas) -> None:
    """The former one still reads, to finish their own notes."""
    former = open_care(by=personas.birte, participant=cohort.running, user=personas.jule)
    Care.objects.filter(pk=former.pk).update(until=timezone.now() + timedelta(days=14))
    assert with_standing([cohort.running])[0][1].counsellors == [personas.jule]
    open_care(by=personas.birte, participant=cohort.running, user=personas.merle)
    assert with_standing([cohort.running])[0][1].counsellors == [personas.merle]


@pytest.mark.parametrize(("result", "words"), [("declined", "abgelehnt"), ("not_reached", "nicht eingetreten")])
def test_whose_way_in_ended_without_a_start_had_one(
    cohort: Cohort, personas: Personas, as_user: Browser, result: str, words: str
) -> None:
    Referral.objects.create(
        centre=personas.centre, participant=cohort.new, referred_on=cohort.today, decided_on=cohort.today, result=result
    )
    page = as_user(personas.toni).get("/personen/?q=Neu").content.decode()
    assert words in page
    assert "noch kein Zugang" not in page


def test_mine_are_those_i_care_for_not_those_i_opened(cohort: Cohort, personas: Personas) -> None:
    open_care(by=personas.birte, participant=cohort.running, user=personas.jule)
    break_glass(by=personas.birte, participant=cohort.running, reason="Krisenanruf am Abend")
    assert listed(personas.jule, mine="1") == ["Laufend"]
    assert listed(personas.birte, mine="1") == []


@pytest.mark.parametrize(
    "address", [{"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"state": "alles"}, {"mine": "ja"}, {"q": "x" * 900}]
)
def test_an_address_that_means_nothing_harms_nothing(
    cohort: Cohort, personas: Personas, as_user: Browser, address: dict[str, str]
) -> None:
    assert as_user(personas.toni).get("/personen/", address).status_code == 200


def test_fifty_a_page(personas: Personas, as_user: Browser) -> None:
    for number in range(51):
        register(by=personas.toni, centre=personas.centre, family_name=f"Distel {number:02}")
    client = as_user(personas.toni)
    first, second = client.get("/personen/"), client.get("/personen/", {"page": "2"})
    assert first.text.count("data-row>") == 50
    assert "Distel 50" in second.text
    assert second.text.count("data-row>") == 1


def test_the_list_keeps_to_itself_what_a_list_does_not_need(personas: Personas, as_user: Browser) -> None:
    register(
        by=personas.toni, centre=personas.centre, family_name="Distel", gender="diverse", phone="4711", street="Weg 1"
    )
    text = as_user(personas.toni).get("/personen/").text
    assert "divers" not in text and "4711" not in text and "Weg 1" not in text


class TestSavedFilters:
    def test_kept_used_and_dropped(self, personas: Personas, as_user: Browser) -> None:
        client = as_user(personas.toni)
        client.post("/personen/filter/", {"name": "Wartende", "state": "waiting", "mine": "1", "page": "7"})
        (saved,) = SavedFilter.objects.all()
        assert (saved.user, saved.query) == (personas.toni, "state=waiting&mine=1")
        assert "Wartende" in client.get("/personen/").text
        client.post("/personen/filter/", {"drop": "Wartende"})
        assert not SavedFilter.objects.exists()

    def test_the_same_name_replaces(self, personas: Personas) -> None:
        keep_filter(by=personas.toni, name="Meine", query="mine=1")
        keep_filter(by=personas.toni, name="Meine", query="mine=1&state=left")
        assert SavedFilter.objects.get().query == "mine=1&state=left"

    def test_nobody_sees_or_drops_anothers(self, personas: Personas, as_user: Browser) -> None:
        keep_filter(by=personas.birte, name="Birtes Liste", query="state=waiting")
        client = as_user(personas.toni)
        assert "Birtes Liste" not in client.get("/personen/").text
        client.post("/personen/filter/", {"drop": "Birtes Liste"})
        assert SavedFilter.objects.count() == 1

    @pytest.mark.parametrize("data", [{"name": "", "state": "left"}, {"name": "Leer"}])
    def test_not_without_a_name_or_a_filter(self, personas: Personas, as_user: Browser, data: dict[str, str]) -> None:
        assert as_user(personas.toni).post("/personen/filter/", data).status_code == 409
        assert not SavedFilter.objects.exists()


def test_print_shows_all_pages_on_one(personas: Personas, as_user: Browser) -> None:
    for number in range(60):
        register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name=f"Distel {number:02}")
    text = as_user(personas.toni).get("/personen/drucken/").text
    assert text.count("Dilan</td>") == 60
