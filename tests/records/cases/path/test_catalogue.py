"""The catalogue is versioned: what was offered when stays true."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.cases.actions.catalogue import add_segment, change_reason, change_segment, limit
from perspektiv.records.cases.models import EndingReason, Segment
from perspektiv.records.cases.starting_catalogue import letters_of, ship_catalogue
from perspektiv.records.cases.versions import ChangedMeanwhile
from tests.records.cases.path.conftest import Path, days_back

TOMORROW = timedelta(days=1)


def test_a_centre_starts_with_six_segments_in_the_order_of_the_path(path: Path) -> None:
    segments = Segment.objects.filter(centre=path.personas.centre)
    assert [(s.key, s.letters) for s in segments] == [
        ("intake", "EB"),
        ("review", "SB"),
        ("orientation", "BO"),
        ("basics", "BK"),
        ("search", "ST"),
        ("coaching", "CO"),
    ]
    assert [s.key for s in segments.exclude(surveyed=True)] == ["basics"]


def test_basics_belongs_to_the_past(path: Path) -> None:
    today = Segment.objects.valid_on(timezone.localdate()).filter(centre=path.personas.centre)
    assert "basics" not in today.values_list("key", flat=True)
    then = Segment.objects.valid_on(date(2018, 6, 30)).filter(centre=path.personas.centre)
    assert "basics" in then.values_list("key", flat=True)


def test_reasons_are_valued(path: Path) -> None:
    assert path.reason("work").valuation == EndingReason.Valuation.POSITIVE
    assert path.reason("contact_lost").influenceable is True
    assert path.reason("moved").influenceable is False


def test_shipping_twice_adds_and_changes_nothing(path: Path) -> None:
    ours = path.segment("intake")
    changed = change_segment(
        by=SYSTEM, segment=ours, version=ours.version, from_day=timezone.localdate(), name="Einstieg"
    )
    before = TrailRow.objects.count()
    ship_catalogue(by=SYSTEM, centre=path.personas.centre)
    assert TrailRow.objects.count() == before
    assert Segment.objects.get(pk=changed.pk).name == "Einstieg"


def test_a_change_is_a_new_version_and_the_old_one_ends_the_day_before(path: Path) -> None:
    old = path.segment("intake")
    day = timezone.localdate() + timedelta(days=30)
    new = change_segment(by=path.personas.hanne, segment=old, version=old.version, from_day=day, planned_units=7)
    old.refresh_from_db()
    assert (old.planned_units, old.valid_to) == (6, day - TOMORROW)
    assert (new.planned_units, new.valid_from, new.valid_to, new.key) == (7, day, None, "intake")
    assert new.content == old.content


def test_nothing_changed_makes_no_version(path: Path) -> None:
    segment = path.segment("intake")
    same = change_segment(
        by=path.personas.hanne, segment=segment, version=segment.version, from_day=days_back(-1), name=segment.name
    )
    assert same == segment
    assert Segment.objects.filter(key="intake").count() == 1


def test_a_participation_keeps_the_version_in_which_it_began(path: Path) -> None:
    participation = path.begins(days_ago=5)
    segment = path.segment("intake")
    change_segment(
        by=path.personas.hanne, segment=segment, version=segment.version, from_day=timezone.localdate(), name="Neu"
    )
    participation.refresh_from_db()
    assert participation.segment.name == "Einstiegsberatung"


def test_a_version_cannot_start_before_one_that_was_used(path: Path) -> None:
    path.begins(days_ago=5)
    segment = path.segment("intake")
    with pytest.raises(Refused, match="schon eine Teilnahme"):
        change_segment(
            by=path.personas.hanne, segment=segment, version=segment.version, from_day=days_back(5), name="Neu"
        )


def test_a_version_that_has_not_begun_is_corrected_in_place(path: Path) -> None:
    old = path.segment("intake")
    day = days_back(-30)
    new = change_segment(by=path.personas.hanne, segment=old, version=old.version, from_day=day, planned_units=7)
    again = change_segment(by=path.personas.hanne, segment=new, version=new.version, from_day=day, planned_units=8)
    assert again.pk == new.pk
    assert Segment.objects.filter(key="intake").count() == 2


def test_only_the_latest_version_is_changed(path: Path) -> None:
    old = path.segment("intake")
    change_segment(by=path.personas.hanne, segment=old, version=old.version, from_day=days_back(-30), planned_units=7)
    old.refresh_from_db()
    with pytest.raises(Refused, match="spätere Fassung"):
        change_segment(
            by=path.personas.hanne, segment=old, version=old.version, from_day=days_back(-60), planned_units=9
        )


def test_a_stale_edit_overwrites_nothing(path: Path) -> None:
    segment = path.segment("intake")
    limit(by=path.personas.birte, entry=segment, version=segment.version, valid_to=days_back(-90))
    with pytest.raises(ChangedMeanwhile) as refused:
        limit(by=path.personas.hanne, entry=segment, version=segment.version, valid_to=None)
    assert refused.value.stored.pk == segment.pk
    assert path.segment("intake").valid_to == days_back(-90)


def test_keys_and_letters_are_unique_in_a_centre(path: Path) -> None:
    centre = path.personas.centre
    with pytest.raises(Refused, match="Schlüssel"):
        add_segment(by=SYSTEM, centre=centre, key="intake", name="Noch eine", letters="NE", position=9)
    with pytest.raises(Refused, match="Buchstaben"):
        add_segment(by=SYSTEM, centre=centre, key="new", name="Noch eine", letters="EB", position=9)
    add_segment(by=SYSTEM, centre=path.personas.elsewhere, key="intake", name="Einstieg", letters="EB", position=1)


def test_a_reason_keeps_its_value_for_what_has_ended(path: Path) -> None:
    old = path.reason("family")
    new = change_reason(
        by=path.personas.hanne,
        reason=old,
        version=old.version,
        from_day=days_back(-1),
        valuation=EndingReason.Valuation.NEGATIVE,
    )
    old.refresh_from_db()
    assert old.valuation == EndingReason.Valuation.NEUTRAL
    assert new.valuation == EndingReason.Valuation.NEGATIVE


@pytest.mark.parametrize(
    ("key", "name", "letters"),
    [("intake", "Anders", "EB"), ("x", "Lern Werkstatt", "LW"), ("x", "Werkstatt", "WE")],
)
def test_segments_of_packages_get_two_letters(key: str, name: str, letters: str) -> None:
    assert letters_of(key, name) == letters
