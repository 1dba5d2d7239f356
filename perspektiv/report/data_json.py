"""The report as data: everything that is printed, every figure unrounded, with its definition and its source."""

import json
from dataclasses import asdict
from typing import Any

from perspektiv.indicators import CATALOGUE
from perspektiv.report.document import Document
from perspektiv.report.draft import Draft
from perspektiv.report.facts import Fact

FORM = 1
"""Raised when the form of this file changes."""


def as_json(draft: Draft, document: Document) -> str:
    """JSON with ``document`` (what is printed), ``figures`` (named in the plan), ``definitions`` and ``remarks``."""
    data = {
        "form": FORM,
        "made_up": draft.package.made_up,
        "document": asdict(document),
        "figures": {fact.id: _figure(fact) for fact in draft.facts.named.values()},
        "definitions": {d.name: _definition(d.name) for d in document.definitions},
        "remarks": [
            {"id": p.remark.id, "state": p.state, "reason": p.reason, "sentence": p.remark.sentence.de}
            for p in draft.proposals
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _figure(fact: Fact) -> dict[str, Any]:
    period = {"from": fact.period.from_.isoformat(), "to": fact.period.to.isoformat()}
    if fact.limit:
        limit = {"name": fact.limit.name, "for": list(fact.limit.indicators), "source": fact.limit.source}
        return {"limit": limit, "value": fact.limit.value, "unit": fact.figure.unit}
    return {**fact.figure.as_json(), **period}


def _definition(name: str) -> dict[str, Any]:
    one = CATALOGUE[name]
    fields = ("title", "counts", "formula", "dated_by", "excluded", "paragraph")
    texts = {field: {"de": getattr(one, field).de, "en": getattr(one, field).en} for field in fields}
    return {"unit": one.unit, **texts}
