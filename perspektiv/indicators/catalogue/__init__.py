"""The catalogue: every indicator by its name, in the order in which a report tells them."""

from perspektiv.indicators.catalogue import arriving, attendance, endings, entries, leaving, means, voices
from perspektiv.indicators.indicator import Indicator

CATALOGUE: dict[str, Indicator] = {
    indicator.name: indicator
    for topic in (entries, endings, attendance, arriving, leaving, voices, means)
    for indicator in topic.INDICATORS
}
"""Name → definition."""

__all__ = ["CATALOGUE"]
