"""Who was asked goes along as the base of a response rate: what came of it, never why not, nor what opens a form."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import import_package
from perspektiv.exchange.telling import plan_text
from perspektiv.indicators import Period
from perspektiv.indicators.series.voices import asked
from perspektiv.package import check, open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import Invitation, WhyNot
from perspektiv.records.letters.models import Message
from perspektiv.snapshot.making import make_snapshot
from tests.snapshot.conftest import Records
from tests.snapshot.test_voices import rows

pytestmark = pytest.mark.django_db(transaction=True)  # snapshots read through a connection of their own

DAY, AS_OF = date(2018, 4, 17), date(2018, 5, 2)
AT = datetime(2018, 4, 18, 9, tzinfo=UTC)
CASES: tuple[tuple[dict[str, Any], str | None], ...] = (
    ({"answered_at": AT}, "answered"),
    ({"declined_at": AT}, "declined"),
    ({}, "unanswered"),
    ({"why_not": WhyNot.LIMIT}, "left_out"),
    ({"why_not": WhyNot.OPTED_OUT}, "left_out"),
    ({"why_not": WhyNot.ENDED}, "left_out"),
    ({"why_not": WhyNot.ENDED, "message": "stopped"}, "left_out"),
    ({"why_not": WhyNot.ENDED, "message": "sent"}, "unanswered"),
    ({"why_not": WhyNot.ENDED, "message": "printed"}, "unanswered"),
    ({"closes_on": AS_OF}, None),
    ({"closes_on": AS_OF - timedelta(days=1)}, "unanswered"),
    ({"closes_on": AS_OF, "answered_at": AT}, "answered"),
    ({"closes_on": AS_OF, "why_not": WhyNot.LIMIT}, "left_out"),
    ({"due_on": AS_OF, "closes_on": AS_OF, "answered_at": AT}, "answered"),
    ({"due_on": AS_OF + timedelta(days=1), "closes_on": AS_OF + timedelta(days=9), "why_not": WhyNot.LIMIT}, None),
)


def invited(records: Records, **said: Any) -> Invitation:
    """Somebody who was due on 17 April 2018 and had a week to answer, unless said otherwise."""
    if state := said.pop("message", ""):
        said["message"] = Message.objects.create(
            centre=records.centre,
            key=str(uuid4()),
            participant=records.dilan,
            purpose="feedback_invitation",
            channel="mail",
            state=state,
        )
    whole = {
        "centre": records.centre,
        "participant": records.dilan,
        "participation": records.participation,
        "version_of": bring_in(by=SYSTEM, centre=records.centre, key="session"),
        "occasion": f"Kanarienvogel {uuid4()}",
        "due_on": DAY,
        "closes_on": DAY + timedelta(days=7),
        "token_hash": f"Kanarienvogel {uuid4()}",
    }
    return Invitation.objects.create(**{**whole, **said})


def snapshot(out: Path, as_of: date = AS_OF) -> Path:
    return make_snapshot(out, by=SYSTEM, data_as_of=as_of)


@pytest.mark.parametrize(("said", "outcome"), CASES)
def test_what_came_of_it(records: Records, tmp_path: Path, said: dict[str, Any], outcome: str | None) -> None:
    invited(records, **said)
    out = snapshot(tmp_path / "s")

    assert check(out).fault_count == 0
    with open_package(out) as package:
        assert ("invitations" in package.not_collected) is (outcome is None), "no row is no nought"
    assert outcome is None or [row["outcome"] for row in rows(out, "invitations")] == [outcome]


def test_it_leads_to_the_participation_and_not_to_the_response(records: Records, tmp_path: Path) -> None:
    made = invited(records, answered_at=AT, moment="before")
    out = snapshot(tmp_path / "s")

    (row,) = rows(out, "invitations")
    (participation,) = rows(out, "participations")
    assert row.pop("invitation_id") not in {str(made.pk), made.pk.hex}
    assert row == {
        "instrument_id": "session-1",
        "centre_id": records.centre.key,
        "participation_id": participation["participation_id"],
        "moment": "before",
        "due_on": DAY,
        "outcome": "answered",
    }


def test_nothing_opens_a_form_or_says_why_not(records: Records, tmp_path: Path) -> None:
    for why_not in WhyNot.values:
        invited(records, why_not=why_not, participation=None)
    out = snapshot(tmp_path / "s")

    said = repr(rows(out, "invitations"))
    assert said.count("left_out") == len(WhyNot.values)
    assert "Kanarienvogel" not in said and not [why for why in WhyNot.values if f"'{why}'" in said]
    keys = [row["invitation_id"] for row in rows(out, "invitations")]
    assert keys == sorted(keys), "whoever was asked first"


def test_the_base_is_all_who_were_asked(records: Records, tmp_path: Path) -> None:
    for said, _ in CASES:
        invited(records, **said)
    out = snapshot(tmp_path / "s")

    with open_package(out) as package:
        assert asked(package, "session-1", Period(DAY, DAY)) == {"single": 7}
        assert asked(package, "session-1", Period(DAY, AS_OF), records.centre.key) == {"single": 8}
        assert asked(package, "session-1", Period(DAY, AS_OF), "anderswo") == {}


def test_it_goes_out_in_a_package_and_an_import_says_that_it_is_not_taken(records: Records, tmp_path: Path) -> None:
    made = invited(records, declined_at=AT)
    export_package(tmp_path / "aus", by=SYSTEM)

    assert check(tmp_path / "aus").fault_count == 0
    (row,) = rows(tmp_path / "aus", "invitations")
    assert (row["invitation_id"], row["participation_id"]) == (str(made.pk), str(records.participation.pk))
    assert (row["moment"], row["due_on"], row["outcome"]) == ("single", DAY, "declined")
    told = plan_text(import_package(tmp_path / "aus", by=SYSTEM))
    assert "Einladungen zu Fragebögen (1)" in told
