"""One search over people, appointments and pages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.desk.days import day_named
from perspektiv.records.desk.finding import search_for
from perspektiv.records.desk.links import link, may_enter
from perspektiv.records.desk.pages import KNOWN
from perspektiv.records.desk.tabs import TABS
from perspektiv.records.people.models import Care
from perspektiv.site.shell import AREAS, Area
from tests.records.desk.scenes import Scene

As = Callable[[User], Client]


def test_people_are_found_as_far_as_one_may_see_them(scene: Scene) -> None:
    scene.person("Dilan", "Distel", scene.personas.jule)
    scene.person("Mara", "Disker", scene.personas.merle)
    assert [str(one) for one in search_for(scene.personas.toni, "dis").people] == ["Mara Disker", "Dilan Distel"]
    assert [str(one) for one in search_for(scene.personas.jule, "dis").people] == ["Dilan Distel"]
    for user in (scene.personas.ada, scene.personas.hanne, scene.personas.fee, scene.personas.fremd):
        assert search_for(user, "dis").people == []


def test_with_a_person_come_the_next_appointments(scene: Scene) -> None:
    runs = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    scene.appointment(runs, timezone.now() + timedelta(days=7))
    scene.appointment(runs, timezone.now() - timedelta(days=7))
    assert len(search_for(scene.personas.jule, "distel").appointments) == 1
    assert search_for(scene.personas.merle, "distel").appointments == []


def test_a_day_finds_its_appointments(scene: Scene) -> None:
    runs = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    scene.appointment(runs, timezone.now() + timedelta(days=1))
    found = search_for(scene.personas.toni, "morgen")
    assert found.day == timezone.localdate() + timedelta(days=1)
    assert [entry.name for entry in found.appointments] == ["Dilan Distel"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("heute", date(2026, 11, 24)),
        ("Übermorgen", date(2026, 11, 26)),
        ("gestern", date(2026, 11, 23)),
        ("1.12.", date(2026, 12, 1)),
        ("1. 12. 2027", date(2027, 12, 1)),
        ("24.12.26", date(2026, 12, 24)),
        ("2027-01-05", date(2027, 1, 5)),
        ("31.2.", None),
        ("2026-0417", None),
        ("Distel", None),
        ("0.0.0000", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("31.12.2101", None),
    ],
)
def test_days_as_they_are_typed(typed: str, day: date | None) -> None:
    assert day_named(typed, date(2026, 11, 24)) == day


def test_pages_are_found_by_their_name_and_other_words(scene: Scene, as_user: As) -> None:
    client = as_user(scene.personas.birte)
    assert "/vertretungen/" in client.get("/suche/?q=krank").content.decode()
    assert "/vertretungen/" not in as_user(scene.personas.jule).get("/suche/?q=krank").content.decode()


def test_every_page_that_is_named_is_there() -> None:
    """Whoever names an address of another room would not notice that it is gone."""
    assert [known.url for known in KNOWN if not link(known.url)] == []
    id = "00000000-0000-0000-0000-000000000000"
    assert [tab.url for tab in TABS if not link(tab.url, id)] == []


def test_it_is_a_page_without_javascript_and_a_list_while_typing(scene: Scene, as_user: As) -> None:
    scene.runs(scene.person("Dilan", "Distel"))
    client = as_user(scene.personas.toni)
    page = client.get("/suche/?q=dis")
    assert "<!doctype html>" in page.content.decode()
    assert "<mark>Dis</mark>tel" in page.content.decode()
    typed = client.get("/suche/?q=dis", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in typed
    assert typed.count('role="option"') == 3, "the person, and what can be done with them"


def test_what_is_typed_is_text(scene: Scene, as_user: As) -> None:
    page = as_user(scene.personas.toni).get("/suche/", {"q": '<b>"&('}).content.decode()
    assert "<b>&quot;" not in page
    assert "&lt;b&gt;&quot;&amp;(" in page


def test_nothing_of_what_is_kept_behind_the_lock_is_found(scene: Scene) -> None:
    from perspektiv.records.cases.models import Note

    person = scene.person("Dilan", "Distel", scene.personas.jule)
    Note.objects.create(centre=person.centre, participant=person, author=scene.personas.jule, words="Kanarienvogel")
    found = search_for(scene.personas.jule, "Kanarienvogel")
    assert found.nothing


def test_the_number_of_queries_does_not_grow(scene: Scene, as_user: As) -> None:
    client, counted = as_user(scene.personas.toni), []
    for more in (10, 190):
        for _ in range(more):
            scene.appointment(scene.runs(scene.person()), timezone.now() + timedelta(days=1))
        with CaptureQueriesContext(connection) as queries:
            client.get("/suche/?q=dis", headers={"HX-Request": "true"})
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "31.12.9999"])
def test_a_day_beyond_all_calendars_is_just_not_found(scene: Scene, as_user: As, typed: str) -> None:
    assert as_user(scene.personas.toni).get("/suche/", {"q": typed}).status_code == 200


def test_something_to_do_with_somebody_is_typed_as_one_says_it(scene: Scene) -> None:
    person = scene.person("Dilan", "Distel", scene.personas.jule)
    scene.runs(person)
    found = search_for(scene.personas.toni, "Termin buchen für Dilan Distel")
    assert found.begins
    assert found.deeds[0].name == "Termin buchen für Dilan Distel"
    assert f"person={person.pk}" in found.deeds[0].address
    assert search_for(scene.personas.toni, "term buch dis").deeds[0].name.endswith("Dilan Distel")


def test_with_the_first_person_come_the_deeds_that_the_role_has(scene: Scene) -> None:
    scene.person("Dilan", "Distel", scene.personas.jule)
    assistant = {deed.name for deed in search_for(scene.personas.toni, "distel").deeds}
    counsellor = {deed.name for deed in search_for(scene.personas.jule, "distel").deeds}
    assert counsellor - assistant == {"Notiz schreiben zu Dilan Distel"}
    for user in (scene.personas.merle, scene.personas.ada, scene.personas.fee, scene.personas.fremd):
        assert search_for(user, "Termin buchen für Distel").deeds == []


def test_deeds_without_a_person_are_by_role(scene: Scene) -> None:
    assert "Anwesenheit heute" in {deed.name for deed in search_for(scene.personas.toni, "anwesenheit").deeds}
    assert "Tagesliste drucken" in {deed.name for deed in search_for(scene.personas.toni, "tagesl druck").deeds}
    assert search_for(scene.personas.ada, "").deeds == []
    assert [deed.name for deed in search_for(scene.personas.fee, "").deeds] == ["Person vorschlagen"]


def test_every_deed_leads_somewhere_that_its_role_may_enter(scene: Scene) -> None:
    for user in (scene.personas.toni, scene.personas.jule, scene.personas.birte, scene.personas.fee):
        for deed in search_for(user, "").deeds:
            assert may_enter(deed.address, user), deed


def test_whom_one_looked_at_last_comes_first(scene: Scene, as_user: As) -> None:
    scene.person("Anna", "Distel")
    last = scene.person("Zora", "Distel")
    client = as_user(scene.personas.toni)
    assert [str(one) for one in search_for(scene.personas.toni, "").people] == []
    client.get(f"/personen/{last.pk}/")
    assert [str(one) for one in search_for(scene.personas.toni, "").people] == ["Zora Distel"]
    assert [str(one) for one in search_for(scene.personas.toni, "distel").people] == ["Zora Distel", "Anna Distel"]
    assert search_for(scene.personas.birte, "").people == []


def test_whom_one_may_no_longer_see_is_not_among_the_last(scene: Scene, as_user: As) -> None:
    person = scene.person("Dilan", "Distel", scene.personas.jule)
    as_user(scene.personas.jule).get(f"/personen/{person.pk}/")
    Care.objects.update(until=timezone.now() - timedelta(days=30), since=timezone.now() - timedelta(days=60))
    assert search_for(scene.personas.jule, "").people == []


def test_a_jobcoach_finds_own_proposals_and_nobody_else(scene: Scene) -> None:
    proposed = scene.way_in(scene.person("Dilan", "Distel"))
    scene.person("Mara", "Disker")
    found = search_for(scene.personas.fee, "dis")
    assert [page.name for page in found.proposed] == ["Dilan Distel"]
    assert found.proposed[0].address.endswith(f"#p{proposed.pk}")


def test_the_help_has_no_keys_of_pages_one_cannot_open(scene: Scene, as_user: As) -> None:
    assert "Anwesenheit" not in as_user(scene.personas.fee).get(link("desk:help")).text
    assert "Anwesenheit" in as_user(scene.personas.toni).get(link("desk:help")).text


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.url)
def test_every_page_of_the_navigation_is_found_by_its_name(scene: Scene, area: Area) -> None:
    """By everybody whose navigation names it."""
    users = [user for user in vars(scene.personas).values() if isinstance(user, User)]
    naming = [user for user in users if any(user.may(permission) for permission in area.needs)]
    assert naming
    for user in naming:
        found = search_for(user, str(area.name))
        addresses = {page.address for page in found.pages} | {deed.address for deed in found.deeds}
        assert link(area.url) in addresses, user


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("abmelden", "/konto/abmelden/"),
        ("übergabe", "/ansteht/"),
        ("abo", "/mein-konto/kalender/"),
        ("log", "/konto/abmelden/"),
    ],
)
def test_other_words_lead_there(scene: Scene, typed: str, address: str) -> None:
    assert address in {page.address for page in search_for(scene.personas.jule, typed).pages}


@pytest.mark.parametrize("typed", ["dunkel", "hell"])
def test_light_and_dark_are_switched_where_one_is(scene: Scene, as_user: As, typed: str) -> None:
    page = as_user(scene.personas.jule).get(f"/suche/?q={typed}", headers={"HX-Request": "true"}).content.decode()
    assert "data-theme-switch" in page


def test_a_day_of_the_week_is_the_next_one(scene: Scene) -> None:
    found = search_for(scene.personas.toni, "Montag").day
    assert found and found.weekday() == 0 and 0 <= (found - timezone.localdate()).days < 7


def test_what_is_to_be_done_with_somebody_comes_with_their_dates(scene: Scene) -> None:
    runs = scene.runs(scene.person("Gesa", "Ginster", scene.personas.jule))
    scene.appointment(runs, timezone.now() + timedelta(days=7))
    found = search_for(scene.personas.toni, "termin gesa")
    assert found.deeds and [entry.name for entry in found.appointments] == ["Gesa Ginster"]


def test_those_who_take_part_come_before_those_who_left(scene: Scene) -> None:
    """However their names sort: they are booked for, and their dates are listed."""
    for name in ("Ahorn", "Esche", "Hafer", "Linde"):
        left = scene.runs(scene.person("Gesa", name))
        left.ended_on, left.ending = left.started_on + timedelta(days=1), "regular"
        left.save()
    scene.appointment(scene.runs(scene.person("Gesa", "Steinbrech")), timezone.now() + timedelta(days=7))
    waits = scene.person("Gesa", "Weide")
    scene.way_in(waits)
    booking, by_name = search_for(scene.personas.toni, "termin gesa"), search_for(scene.personas.toni, "gesa")
    assert [deed.name for deed in booking.deeds] == [
        "Termin buchen für Gesa Steinbrech",
        "Termin buchen für Gesa Weide",
    ]
    assert [str(person) for person in by_name.people][:3] == ["Gesa Steinbrech", "Gesa Weide", "Gesa Ahorn"]
    for found in (booking, by_name):
        assert [entry.name for entry in found.appointments] == ["Gesa Steinbrech"]


def test_nothing_is_booked_for_those_who_left_yet_they_are_found(scene: Scene, as_user: As) -> None:
    left = scene.runs(scene.person("Gesa", "Ahorn"))
    left.ended_on, left.ending = left.started_on + timedelta(days=1), "regular"
    left.save()
    as_user(scene.personas.toni).get(f"/personen/{left.participant_id}/")
    found = search_for(scene.personas.toni, "termin gesa")
    assert (found.begins, [str(person) for person in found.people]) == (False, ["Gesa Ahorn"])
    assert not any("Termin buchen" in deed.name for deed in search_for(scene.personas.toni, "ahorn").deeds)
    assert any("Schreiben an" in deed.name for deed in search_for(scene.personas.toni, "ahorn").deeds)


def test_of_two_with_the_same_name_the_file_number_is_said(scene: Scene) -> None:
    for _ in range(2):
        scene.runs(scene.person("Wanda", "Malve"))
    scene.runs(scene.person("Wanda", "Weide"))
    assert {deed.name for deed in search_for(scene.personas.toni, "termin wanda").deeds} == {
        "Termin buchen für Wanda Malve (2026-0001)",
        "Termin buchen für Wanda Malve (2026-0002)",
        "Termin buchen für Wanda Weide",
    }
    assert "Termin buchen für Wanda Malve (2026-0001)" in {
        deed.name for deed in search_for(scene.personas.toni, "malve").deeds
    }


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("einladen", {"/verwaltung/konten/neu/"}),
        ("zentrum", {"/verwaltung/zentrum/"}),
        ("vertretungen", {"/verwaltung/vertretungen/"}),
        ("konten", {"/verwaltung/", "/verwaltung/konten/neu/"}),
        (
            "verwaltung",
            {
                "/verwaltung/",
                "/verwaltung/konten/neu/",
                "/verwaltung/vertretungen/",
                "/verwaltung/zentrum/",
            },
        ),
        ("importieren", {"/einlesen/"}),
    ],
)
def test_the_administrator_finds_the_pages_of_the_administration(scene: Scene, typed: str, addresses: set[str]) -> None:
    assert addresses <= {page.address for page in search_for(scene.personas.ada, typed).pages}
    others = {page.address for page in search_for(scene.personas.toni, typed).pages}
    assert not addresses & others


def test_a_further_centre_is_founded_by_whoever_manages_all(scene: Scene) -> None:
    def found() -> set[str]:
        user = User.objects.get(pk=scene.personas.ada.pk)
        return {page.address for page in search_for(user, "zentrum gründen").pages}

    assert found() == set(), "there is one that is not hers"
    Membership.objects.create(
        user=scene.personas.ada,
        centre=scene.personas.elsewhere,
        role=Role.ADMINISTRATOR,
        starts_on=timezone.localdate(),
    )
    assert found() == {"/verwaltung/zentrum/neu/"}


def test_accounts_are_found_by_whoever_manages_them(scene: Scene, as_user: As) -> None:
    jule = scene.personas.jule
    address = f"/verwaltung/konten/{jule.pk}/"
    assert [page.address for page in search_for(scene.personas.ada, "lerche jul").accounts] == [address]
    client = as_user(scene.personas.ada)
    for headers in ({}, {"HX-Request": "true"}):
        assert address in client.get("/suche/?q=lerche", headers=headers).text
    assert search_for(scene.personas.ada, "kuckuck").accounts == (), "of another centre"
    for user in (scene.personas.toni, scene.personas.birte, scene.personas.hanne, jule, scene.personas.fee):
        assert search_for(user, "lerche").accounts == ()


def test_of_more_appointments_than_are_shown_the_number_is_said(scene: Scene, as_user: As) -> None:
    for _ in range(6):
        scene.appointment(scene.runs(scene.person()), timezone.now() + timedelta(days=1))
    found = search_for(scene.personas.toni, "morgen")
    assert (len(found.appointments), found.on_day) == (5, 6)
    assert "alle 6 Termine" in as_user(scene.personas.toni).get("/suche/?q=morgen").content.decode()


def test_a_handover_note_is_offered_where_somebody_takes_over(scene: Scene) -> None:
    person = scene.person("Dilan", "Distel", scene.personas.jule)
    offered = "Übergabenotiz zu Dilan Distel"
    assert offered not in {deed.name for deed in search_for(scene.personas.jule, "distel").deeds}
    Care.objects.create(
        centre=person.centre,
        participant=person,
        user=scene.personas.merle,
        kind=Care.Kind.SUBSTITUTE,
        since=timezone.now(),
    )
    assert offered in {deed.name for deed in search_for(scene.personas.jule, "distel").deeds}
