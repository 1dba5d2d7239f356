"""A small package: two people in one centre, one of whom is still there."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

SMALL: dict[str, list[Mapping[str, Any]]] = {
    "centres": [{"centre_id": "musterplatz", "name": "Zentrum Musterplatz"}],
    "segments": [
        {"segment_id": "intake", "name": "Einstiegsberatung", "position": 1, "surveyed": True, "setting": "individual"},
        {"segment_id": "search", "name": "Stellensuche", "position": 2, "surveyed": True, "setting": "individual"},
    ],
    "ending_reasons": [{"reason_id": "job", "name": "Arbeit", "valuation": "positive", "influenceable": True}],
    "persons": [
        {"person_id": "p1", "centre_id": "musterplatz", "gender": "female", "birth_year": 1980},
        {"person_id": "p2", "centre_id": "musterplatz", "gender": "male", "birth_year": None},
    ],
    "referrals": [
        {
            "referral_id": "z1",
            "person_id": "p1",
            "referred_on": date(2018, 3, 1),
            "result": "entered",
            "decided_on": date(2018, 3, 8),
            "initiative": "participant",
        },
        {
            "referral_id": "z2",
            "person_id": "p2",
            "referred_on": date(2019, 1, 7),
            "result": "open",
            "talks_due": 1,
            "talks_held": 0,
        },
    ],
    "participations": [
        {
            "participation_id": "t1",
            "person_id": "p1",
            "segment_id": "intake",
            "counsellor_id": "b1",
            "started_on": date(2018, 3, 8),
            "ended_on": date(2018, 5, 2),
            "ending": "regular",
        },
        {
            "participation_id": "t2",
            "person_id": "p1",
            "segment_id": "search",
            "started_on": date(2018, 5, 3),
            "ended_on": date(2018, 6, 1),
            "ending": "early",
            "reason_id": "job",
        },
        {"participation_id": "t3", "person_id": "p2", "segment_id": "intake", "started_on": date(2019, 2, 1)},
    ],
    "appointments": [
        {
            "appointment_id": "a1",
            "participation_id": "t1",
            "kind": "first_contact",
            "starts_at": datetime(2018, 3, 8, 22, 30, tzinfo=UTC),  # 23:30 in Berlin
            "minutes": 60,
            "status": "held",
        },
        {
            "appointment_id": "a2",
            "participation_id": "t2",
            "kind": "counselling",
            "starts_at": datetime(2018, 5, 3, 8, 0, tzinfo=UTC),
            "minutes": 75,
            "status": "no_show",
        },
    ],
    "instruments": [
        {"instrument_id": "gespraech", "name": "Gespräch", "purpose": "session", "version": 1, "anonymous": False},
        {"instrument_id": "haus-2", "name": "Haus", "purpose": "satisfaction", "version": 2, "anonymous": True},
    ],
    "items": [
        {"instrument_id": "gespraech", "item_id": "gehoert", "scale": "Gespräch", "minimum": 0.0, "maximum": 10.0}
        | {"positive_from": 7.0},
        {"instrument_id": "gespraech", "item_id": "2. Themen", "scale": "Gespräch", "minimum": 0.0, "maximum": 10.0},
        {"instrument_id": "haus-2", "item_id": "raeume", "scale": None, "minimum": 1.0, "maximum": 4.0},
    ],
    "responses": [
        {"response_id": "r1", "instrument_id": "gespraech", "centre_id": "musterplatz", "participation_id": "t1"}
        | {"moment": "single", "submitted_on": date(2018, 4, 2)},
        {"response_id": "r2", "instrument_id": "gespraech", "centre_id": "musterplatz", "participation_id": None}
        | {"moment": "after", "submitted_on": date(2018, 5, 2)},
        {"response_id": "r3", "instrument_id": "haus-2", "centre_id": "musterplatz", "participation_id": None}
        | {"moment": "single", "submitted_on": date(2018, 4, 1)},
    ],
    "answers": [
        {"response_id": "r1", "item_id": "gehoert", "value": 8.0},
        {"response_id": "r1", "item_id": "2. Themen", "value": 6.5},
        {"response_id": "r2", "item_id": "gehoert", "value": 3.0},
        {"response_id": "r3", "item_id": "raeume", "value": 4.0},
    ],
    "job_starts": [{"job_start_id": "j1", "person_id": "p1", "started_on": date(2018, 6, 4), "insured": True}],
    "follow_on_measures": [
        {"measure_id": "m1", "person_id": "p2", "started_on": date(2019, 5, 2), "kind": "Sprachkurs"}
    ],
    "follow_ups": [
        {"follow_up_id": "n1", "person_id": "p1", "asked_on": date(2018, 12, 3), "about": "job", "answer": "yes"}
    ],
    "complaints": [{"complaint_id": "c1", "centre_id": "musterplatz", "received_on": date(2019, 1, 1)}],
}
