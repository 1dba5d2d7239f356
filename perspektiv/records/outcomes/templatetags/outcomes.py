"""Words for what is stored as a key."""

from django import template

from perspektiv.records.outcomes.models import FollowUp, Source

register = template.Library()


@register.filter
def answer_label(answer: str) -> str:
    return str(dict(FollowUp.Answer.choices).get(answer, answer))


@register.filter
def source_label(source: str) -> str:
    """Of a source, or as it was imported."""
    return str(dict(Source.choices).get(source, source))
