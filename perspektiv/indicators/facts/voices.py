"""What participants answered. A response counts if it is the only or the later measurement and answers something."""

import ibis
from ibis.expr.types import Table

from perspektiv.indicators.facts.sources import centre_code, month_if_asked, number, package

COUNTED_MOMENTS = ("single", "after")


def answer() -> Table:
    """One row a counted answer, with what its item calls positive and stable."""
    r = package["responses"].filter(package["responses"].moment.isin(COUNTED_MOMENTS))
    a = r.join(package["answers"], "response_id").join(package["items"], ["instrument_id", "item_id"])
    return a.select(
        "response_id",
        "instrument_id",
        "item_id",
        rated=a.positive_from.notnull(),
        positive=a.value >= a.positive_from,
        # an item without a level of its own for "stable" is stable from where it is positive
        stable=a.value >= ibis.coalesce(a.stable_from, a.positive_from),
        share=(a.value - a.minimum) / (a.maximum - a.minimum),
    )


def response(answer: Table, participation: Table) -> Table:
    """One row a counted response. Without a participation it has neither segment nor gender, and stands for itself."""
    answered = answer.group_by("response_id").agg(
        rated=answer.rated.any(),
        improved=answer.positive.all(where=answer.rated),
        stable=answer.stable.all(where=answer.rated),
        share=answer.share.mean(),
    )
    r = package["responses"].mutate(month=month_if_asked(package["responses"].submitted_on))
    r = r.filter(r.month.notnull()).join(answered, "response_id")
    r = r.join(package["instruments"], "instrument_id").join(centre_code, "centre_id")
    r = r.left_join(participation.drop("centre"), "participation_id").mutate(
        alone=-1 - ibis.row_number().over(ibis.window())
    )
    return r.select(
        "response_id",
        "purpose",
        "centre",
        "gender",
        "segment",
        "month",
        "rated",
        "improved",
        "stable",
        "share",
        person_no=ibis.coalesce(r.person_no, r.alone),
        responses=ibis.literal(1, "int32"),
        anonymous=number(r.anonymous),
    )


WHO = ("person_no", "centre", "gender", "segment", "month", "responses", "anonymous")


def improvement(response: Table) -> Table:
    """Responses on improvement: in how many every answered item is improved, or at least stable."""
    r = response.filter((response.purpose == "improvement") & response.rated)
    improved, stable = number(r.improved), number(r.stable)
    return r.select(
        *WHO,
        improved=improved,
        not_improved=1 - improved,
        stable=stable,
        not_stable=1 - stable,
        only_stable=stable - improved,
    )


def quality(response: Table) -> Table:
    """Responses on the quality of counselling."""
    return response.filter((response.purpose == "quality") & response.rated).select(*WHO)


def quality_items(answer: Table, response: Table) -> Table:
    """Answers on the quality of counselling, by item."""
    a = answer.filter(answer.rated).join(response.filter(response.purpose == "quality"), "response_id")
    return a.group_by("instrument_id", "item_id", "centre", "gender", "segment", "month").agg(
        answers=a.count(), positive=a.count(where=a.positive)
    )


def satisfaction(response: Table) -> Table:
    """Responses on satisfaction: each the mean of its answers, from 0 (worst) to 1 (best)."""
    return response.filter(response.purpose == "satisfaction").select(*WHO, "share")
