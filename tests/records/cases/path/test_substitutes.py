"""Somebody stands in for some days: sees the files for just as long, beside the counsellor."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.actions.substitutes import all_of, end_substitution, substitute
from perspektiv.records.cases.models import Counselling, Participation
from perspektiv.records.people.models import Care, Participant
from tests.records.cases.path.conftest import Path, days_back

SEE = Permission.SEE_PEOPLE


def stands_in(path: Path, participations: list[Participation], first: int = 0, last: int = -4) -> list[Counselling]:
    return substitute(
        by=path.personas.birte,
        participations=participations,
        counsellor=path.personas.merle,
        first=days_back(first),
        last=days_back(last),
        id=uuid4(),
    )


def test_the_substitute_sees_the_file_for_these_days(path: Path) -> None:
    participation = path.begins(days_ago=20)
    [standing] = stands_in(path, [participation])
    assert (standing.substitute, standing.since, standing.until) == (True, timezone.localdate(), days_back(-4))
    assert list(Participant.objects.with_permission(path.personas.merle, SEE)) == [participation.participant]
    care = Care.objects.get(user=path.personas.merle)
    assert care.kind == Care.Kind.SUBSTITUTE
    assert care.until is not None and timezone.localdate(care.until) == days_back(-5)
    participation.refresh_from_db()
    assert participation.counsellor == path.personas.jule


def test_all_cases_of_an_absent_counsellor_at_once(path: Path) -> None:
    own = [path.begins("Dilan", "Distel"), path.begins("Ulla", "Ulme")]
    path.begins("Tarek", "Tanne", counsellor=path.personas.merle)
    running = list(Participation.objects.running())
    assert set(all_of(path.personas.jule, running)) == set(own)
    stands_in(path, all_of(path.personas.jule, running))
    assert Participant.objects.with_permission(path.personas.merle, SEE).count() == 3


def test_all_of_them_are_taken_back_at_once(path: Path) -> None:
    own = [path.begins("Dilan", "Distel"), path.begins("Ulla", "Ulme")]
    stands_in(path, own)
    step = last_step(path.personas.birte, own[0].participant)
    assert step
    take_back(by=path.personas.birte, step=step)
    assert not Counselling.objects.filter(substitute=True).exists()
    assert not Participant.objects.with_permission(path.personas.merle, SEE).exists()


def test_a_form_sent_twice_names_once(path: Path) -> None:
    participation, id = path.begins(), uuid4()
    for _ in range(2):
        substitute(
            by=path.personas.birte,
            participations=[participation],
            counsellor=path.personas.merle,
            first=timezone.localdate(),
            last=days_back(-2),
            id=id,
        )
    assert Counselling.objects.filter(substitute=True).count() == 1


@pytest.mark.parametrize(("first", "last"), [(0, 1), (5, 2)])
def test_the_days_are_in_order_and_not_past(path: Path, first: int, last: int) -> None:
    participation = path.begins(days_ago=20)
    with pytest.raises(Refused):
        stands_in(path, [participation], first, last)


def test_who_counsels_nobody_needs_no_substitute(path: Path) -> None:
    path.begins()
    with pytest.raises(Refused, match="Merle Amsel berät zurzeit niemanden"):
        all_of(path.personas.merle, list(Participation.objects.running()))


def test_one_bad_case_names_nobody(path: Path) -> None:
    good, own = path.begins("Dilan", "Distel"), path.begins("Tarek", "Tanne", counsellor=path.personas.merle)
    with pytest.raises(Refused, match="vertritt sich selbst"):
        stands_in(path, [good, own])
    assert not Counselling.objects.filter(substitute=True).exists()


def test_back_earlier_than_thought(path: Path) -> None:
    participation = path.begins(days_ago=20)
    [standing] = stands_in(path, [participation])
    end_substitution(by=path.personas.birte, counselling=standing)
    standing.refresh_from_db()
    assert standing.until == timezone.localdate()
    assert not Participant.objects.with_permission(path.personas.merle, SEE).exists()


def test_an_ending_ends_what_was_to_come(path: Path) -> None:
    participation = path.begins(days_ago=20)
    stands_in(path, [participation], first=-3, last=-9)
    end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
    care = Care.objects.get(kind=Care.Kind.SUBSTITUTE)
    assert care.until == care.since
    assert care.since > timezone.now() + timedelta(days=2)


def test_who_cares_anyway_keeps_what_they_see(path: Path) -> None:
    participation = path.begins(days_ago=20)
    Participation.objects.create(
        centre=path.personas.centre,
        participant=participation.participant,
        segment=path.segment("search"),
        counsellor=path.personas.merle,
        started_on=days_back(10),
    )
    Care.objects.create(centre=path.personas.centre, participant=participation.participant, user=path.personas.merle)
    [standing] = stands_in(path, [participation])
    end_substitution(by=path.personas.birte, counselling=standing)
    assert Participant.objects.with_permission(path.personas.merle, SEE).exists()


def test_what_was_named_in_one_go_stands_and_ends_together(path: Path, as_user: Callable[[User], Client]) -> None:
    running = [path.begins(name, "Distel", days_ago=20) for name in ("Dilan", "Alma", "Ulla")]
    stands_in(path, running[:2])
    stands_in(path, running[2:])
    birte = as_user(path.personas.birte)
    page = birte.get("/vertretungen/").text
    assert page.count("/beenden/") == 2
    one = Counselling.objects.get(substitute=True, participation=running[0])
    page = birte.post(reverse("cases:end_substitution", args=[one.pk]), follow=True).text
    assert "vertritt nicht mehr. Fälle: 2." in page
    lasting = Counselling.objects.filter(substitute=True, until__gt=timezone.localdate())
    assert [each.participation for each in lasting] == running[2:]
