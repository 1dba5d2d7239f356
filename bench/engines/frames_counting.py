"""From frames to figures: each topic a function of the breakdown."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from bench.engines.frames_facts import FROM, SUMS, TO, Facts

Table = dict[str, pd.DataFrame]
"""Of each indicator the numbers, by the categories of the breakdown; ``withheld`` tells which rows may not be shown."""
Z = 1.959963984540054


def entries(facts: Facts, by: list[str]) -> Table:
    started = (
        _grouped(facts.started, list(dict.fromkeys([*by, "person", "segment"]))).size().reset_index(name="started")
    )
    return {
        "persons_entered": _count(_grouped(started, by)["person"].nunique()),
        "participations": _count(_grouped(started, by)["started"].sum()),
        "persons_repeating_a_segment": _count(_grouped(started[started["started"] >= 2], by)["person"].nunique()),
    }


def endings(facts: Facts, by: list[str]) -> Table:
    people = _per_person(facts.ended, by, ["ended", "early", "early_positive", "due", "held"])
    return {
        "endings": _count(_totals(people)["ended"]),
        "early_ending_rate": _clustered_share(people, "early", "ended"),
        "early_ending_positive_share": _clustered_share(people, "early_positive", "early"),
        "units_due_per_participation": _clustered(people, "due", "ended"),
        "units_held_per_participation": _clustered(people, "held", "ended"),
    }


def appointments(facts: Facts, by: list[str]) -> Table:
    people = _per_person(facts.attended, by, [*SUMS, "excused", "planned"])
    totals = _totals(people)
    return {
        "appointments_due": _count(totals["due"]),
        "appointments_held": _count(totals["held"]),
        "appointments_missed": _count(totals["missed"]),
        "appointments_cancelled": _count(totals["cancelled"]),
        "appointments_excused": _count(totals["excused"]),
        "appointments_open": _count(totals["planned"]),
        "no_show_rate": _clustered_share(people, "missed", "due"),
        "loss_rate": _clustered_share(people, "lost", "due"),
    }


def leavers(facts: Facts, by: list[str]) -> Table:
    units = facts.units[facts.units["started_on"] <= TO]
    people = _per_person(units.merge(facts.leaving[["person", "year"]], on="person"), by, SUMS)
    totals = _totals(people)
    return {
        "leavers_appointments_due": _count(totals["due"]),
        "leavers_appointments_held": _count(totals["held"]),
        "leavers_appointments_missed": _count(totals["missed"]),
        "leavers_appointments_cancelled": _count(totals["cancelled"]),
        "leavers_no_show_rate": _clustered_share(people, "missed", "due"),
        "leavers_loss_rate": _clustered_share(people, "lost", "due"),
    }


def exits(facts: Facts, by: list[str]) -> Table:
    columns = [
        "exited",
        "job",
        "during",
        "follow_on",
        "job_unknown",
        "during_unknown",
        "follow_on_unknown",
        "window_open",
    ]
    totals = _grouped(facts.exits, by)[columns].sum()

    def rate(measure: str) -> pd.DataFrame:
        numbers = _wilson(totals[measure], totals["exited"]).assign(open_windows=totals["window_open"])
        if len(facts.follow_ups):
            numbers["bound_low"] = numbers["value"]
            numbers["bound_high"] = (totals[measure] + totals[f"{measure}_unknown"]) / totals["exited"]
        return numbers

    return {
        "persons_exited": _count(totals["exited"]),
        "job_start_within_6m_rate": rate("job"),
        "job_start_during_or_within_6m_rate": rate("during"),
        "follow_on_within_6m_rate": rate("follow_on"),
    }


def improvement(facts: Facts, by: list[str]) -> Table:
    responses = facts.responses[(facts.responses["purpose"] == "improvement") & facts.responses["rated"]]
    totals = _grouped(responses, by)[["responses", "anonymous", "improved", "stable"]].sum()
    asked = _asked(facts, by).reindex(totals.index, fill_value=0)
    rates = {"improvement_rate": totals["improved"], "improvement_or_stable_rate": totals["stable"]}
    return {
        **{
            name: _wilson(counted, totals["responses"]).join(_bounds(counted, totals["responses"], asked))
            for name, counted in rates.items()
        },
        "withheld": _too_few(totals),
    }


def quality(facts: Facts, by: list[str]) -> Table:
    answers = facts.answers[(facts.answers["purpose"] == "quality") & facts.answers["rated"]]
    items = _grouped(answers, [*by, "instrument_id", "item_id"])["positive"].mean().reset_index()
    means = _grouped(items, by)["positive"].agg(denominator="size", value="mean")
    responses = facts.responses[(facts.responses["purpose"] == "quality") & facts.responses["rated"]]
    withheld = _too_few(_grouped(responses, by)[["responses", "anonymous"]].sum())
    return {"counselling_quality_rate": means, "withheld": withheld}


def satisfaction(facts: Facts, by: list[str]) -> Table:
    responses = facts.responses[facts.responses["purpose"] == "satisfaction"]
    asked = _asked(facts, by)
    totals = _grouped(responses, by)[["responses", "anonymous", "share"]].sum()
    count, error = totals["responses"], _grouped(responses, by)["share"].sem()
    mean = totals["share"] / count
    means = pd.DataFrame({"denominator": count, "value": mean, "low": mean - 1.96 * error, "high": mean + 1.96 * error})
    rows = asked.index.union(totals.index)
    return {
        "satisfaction_mean": means.join(_bounds(totals["share"], count, asked.reindex(totals.index, fill_value=0))),
        "satisfaction_response_rate": _wilson(count.reindex(rows, fill_value=0), asked.reindex(rows, fill_value=0)),
        "withheld": _too_few(totals),
    }


def spending(facts: Facts, by: list[str]) -> Table:
    s = _spending(facts)
    s = s[s["booked_on"].between(FROM, TO)]
    return {"spending_eur": _count(_grouped(s.assign(year=s["booked_on"].dt.year), by)["cents"].sum() / 100)}


def budget(facts: Facts, by: list[str]) -> Table:
    s = _spending(facts)
    s["year"] = s["budget_year"].fillna(s["booked_on"].dt.year).astype("int64")
    b = facts.read("budgets", ["centre_id", "year", "ceiling_eur", "planned_eur"]).rename(
        columns={"centre_id": "centre"}
    )
    both = pd.concat([s[["centre", "year", "cents"]], b])
    totals = _grouped(both[both["year"].between(FROM.year, TO.year)], by)[["cents", "ceiling_eur", "planned_eur"]].sum()
    spent = totals["cents"] / 100
    return {
        "budget_use": _ratio(spent, totals["ceiling_eur"]),
        "plan_use": _ratio(spent, totals["planned_eur"]),
    }


def staff(facts: Facts, by: list[str]) -> Table:
    s = facts.read("staff", ["centre_id", "employment", "weekly_hours", "started_on", "ended_on"])
    s = s[(s["employment"] == "employed") & (s["started_on"] <= TO) & (s["ended_on"].isna() | (s["ended_on"] >= TO))]
    hours = _grouped(s.rename(columns={"centre_id": "centre"}), by)["weekly_hours"].sum()
    return {"weekly_hours": _count(hours), "fte": _ratio(hours, pd.Series(39, index=hours.index))}


TOPICS: dict[str, Callable[[Facts, list[str]], Table]] = {
    "persons_entered": entries,
    "endings": endings,
    "appointments_due": appointments,
    "leavers_appointments_due": leavers,
    "persons_exited": exits,
    "improvement_rate": improvement,
    "counselling_quality_rate": quality,
    "satisfaction_mean": satisfaction,
    "spending_eur": spending,
    "budget_use": budget,
    "weekly_hours": staff,
}
"""Each topic by one of its indicators: the others have the same breakdowns."""


def _grouped(frame: pd.DataFrame, by: list[str]) -> Any:
    """The rows by their categories; in total, where there are none, as one group of all."""
    return frame.groupby(by, observed=True) if by else frame.groupby(np.zeros(len(frame), dtype="int8"))


def _per_person(frame: pd.DataFrame, by: list[str], columns: list[str]) -> pd.DataFrame:
    """Sums by the categories and, as the last level of the index, the person."""
    people: pd.DataFrame = _grouped(frame, [*by, "person"])[columns].sum()
    return people if by else pd.concat({0: people})


def _levels(people: pd.DataFrame) -> Any:
    return people.groupby(level=list(range(people.index.nlevels - 1)), observed=True)


def _totals(people: pd.DataFrame) -> pd.DataFrame:
    totals: pd.DataFrame = _levels(people).sum()
    return totals


def _clustered(people: pd.DataFrame, m: str, d: str) -> pd.DataFrame:
    """r ± 1.96 · √(n/(n−1) · Σ(m − r·d)²) / Σd over the n persons with d > 0."""
    people = people.loc[people[d] > 0, [m, d]]
    sums, persons = _totals(people), _levels(people).size()
    both = _levels(people)[[m, d]].transform("sum")
    squares = _totals(((people[m] - both[m] / both[d] * people[d]) ** 2).to_frame("squares"))["squares"]
    numbers = _ratio(sums[m], sums[d])
    half = 1.96 * np.sqrt(persons / (persons - 1) * squares) / sums[d]
    return numbers.assign(low=numbers["value"] - half, high=numbers["value"] + half)


def _clustered_share(people: pd.DataFrame, m: str, d: str) -> pd.DataFrame:
    numbers = _clustered(people, m, d)
    return numbers.assign(low=numbers["low"].clip(lower=0), high=numbers["high"].clip(upper=1))


def _wilson(n: pd.Series, d: pd.Series) -> pd.DataFrame:
    numbers = _ratio(n, d)
    share = numbers["value"].where(n <= d)
    middle, scale = share + Z**2 / (2 * d), 1 + Z**2 / d
    half = Z * np.sqrt(share * (1 - share) / d + Z**2 / (4 * d**2))
    return numbers.assign(low=((middle - half) / scale).clip(lower=0), high=((middle + half) / scale).clip(upper=1))


def _ratio(n: pd.Series, d: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"numerator": n, "denominator": d, "value": n / d.where(d > 0)})


def _count(n: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"numerator": n, "value": n})


def _asked(facts: Facts, by: list[str]) -> pd.Series:
    """How many were asked: participations that ended regularly in a segment that is surveyed."""
    sizes: pd.Series = _grouped(facts.ended[facts.ended["asked"]], by).size()
    return sizes


def _bounds(n: pd.Series, d: pd.Series, asked: pd.Series) -> pd.DataFrame:
    """As if all of those asked who did not answer had answered worst, or best."""
    base = asked.where((d > 0) & (asked >= d))
    return pd.DataFrame({"bound_low": n / base, "bound_high": (n + asked - d) / base})


def _too_few(totals: pd.DataFrame) -> pd.DataFrame:
    return ((totals["anonymous"] > 0) & (totals["responses"] < 5)).to_frame("withheld")


def _spending(facts: Facts) -> pd.DataFrame:
    """Bookings in whole cents: euros as floats do not add up."""
    s = facts.read("spending", ["centre_id", "booked_on", "amount_eur", "budget_year"])
    s["cents"] = (s["amount_eur"] * 100).round().astype("int64")
    return s.rename(columns={"centre_id": "centre"})
