"""What participants answered. A response counts if it is the only or the later measurement and answers something."""

import ibis
from ibis.expr.types import Table

from perspektiv.indicators.facts.sources import centre_code, month_if_asked, number, package

COUNTED_MOMENTS = ("single", "after")
COUNTED_PURPOSES = ("improvement", "quality", "satisfaction")


def asked(participation: Table) -> Table:
    """One row a response that may count. Without a participation it has neither segment nor gender; it stands alone."""
    r = package["responses"].mutate(month=month_if_asked(package["responses"].submitted_on))
    r = r.filter(r.month.notnull(), r.moment.isin(COUNTED_MOMENTS)).join(package["instruments"], "instrument_id")
    r = r.filter(r.purpose.isin(COUNTED_PURPOSES)).join(centre_code, "centre_id")
    r = r.left_join(participation.drop("centre"), "participation_id")
    r = r.mutate(response_no=ibis.row_number().over(ibis.window()).cast("int32"))
    return r.select(
        "response_id",
        "response_no",
        "instrument_id",
        "purpose",
        "centre",
        "gender",
        "segment",
        "month",
        person_no=ibis.coalesce(r.person_no, -1 - r.response_no),
        anonymous=number(r.anonymous),
    )


def answer(asked: Table) -> Table:
    """One row a counted answer, with what its item calls positive and stable."""
    a = package["answers"].join(asked, "response_id")
    # every answer has its item; a left join only keeps the engine from joining all items to all responses first
    a = a.left_join(package["items"], ["instrument_id", "item_id"])
    return a.select(
        "response_no",
        "instrument_id",
        "item_id",
        "purpose",
        "centre",
        "gender",
        "segment",
        "month",
        rated=a.positive_from.notnull(),
        positive=a.value >= a.positive_from,
        # an item without a level of its own for "stable" is stable from where it is positive
        stable=a.value >= ibis.coalesce(a.stable_from, a.positive_from),
        share=(a.value - a.minimum) / (a.maximum - a.minimum),
    )


def response(answer: Table, asked: Table) -> Table:
    """One row a response that answers something."""
    answered = answer.group_by("response_no").agg(
        rated=answer.rated.any(),
        improved=answer.positive.all(where=answer.rated),
        stable=answer.stable.all(where=answer.rated),
        share=answer.share.mean(),
    )
    r = asked.drop("response_id").drop("instrument_id").join(answered, "response_no")
    return r.mutate(responses=ibis.literal(1, "int32"))


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


def quality_items(answer: Table) -> Table:
    """Answers on the quality of counselling, by item."""
    a = answer.filter(answer.rated, answer.purpose == "quality")
    return a.group_by("instrument_id", "item_id", "centre", "gender", "segment", "month").agg(
        answers=a.count(), positive=a.count(where=a.positive)
    )


def satisfaction(response: Table) -> Table:
    """Responses on satisfaction: each the mean of its answers, from 0 (worst) to 1 (best), and each for itself."""
    r = response.filter(response.purpose == "satisfaction")
    who = [name for name in WHO if name != "person_no"]
    return r.select(*who, "share", person_no=-1 - r.response_no)


def alliance(participation: Table) -> Table:
    """Responses after a talk that answer an item with a threshold: whether one of these answers lies below it.

    A reversed item's answer is turned first, as in a score.
    """
    f = package["item_forms"]
    levels = f.filter(f.threshold.notnull()).join(package["items"], ["instrument_id", "item_id"])
    levels = levels.select("instrument_id", "item_id", "threshold", "reversed", "minimum", "maximum")
    r = package["responses"].mutate(month=month_if_asked(package["responses"].submitted_on))
    r = r.filter(r.month.notnull(), r.moment.isin(COUNTED_MOMENTS))
    i = package["instruments"]
    r = r.join(i.filter(i.purpose == "session").select("instrument_id", "anonymous"), "instrument_id")
    answers = package["answers"].join(r.select("response_id", "instrument_id"), "response_id")
    answers = answers.join(levels, ["instrument_id", "item_id"])
    turned = ibis.ifelse(answers.reversed, answers.minimum + answers.maximum - answers.value, answers.value)
    judged = answers.group_by("response_id").agg(below=(turned < answers.threshold).any())
    r = r.join(judged, "response_id").join(centre_code, "centre_id")
    r = r.left_join(participation.drop("centre"), "participation_id")
    return r.select(
        *("centre", "gender", "segment", "month"),
        person_no=ibis.coalesce(r.person_no, -1 - ibis.row_number().over(ibis.window()).cast("int32")),
        responses=ibis.literal(1, "int32"),
        anonymous=number(r.anonymous),
        below_threshold=number(r.below),
    )
