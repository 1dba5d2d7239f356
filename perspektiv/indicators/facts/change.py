"""Scores of scales before and after, and whether they differ by more than the scale's own error.

The reliable change index of ``perspektiv.scales.change``, over all participations at once.
"""

import ibis
from ibis.expr.types import Table, Value

from perspektiv.indicators.facts.sources import centre_code, month_if_asked, number, package, to_day
from perspektiv.scales.change import RELIABLE, ErrorVariant


def scored(judged_item: Table) -> Table:
    """One row a score of a scale: of self-evaluations before or after, given until the end of the period.

    The mean of the answered items, each in the direction of the scale; as a sum, that mean times all items. Without
    enough answers there is none.
    """
    r = package["responses"]
    r = r.filter(r.moment.isin(("before", "after")), r.participation_id.notnull(), r.submitted_on <= to_day)
    r = r.select("response_id", "instrument_id", "participation_id", "centre_id", "moment", "submitted_on")
    a = package["answers"].join(r.select("response_id", "instrument_id"), "response_id")
    a = a.join(judged_item, ["instrument_id", "item_id"])
    turned = ibis.ifelse(a.turned, a.minimum + a.maximum - a.value, a.value)
    scores = a.group_by("response_id", "scale", "needed", "times").agg(answered=a.count(), middle=turned.mean())
    scores = scores.filter(scores.answered >= scores.needed)
    scores = scores.select("response_id", "scale", score=scores.middle * scores.times)
    return scores.join(r, "response_id")


def judged_item(judged_scale: Table) -> Table:
    """Their items, with how many answers a score of their scale needs, and how often the mean is taken."""
    items = package["items"].join(judged_scale, ["instrument_id", "scale"])
    items = items.left_join(package["item_forms"], ["instrument_id", "item_id"]).select(
        *("instrument_id", "item_id", "scale", "minimum", "maximum", "scoring", "needed", "reversed")
    )
    of_scale = items.mutate(asked=items.item_id.count().over(ibis.window(group_by=["instrument_id", "scale"])))
    return of_scale.select(
        *("instrument_id", "item_id", "scale", "minimum", "maximum"),
        turned=of_scale.reversed.fill_null(False),
        times=ibis.ifelse(of_scale.scoring == "sum", of_scale.asked, 1),
        needed=of_scale.needed.fill_null(of_scale.asked // 2 + 1),
    )


def judged_scale() -> Table:
    """The scales of self-evaluations whose error is known: without spread and reliability no change is judged."""
    i = package["instruments"]
    s = package["scales"].join(i.filter(i.purpose == "self_evaluation").select("instrument_id"), "instrument_id")
    s = s.mutate(predicted=s.error_variant == ErrorVariant.PREDICTION.value)
    return s.filter(s.spread > 0, s.reliability >= 0, s.reliability < 1, ~s.predicted | s["mean"].notnull())


def comparisons(scored: Table, judged_scale: Table, participation: Table) -> Table:
    """One row a participation and scale with a score before and one after: the first before, the last after."""
    at = [scored.submitted_on, scored.response_id]
    before, after = scored.moment == "before", scored.moment == "after"
    pairs = scored.group_by("participation_id", "instrument_id", "scale").agg(
        before=scored.score.first(where=before, order_by=at),
        began_on=scored.submitted_on.first(where=before, order_by=at),
        after=scored.score.last(where=after, order_by=at),
        ended_on=scored.submitted_on.last(where=after, order_by=at),
        centre_id=scored.centre_id.last(where=after, order_by=at),
    )
    pairs = pairs.filter(pairs.before.notnull(), pairs.after.notnull(), pairs.began_on <= pairs.ended_on)
    pairs = pairs.mutate(month=month_if_asked(pairs.ended_on))
    pairs = pairs.filter(pairs.month.notnull()).join(judged_scale, ["instrument_id", "scale"])
    pairs = pairs.mutate(index=_index(pairs)).join(centre_code, "centre_id")
    pairs = pairs.join(participation.drop("centre"), "participation_id")
    improved, worsened = number(pairs.index > RELIABLE), number(pairs.index < -RELIABLE)
    return pairs.select(
        *("person_no", "centre", "gender", "segment", "month", "instrument_id", "scale"),
        comparisons=ibis.literal(1, "int32"),
        reliably_improved=improved,
        reliably_worsened=worsened,
        reliably_unchanged=1 - improved - worsened,
    )


def _index(pairs: Table) -> Value:
    """The change in standard errors, by the variant of the scale."""
    mean, r = pairs["mean"], pairs.reliability
    expected = ibis.ifelse(pairs.predicted, mean + r * (pairs.before - mean), pairs.before)
    error = pairs.spread * ibis.ifelse(pairs.predicted, (1 - r * r).sqrt(), (2 * (1 - r)).sqrt())
    return (pairs.after - expected) / error
