"""The frames that several topics share, each made once."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from bench.question import PERIOD

FROM, TO = pd.Timestamp(PERIOD.from_), pd.Timestamp(PERIOD.to)
BERLIN = "Europe/Berlin"
STATUS = ["held", "no_show", "cancelled_by_centre", "cancelled_by_jobcoach", "excused", "planned"]
SUMS = ["due", "held", "missed", "cancelled", "lost"]
SURVEYS = ["improvement", "quality", "satisfaction"]


class Facts:
    """Participations, appointments, exits and answers with all that they are told apart by."""

    def __init__(self, package: Path, data_as_of: pd.Timestamp) -> None:
        self.package = package
        self.data_as_of = data_as_of

    def read(self, table: str, columns: Sequence[str], categories: Sequence[str] = ()) -> pd.DataFrame:
        """Some columns of a table; texts of few values as categories, days as timestamps."""
        return pd.read_parquet(
            self.package / f"{table}.parquet",
            engine="pyarrow",
            columns=list(columns),
            read_dictionary=list(categories),
            to_pandas_kwargs={"date_as_object": False},
        )

    @cached_property
    def persons(self) -> pd.DataFrame:
        """Each person once, numbered: ``person`` stands for the key from here on."""
        persons = self.read("persons", ["person_id", "centre_id", "gender"], ["centre_id", "gender"])
        return persons.rename(columns={"centre_id": "centre"}).rename_axis("person").reset_index()

    @cached_property
    def participations(self) -> pd.DataFrame:
        """Each participation once, numbered by the index, with how it ended."""
        p = self.read(
            "participations",
            ["participation_id", "person_id", "segment_id", "started_on", "ended_on", "ending", "reason_id"],
            ["segment_id", "ending", "reason_id"],
        )
        surveyed = self.read("segments", ["segment_id", "surveyed"]).query("surveyed")["segment_id"]
        reasons = self.read("ending_reasons", ["reason_id", "valuation"])
        positive = reasons.loc[reasons["valuation"] == "positive", "reason_id"]
        p = p.merge(self.persons, on="person_id").rename(columns={"segment_id": "segment"})
        p["early"] = p["ending"] == "early"
        p["early_positive"] = p["early"] & p["reason_id"].isin(positive)
        p["asked"] = (p["ending"] == "regular") & p["segment"].isin(surveyed)
        return p.drop(columns=["person_id", "ending", "reason_id"])

    @cached_property
    def appointments(self) -> pd.DataFrame:
        """How many appointments of each outcome, by participation and year (0 outside the period).

        Those still undecided on the day the records speak of, or later, count nowhere.
        """
        a = self.read("appointments", ["participation_id", "starts_at", "status"], ["status"])
        as_of, first, end = (day.tz_localize(BERLIN) for day in (self.data_as_of, FROM, TO + pd.Timedelta(days=1)))
        a = a[(a["status"] != "planned") | (a["starts_at"] < as_of)]
        number = pd.Series(self.participations.index, index=self.participations["participation_id"])
        counted = pd.DataFrame(
            {
                "participation": a["participation_id"].map(number),
                "year": a["starts_at"]
                .dt.tz_convert(BERLIN)
                .dt.year.where(a["starts_at"].between(first, end, "left"), 0),
                "status": a["status"],
            }
        )
        sizes = counted.groupby(["participation", "year", "status"], observed=True).size()
        outcomes = sizes.unstack(fill_value=0).reindex(columns=STATUS, fill_value=0)
        outcomes["missed"] = outcomes["no_show"]
        outcomes["cancelled"] = outcomes["cancelled_by_centre"] + outcomes["cancelled_by_jobcoach"]
        outcomes["lost"] = outcomes["missed"] + outcomes["cancelled"]
        outcomes["due"] = outcomes["held"] + outcomes["lost"]
        return outcomes[[*SUMS, "excused", "planned"]].reset_index("year")

    @cached_property
    def attended(self) -> pd.DataFrame:
        """The appointments of the period."""
        within = self.appointments[self.appointments["year"] > 0]
        return within.join(self.participations[["person", "centre", "gender", "segment"]])

    @cached_property
    def units(self) -> pd.DataFrame:
        """The participations with all their appointments, whenever these took place."""
        units = self.appointments.groupby(level="participation")[SUMS].sum()
        return self.participations.join(units.reindex(self.participations.index, fill_value=0))

    @cached_property
    def started(self) -> pd.DataFrame:
        """The participations that started in the period."""
        p = self.participations[self.participations["started_on"].between(FROM, TO)]
        return p.assign(year=p["started_on"].dt.year)

    @cached_property
    def ended(self) -> pd.DataFrame:
        """The participations that ended in the period, with their units."""
        p = self.units[self.units["ended_on"].between(FROM, TO)]
        return p.assign(year=p["ended_on"].dt.year, ended=1)

    @cached_property
    def leaving(self) -> pd.DataFrame:
        """Each person who left in the period: the first day, the exit, and the end of the six months after it."""
        p = self.participations[self.participations["started_on"] <= TO]
        p = p.assign(there=p["ended_on"].isna() | (p["ended_on"] > TO))
        left = p.groupby("person").agg(
            first_day=("started_on", "min"), exit=("ended_on", "max"), there=("there", "any")
        )
        left = left[~left["there"] & (left["exit"] >= FROM)]
        left["window_end"] = left["exit"] + pd.DateOffset(months=6)
        left["year"] = left["exit"].dt.year
        return left.join(self.persons[["person_id", "centre", "gender"]]).reset_index()

    @cached_property
    def exits(self) -> pd.DataFrame:
        """Those who left, with what came of it and what nobody knows."""
        left = self.leaving
        jobs = left.merge(
            self.read("job_starts", ["person_id", "started_on", "insured"]).query("insured"), on="person_id"
        )
        jobs = jobs[jobs["started_on"].between(jobs["first_day"], jobs["window_end"])]
        measures = left.merge(self.read("follow_on_measures", ["person_id", "started_on"]), on="person_id")
        measures = measures[measures["started_on"].between(measures["exit"], measures["window_end"])]
        asked = left.merge(self.follow_ups, on="person_id")
        no = asked[(asked["answer"] == "no") & (asked["asked_on"] >= asked["window_end"])]
        knows_job = left["person"].isin(no.loc[no["about"] == "job", "person"])
        knows_measure = left["person"].isin(no.loc[no["about"] == "measure", "person"])
        job = left["person"].isin(jobs.loc[jobs["started_on"] >= jobs["exit"], "person"])
        during = left["person"].isin(jobs["person"])
        follow_on = left["person"].isin(measures["person"])
        return left.assign(
            exited=1,
            job=job,
            during=during,
            follow_on=follow_on,
            job_unknown=~job & ~knows_job,
            during_unknown=~during & ~knows_job,
            follow_on_unknown=~follow_on & ~knows_measure,
            window_open=left["window_end"] > self.data_as_of,
        )

    @cached_property
    def follow_ups(self) -> pd.DataFrame:
        """What was asked about the time after the exit."""
        return self.read("follow_ups", ["person_id", "asked_on", "about", "answer"], ["about", "answer"])

    @cached_property
    def _submitted(self) -> pd.DataFrame:
        """The responses of the period, numbered by the index."""
        r = self.read(
            "responses",
            ["response_id", "instrument_id", "centre_id", "participation_id", "moment", "submitted_on"],
            ["instrument_id", "centre_id", "moment"],
        )
        r = r[r["moment"].isin(["single", "after"]) & r["submitted_on"].between(FROM, TO)]
        instruments = self.read("instruments", ["instrument_id", "purpose", "anonymous"])
        r = r.merge(instruments[instruments["purpose"].isin(SURVEYS)], on="instrument_id")
        p = self.participations[["participation_id", "gender", "segment"]]
        r = r.merge(p, on="participation_id", how="left").rename(columns={"centre_id": "centre"})
        r = r.assign(year=r["submitted_on"].dt.year, responses=1)
        return r.drop(columns=["moment", "submitted_on", "participation_id"]).rename_axis("response")

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Their answers, with what the item calls positive and stable."""
        a = self.read("answers", ["response_id", "item_id", "value"], ["item_id"])
        a = a.merge(self._submitted.reset_index(), on="response_id").drop(columns="response_id")
        levels = ["minimum", "maximum", "positive_from", "stable_from"]
        a = a.merge(self.read("items", ["instrument_id", "item_id", *levels]), on=["instrument_id", "item_id"])
        a["rated"] = a["positive_from"].notna()
        a["positive"] = a["value"] >= a["positive_from"]
        a["stable"] = a["value"] >= a["stable_from"].fillna(a["positive_from"])
        a["share"] = (a["value"] - a["minimum"]) / (a["maximum"] - a["minimum"])
        return a.drop(columns=["value", *levels])

    @cached_property
    def responses(self) -> pd.DataFrame:
        """The responses that answer something, each as a whole."""
        a = self.answers
        a = a.assign(improved=a["positive"] | ~a["rated"], stable=a["stable"] | ~a["rated"])
        whole = a.groupby("response").agg(
            rated=("rated", "any"), improved=("improved", "all"), stable=("stable", "all"), share=("share", "mean")
        )
        return self._submitted.join(whole, how="inner")
