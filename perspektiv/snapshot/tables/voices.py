"""Questionnaires, what was answered with a name behind it, and what nobody gave a name to."""

from collections.abc import Mapping

from django.db import models

from perspektiv.records.feedback import models as feedback
from perspektiv.records.feedback.invited import outcome, settled, with_asked
from perspektiv.schema import questionnaires, tables
from perspektiv.snapshot.deciding import (
    OF_EVERY_RECORD,
    ROWS,
    WHOSE,
    Decision,
    Source,
    Together,
    as_it_is,
    catalogue,
    pseudonym,
    sheet,
    together,
    withheld,
)

NAMED = "The keys of questionnaire and question name it."
WORDS = "Free text: what somebody wrote stays with them and their counsellor."

SHEETS: Mapping[type[models.Model], Mapping[str, Decision]] = {
    feedback.Instrument: {
        **OF_EVERY_RECORD,
        **withheld(NAMED, "id"),
        **sheet("instruments.instrument_id", "centre"),  # which goes before it where centres ask otherwise
        **sheet("instrument_forms.questionnaire_id", "key"),
        **sheet("instruments.purpose", "purpose"),
        **sheet("instruments.anonymous", "anonymous"),
        **sheet("instrument_forms.retired_on", "retired_at"),
    },
    feedback.InstrumentVersion: {
        **OF_EVERY_RECORD,
        **withheld(NAMED, "id", "instrument"),
        "centre": WHOSE,
        **sheet("instruments.version", "number"),
        **sheet("instruments.name", "words"),
        **sheet("instrument_forms.published_on", "published_at"),  # a draft is not carried
        **sheet("instruments.instrument_id", "source_key"),
    },
    feedback.Scale: {
        **OF_EVERY_RECORD,
        **withheld(NAMED, "id", "version_of"),
        "centre": WHOSE,
        **sheet("scales.scale", "key", "source_key"),
        **sheet("scale_texts", "words"),
        **{
            name: of
            for name in ("scoring", "needed", "spread", "reliability", "mean", "error_variant", "source")
            for of in sheet(f"scales.{name}", name).values()
        },
    },
    feedback.Item: {
        **OF_EVERY_RECORD,
        **withheld(NAMED, "id", "version_of"),
        "centre": WHOSE,
        **sheet("items.item_id", "key", "source_key"),
        **{
            name: of
            for name in ("scale", "minimum", "maximum", "positive_from", "stable_from")
            for of in sheet(f"items.{name}", name).values()
        },
        **{
            name: of
            for name in ("kind", "position", "reversed", "threshold", "required")
            for of in sheet(f"item_forms.{name}", name).values()
        },
        **sheet("item_texts", "words"),
        **sheet("choices", "choices"),
    },
}
"""A questionnaire is carried whole, with its words: they are the centre's, and nobody is named in them."""

ANONYMOUS_RESPONSES = Source(
    tables.Responses,
    feedback.AnonymousResponse,
    {
        "id": pseudonym("response_id"),
        "centre": as_it_is("centre_id"),
        "version_of": catalogue("instrument_id"),
        "quarter": as_it_is("submitted_on"),
        **withheld("Where a response came from is not counted.", "source_key"),
    },
    fixed={"participation_id": None, "moment": feedback.Moment.SINGLE.value},
)
RESPONSES = Source(
    tables.Responses,
    feedback.Response,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("response_id"),
        "centre": as_it_is("centre_id"),
        "version_of": catalogue("instrument_id"),
        "participation": pseudonym("participation_id"),
        "moment": as_it_is("moment"),
        "submitted_on": as_it_is("submitted_on"),
        **withheld("Which invitation it answers, and how, is not counted.", "invitation", "language", "entered_by"),
    },
    order=("response_id",),
    also=(ANONYMOUS_RESPONSES,),
)
ANONYMOUS_ANSWERS = Source(
    tables.Answers,
    feedback.AnonymousAnswer,
    {
        **withheld("Response and question name it.", "id"),
        "response": pseudonym("response_id"),
        "item": catalogue("item_id"),
        "value": as_it_is("value"),
    },
    whose="response__centre",
)
ANSWERS = Source(
    tables.Answers,
    feedback.Answer,
    {
        **withheld("Response and question name it.", "id"),
        "response": pseudonym("response_id"),
        "item": catalogue("item_id"),
        "value": as_it_is("value"),
        **withheld(WORDS, "words"),
        **withheld("What somebody shared for the closing talk is between them and their counsellor.", "shared_at"),
    },
    rows=lambda every: every.exclude(value=None),  # answered in words alone
    order=("response_id", "item_id"),
    whose="response__centre",
    also=(ANONYMOUS_ANSWERS,),
)
INVITATIONS = Source(
    questionnaires.Invitations,
    feedback.Invitation,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("invitation_id"),
        "centre": as_it_is("centre_id"),
        "version_of": catalogue("instrument_id"),
        "participation": pseudonym("participation_id"),
        "moment": as_it_is("moment"),
        "due_on": as_it_is("due_on"),
        "closes_on": ROWS,  # while somebody may still answer, silence is no answer
        **dict.fromkeys(("answered_at", "declined_at"), together("outcome")),
        **dict.fromkeys(("message", "why_not"), together("outcome")),  # asked or left out, and never why
        **withheld("The participation leads to the person; before it began nobody is named.", "participant"),
        **withheld("By which plan and for which talk somebody was asked is not counted.", "rule", "appointment"),
        **withheld("It may name a talk or a plan.", "occasion"),
        **withheld("It opens a form.", "token_hash", "paper_code_hash", "shown_code_hash"),
        **withheld("So does the code that was shown before.", "earlier_code_hash", "earlier_code_until"),
        **withheld("Whether somebody was reminded is not counted.", "reminder"),
    },
    together={
        "outcome": Together(
            ("was_asked", "answered_at", "declined_at", "why_not", "message"),
            lambda was_asked, answered_at, declined_at, *_behind: outcome(was_asked, answered_at, declined_at).value,
        )
    },
    rows=with_asked,
    until=settled,
    order=("invitation_id",),
)
"""Who was due to be asked: what responses are a share of."""
