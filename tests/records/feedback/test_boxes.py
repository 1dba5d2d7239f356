"""The ballot box through the quarters: opened once, in companies of five, and the key that sealed it destroyed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.feedback import box, seals
from perspektiv.records.feedback.actions.opening import open_boxes
from perspektiv.records.feedback.actions.survey import NOT_ANONYMOUS, NoCode, cast
from perspektiv.records.feedback.codes import code_hash
from perspektiv.records.feedback.models import AnonymousResponse, AnonymousText, Ballot, Item, SurveyCode
from perspektiv.records.feedback.papers.cards import good_until
from perspektiv.site.operating import backup
from tests.records.feedback.balloting import (
    AUTUMN,
    GOOD,
    NEXT_SUMMER,
    SPRING,
    SUMMER,
    WINTER,
    Surveyed,
    surveyed,
    today_is,
)
from tests.records.personas import Personas


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    with override_settings(HOME=tmp_path):
        yield tmp_path


@pytest.fixture
def survey(personas: Personas) -> Surveyed:
    return surveyed(personas)


def second_day(quarter: date) -> date:
    return quarter + timedelta(days=1)


def quarters() -> list[date]:
    return sorted(AnonymousResponse.objects.values_list("quarter", flat=True))


def test_nothing_is_opened_before_the_quarter_is_over(survey: Surveyed) -> None:
    survey.answered(6, on=SUMMER)
    assert open_boxes(today=date(2026, 9, 30)) == 0
    assert open_boxes(today=AUTUMN) == 6
    assert quarters() == [SUMMER] * 6
    assert not Ballot.objects.exists()


def test_it_is_opened_once(survey: Surveyed) -> None:
    survey.answered(6, on=SUMMER)
    assert [open_boxes(today=AUTUMN + timedelta(days=later)) for later in range(4)] == [6, 0, 0, 0]
    opened = TrailRow.objects.get(what="feedback.box_opened")
    assert opened.actor == "system" and opened.person is None


def test_fewer_than_five_wait_and_are_counted_with_the_next(survey: Surveyed) -> None:
    """Under the later quarter: two under their own would stand there alone."""
    survey.answered(2, on=SUMMER)
    assert open_boxes(today=AUTUMN) == open_boxes(today=second_day(AUTUMN)) == 0
    survey.answered(3, on=AUTUMN)
    assert open_boxes(today=WINTER) == 5
    assert quarters() == [AUTUMN] * 5


def test_each_quarter_with_five_stands_for_itself_though_nobody_looked_for_long(survey: Surveyed) -> None:
    survey.answered(5, on=SUMMER)
    survey.answered(6, on=AUTUMN)
    survey.answered(1, on=WINTER)
    assert open_boxes(today=SPRING) == 11
    assert quarters() == [SUMMER] * 5 + [AUTUMN] * 6
    assert Ballot.objects.count() == 1


def test_who_finds_no_company_for_a_year_is_never_counted(survey: Surveyed) -> None:
    survey.answered(4, on=SUMMER)
    for quarter in (AUTUMN, WINTER, SPRING):
        open_boxes(today=quarter)
        survey.codes(1)
    survey.answered(0, on=NEXT_SUMMER)
    open_boxes(today=SPRING)
    assert Ballot.objects.count() == 4
    open_boxes(today=NEXT_SUMMER)
    assert not Ballot.objects.exists() and not AnonymousResponse.objects.exists()


def test_a_retired_questionnaire_leaves_nothing(survey: Surveyed) -> None:
    survey.answered(4, on=SUMMER)
    code, *_ = survey.codes(3)
    instrument = survey.version.instrument
    instrument.retired_at = timezone.now()
    instrument.save()
    with pytest.raises(NoCode):
        cast(code=code, numbers=GOOD, texts={})
    open_boxes(today=AUTUMN)
    assert not Ballot.objects.exists() and not SurveyCode.objects.exists()


def test_the_key_goes_on_the_second_day(survey: Surveyed, home: Path) -> None:
    """On the first, who sent in the last second of the old quarter may still be on the way."""
    survey.answered(6, on=SUMMER)
    kept = (home / seals.FOLDER / f"{SUMMER}.key").read_bytes()
    open_boxes(today=AUTUMN)
    assert seals.quarters_with_keys() == [SUMMER]
    survey.answered(1, on=date(2026, 9, 30))
    open_boxes(today=second_day(AUTUMN))
    assert seals.quarters_with_keys() == [AUTUMN]  # the one that came late waits, sealed anew
    assert Ballot.objects.count() == 1 and seals.unseal(Ballot.objects.get().sealed)
    assert kept not in b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_the_key_can_be_read_by_its_owner_alone_and_is_in_no_backup(survey: Surveyed, home: Path) -> None:
    survey.answered(1, on=SUMMER)
    key = home / seals.FOLDER / f"{SUMMER}.key"
    assert key.stat().st_mode & 0o777 == 0o600 and key.parent.stat().st_mode & 0o777 == 0o700
    taken = {*(name for name, _ in backup._files(home)), *backup._keys(home), *backup._anchors(home)}
    assert taken and not [name for name in taken if key.name in name or seals.FOLDER in name]


def test_ballots_that_came_back_with_a_backup_stay_sealed(survey: Surveyed) -> None:
    survey.answered(3, on=AUTUMN)
    seals.destroy(AUTUMN)  # another machine never had it
    survey.answered(6, on=AUTUMN)
    assert open_boxes(today=WINTER) == 6
    assert Ballot.objects.count() == 3


def test_used_codes_go_with_their_box_and_old_ones_in_time(survey: Surveyed) -> None:
    with today_is(SUMMER):
        unused = survey.codes(3)
    survey.answered(6, on=SUMMER)
    open_boxes(today=AUTUMN)
    assert set(SurveyCode.objects.values_list("pk", flat=True)) == set(map(code_hash, unused))
    open_boxes(today=WINTER)
    assert SurveyCode.objects.count() == 3
    assert good_until(SUMMER) == date(2027, 3, 31)
    open_boxes(today=SPRING)
    assert not SurveyCode.objects.exists()


def test_texts_stand_apart_from_numbers(survey: Surveyed) -> None:
    survey.answered(5, on=SUMMER, wish="Mehr Stühle.\x07\t")
    open_boxes(today=AUTUMN)
    assert {text.words for text in AnonymousText.objects.all()} == {"Mehr Stühle."}
    assert {field.name for field in AnonymousText._meta.fields} == {"id", "centre", "item", "quarter", "words", "state"}


def test_every_ballot_holds_the_longest_texts(survey: Surveyed) -> None:
    """Whatever the letters: each takes four bytes at most."""
    for text in ("😀" * 5_000, "\n" * 5_000 + "Ende", '"' * 5_000, "أ" * 5_000):
        survey.answered(1, on=SUMMER, wish=text)
    assert len({len(sealed) for sealed in Ballot.objects.values_list("sealed", flat=True)}) == 1
    many = [Item(key=f"text-{number}", kind="text") for number in range(9)]
    longest = {item.key: "😀" * box.longest_text(many) for item in many}
    assert len(box.packed(box.Filled(SUMMER, {}, longest))) == box.LENGTH


def test_codes_are_made_for_anonymous_questionnaires_alone(personas: Personas) -> None:
    for key in ("satisfaction", "employer"):
        assert surveyed(personas, key).codes(1)
    with pytest.raises(Refused) as refused:
        surveyed(personas, "session").codes(1)
    assert refused.value.sentence == NOT_ANONYMOUS


def test_nothing_said_uses_up_no_code(survey: Surveyed) -> None:
    (code,) = survey.codes(1)
    for texts in ({}, {"wish": " \x00 "}):
        with pytest.raises(Refused):
            cast(code=code, numbers={}, texts=texts)
    cast(code=code, numbers=GOOD, texts={})
    assert Ballot.objects.count() == 1
