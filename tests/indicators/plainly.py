"""The definitions once more, written down plainly in Python and slowly: what the engine is compared with.

Made from the words of the definitions, not from the engine: days as dates, persons in loops.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from perspektiv.indicators import Period
from perspektiv.indicators.period import months_after
from perspektiv.scales.change import Norm, Verdict, reliable_change
from perspektiv.scales.scoring import Question, Scale, score

BERLIN = ZoneInfo("Europe/Berlin")
CANCELLED = ("cancelled_by_centre", "cancelled_by_jobcoach")
DUE = ("held", "no_show", *CANCELLED)
NORM = Norm(spread=1.3, reliability=0.7)
"""Of the only scale: items x, the reverse way, and y."""

Row = Mapping[str, Any]
Is = Callable[[Row], bool]
"""Whether a row belongs: a participation by segment and person, or a day."""


@dataclass
class Plainly:
    """The counts of a package and period for one cell: ``where`` its participations, ``when`` its days lie."""

    rows: Mapping[str, Sequence[Row]]
    period: Period
    data_as_of: date
    gender: str = ""
    segment: str = ""
    unit: Period | None = None

    def counts(self) -> dict[str, tuple[float, float | None]]:
        """Numerator and denominator of every indicator that is told here."""
        return {
            **self._entries(),
            **self._endings(),
            **self._appointments(),
            **self._improvement(),
            **self.comparisons(),
            **self._alliance(),
            **self._booked(),
            **({} if self.segment else {**self._exits(), **self._waiting()}),
            **({} if self.segment or self.gender else self._slots()),
        }

    def means(self) -> dict[str, tuple[int, float | None]]:
        """Denominator and value of the means: over items and over responses."""
        quality: dict[str, list[bool]] = {}
        for answers in self._answered("quality"):
            for item, value in answers:
                if item["positive_from"] is not None:
                    quality.setdefault(item["item_id"], []).append(value >= item["positive_from"])
        satisfied = [
            fmean((value - item["minimum"]) / (item["maximum"] - item["minimum"]) for item, value in answers)
            for answers in self._answered("satisfaction")
        ]
        shares = [fmean(answers) for answers in quality.values()]
        return {
            "counselling_quality_rate": (len(shares), fmean(shares) if shares else None),
            "satisfaction_mean": (len(satisfied), fmean(satisfied) if satisfied else None),
        }

    def comparisons(self) -> dict[str, tuple[float, float | None]]:
        """Judged one by one, by the functions that judge one person's change."""
        of = "self_evaluation"
        scale = Scale(tuple(Question(i["item_id"], 1, 5, i["item_id"] == "x") for i in self.rows["items"][:2]))
        found = []
        for participation in self._participations():
            scores: dict[str, list[tuple[date, str, float]]] = {"before": [], "after": []}
            for r in self.rows["responses"]:
                if (r["participation_id"], r["instrument_id"]) != (participation["participation_id"], of):
                    continue
                given = {a["item_id"]: a["value"] for a in self.rows["answers"] if a["response_id"] == r["response_id"]}
                value = score(scale, given)
                if value is not None and r["moment"] in scores and r["submitted_on"] <= self.period.to:
                    scores[r["moment"]].append((r["submitted_on"], r["response_id"], value))
            if not (scores["before"] and scores["after"]):
                continue
            (began, _, before), (ended, _, after) = min(scores["before"]), max(scores["after"])
            if began <= ended and self._in(ended):
                found.append(reliable_change(before, after, NORM).verdict)
        return {"reliable_improvement_rate": (found.count(Verdict.IMPROVED), len(found))}

    def _in(self, day: date | None) -> bool:
        unit = self.unit or self.period
        return day is not None and self.period.from_ <= day <= self.period.to and unit.from_ <= day <= unit.to

    def _here(self, participation: Row) -> bool:
        person = next(p for p in self.rows["persons"] if p["person_id"] == participation["person_id"])
        return self.segment in ("", participation["segment_id"]) and self.gender in ("", person["gender"])

    def _participations(self) -> list[Row]:
        return [p for p in self.rows["participations"] if self._here(p)]

    def _appointments_of(self, participation: Row) -> list[Row]:
        of = participation["participation_id"]
        return [a for a in self.rows["appointments"] if a["participation_id"] == of]

    def _entries(self) -> dict[str, tuple[float, float | None]]:
        started = [(p["person_id"], p["segment_id"]) for p in self._participations() if self._in(p["started_on"])]
        return {
            "persons_entered": (len({person for person, _ in started}), None),
            "participations": (len(started), None),
            "persons_repeating_a_segment": (len({who for who, s in started if started.count((who, s)) > 1}), None),
        }

    def _endings(self) -> dict[str, tuple[float, float | None]]:
        ended = [p for p in self._participations() if self._in(p["ended_on"])]
        early = [p for p in ended if p["ending"] == "early"]
        positive = [p for p in early if p["reason_id"] == "positive"]
        appointments = [a["status"] for p in ended for a in self._appointments_of(p)]
        return {
            "endings": (len(ended), None),
            "early_ending_rate": (len(early), len(ended)),
            "early_ending_positive_share": (len(positive), len(early)),
            "units_due_per_participation": (sum(status in DUE for status in appointments), len(ended)),
            "units_held_per_participation": (appointments.count("held"), len(ended)),
        }

    def _appointments(self) -> dict[str, tuple[float, float | None]]:
        found = [a for p in self._participations() for a in self._appointments_of(p) if self._in(berlin_day(a))]
        still_open = [a for a in found if a["status"] == "planned" and berlin_day(a) < self.data_as_of]
        return {
            **statuses("appointments_", "", [a["status"] for a in found]),
            "appointments_excused": (sum(a["status"] == "excused" for a in found), None),
            "appointments_open": (len(still_open), None),
            **statuses("leavers_appointments_", "leavers_", self._statuses_of_leavers()),
        }

    def _booked(self) -> dict[str, tuple[float, float | None]]:
        known = {b["appointment_id"]: b for b in self.rows["appointment_bookings"]}
        found = [
            (a, known[a["appointment_id"]])
            for p in self._participations()
            for a in self._appointments_of(p)
            if a["appointment_id"] in known and self._in(berlin_day(a))
        ]
        leads = [(berlin_day(a) - b["booked_on"]).days for a, b in found if b["booked_on"] is not None]
        leads = [days for days in leads if days >= 0]
        due = [(a, b) for a, b in found if a["status"] in DUE]

        def missed_by(lot: str) -> tuple[float, float | None]:
            of_lot = [a["status"] for a, b in due if b["lot"] == lot]
            return of_lot.count("no_show"), len(of_lot)

        return {
            "lead_time_days": (sum(leads), len(leads)),
            "reminders_sent": (sum(b["reminders"] for _, b in found), None),
            "appointments_reminded_share": (sum(b["reminders"] > 0 for _, b in due), len(due)),
            "no_show_rate_reminded_by_lot": missed_by("reminded"),
            "no_show_rate_without_by_lot": missed_by("without"),
        }

    def _waiting(self) -> dict[str, tuple[float, float | None]]:
        talks, entries = [], []
        for person in self.rows["persons"]:
            who = person["person_id"]
            theirs = [p for p in self._participations() if p["person_id"] == who]
            ways = [r for r in self.rows["referrals"] if r["person_id"] == who]
            for way in ways:
                order = (way["referred_on"], way["referral_id"])
                later = [r["referred_on"] for r in ways if (r["referred_on"], r["referral_id"]) > order]

                def first(days: list[date], since: date, until: date) -> date | None:
                    return min((day for day in days if since <= day < until), default=None)

                held = [
                    berlin_day(a)
                    for p in theirs
                    for a in self._appointments_of(p)
                    if (a["kind"], a["status"]) == ("first_contact", "held")
                ]
                until = min(later, default=date.max)
                talk = first(held, way["referred_on"], until)
                if talk is not None and self._in(talk):
                    talks.append((talk - way["referred_on"]).days)
                entry = first([p["started_on"] for p in theirs], way["referred_on"], until)
                if entry is not None and self._in(entry) and way["result"] == "entered":
                    entries.append((entry - way["referred_on"]).days)
        return {
            "waiting_to_first_talk_days": (sum(talks), len(talks)),
            "waiting_to_entry_days": (sum(entries), len(entries)),
        }

    def _slots(self) -> dict[str, tuple[float, float | None]]:
        slots = [s for s in self.rows["offered_slots"] if self._in(berlin_day(s)) and berlin_day(s) <= self.data_as_of]
        used = sum(s["used"] for s in slots)
        return {
            "slots_offered": (len(slots), None),
            "slots_used": (used, None),
            "slot_use_rate": (used, len(slots)),
        }

    def _answered(self, purpose: str) -> list[list[tuple[Row, float]]]:
        """The answers, each with its item, of every response that counts."""
        here = {p["participation_id"] for p in self._participations()}
        by_key = {(item["instrument_id"], item["item_id"]): item for item in self.rows["items"]}
        counted = [
            r
            for r in self.rows["responses"]
            if r["instrument_id"] == purpose and r["moment"] in ("single", "after") and self._in(r["submitted_on"])
            if r["participation_id"] in here or not (self.segment or self.gender)
        ]
        answered = [
            [
                (by_key[purpose, a["item_id"]], a["value"])
                for a in self.rows["answers"]
                if a["response_id"] == r["response_id"]
            ]
            for r in counted
        ]
        return [answers for answers in answered if answers]

    def _improvement(self) -> dict[str, tuple[float, float | None]]:
        rated = [
            [(item, value) for item, value in answers if item["positive_from"] is not None]
            for answers in self._answered("improvement")
        ]
        rated = [answers for answers in rated if answers]
        improved = sum(all(value >= item["positive_from"] for item, value in answers) for answers in rated)
        stable = sum(all(value >= item["stable_from"] for item, value in answers) for answers in rated)
        return {
            "improvement_rate": (improved, len(rated)),
            "improvement_or_stable_rate": (stable, len(rated)),
        }

    def _alliance(self) -> dict[str, tuple[float, float | None]]:
        """Item x is reversed: an answer is held against its threshold from the other end."""
        judged = [
            [item["minimum"] + item["maximum"] - value < 3 for item, value in answers if item["item_id"] == "x"]
            for answers in self._answered("session")
        ]
        judged = [answers for answers in judged if answers]
        return {"session_alliance_below_threshold_rate": (sum(map(any, judged)), len(judged))}

    def _exit(self, person: str) -> date | None:
        """The day that a person left, as seen from the end of the period."""
        theirs = [p for p in self.rows["participations"] if p["person_id"] == person]
        ends = [p["ended_on"] for p in theirs if p["started_on"] <= self.period.to]
        return max(ends) if ends and all(end is not None and end <= self.period.to for end in ends) else None

    def _statuses_of_leavers(self) -> list[str]:
        return [
            a["status"]
            for p in self._participations()
            if p["started_on"] <= self.period.to and self._in(self._exit(p["person_id"]))
            for a in self._appointments_of(p)
        ]

    def _exits(self) -> dict[str, tuple[float, float | None]]:
        persons = {p["person_id"] for p in self._participations()}
        exits = {person: day for person in persons if self._in(day := self._exit(person)) and day is not None}

        def started(table: str, person: str, first: date) -> bool:
            theirs = [row for row in self.rows[table] if row["person_id"] == person and row.get("insured", True)]
            return any(first <= row["started_on"] <= months_after(exits[person], 6) for row in theirs)

        first_days = {
            person: min(p["started_on"] for p in self.rows["participations"] if p["person_id"] == person)
            for person in exits
        }
        jobs = sum(started("job_starts", person, day) for person, day in exits.items())
        during = sum(started("job_starts", person, first_days[person]) for person in exits)
        follow_on = sum(started("follow_on_measures", person, day) for person, day in exits.items())
        return {
            "persons_exited": (len(exits), None),
            "job_start_within_6m_rate": (jobs, len(exits)),
            "job_start_during_or_within_6m_rate": (during, len(exits)),
            "follow_on_within_6m_rate": (follow_on, len(exits)),
        }


def berlin_day(row: Row) -> date:
    """The day on which something starts."""
    return datetime.fromisoformat(row["starts_at"]).astimezone(BERLIN).date()


def statuses(counts: str, rates: str, found: Sequence[str]) -> dict[str, tuple[float, float | None]]:
    """Due, held, missed and cancelled appointments, and the two rates."""
    due, missed = sum(status in DUE for status in found), found.count("no_show")
    cancelled = sum(status in CANCELLED for status in found)
    return {
        f"{counts}due": (due, None),
        f"{counts}held": (found.count("held"), None),
        f"{counts}missed": (missed, None),
        f"{counts}cancelled": (cancelled, None),
        f"{rates}no_show_rate": (missed, due),
        f"{rates}loss_rate": (missed + cancelled, due),
    }
