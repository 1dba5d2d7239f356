"""Forms of the editor: a questionnaire, one of its questions, one of its scales."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from perspektiv.records.feedback.actions.instruments import key_of
from perspektiv.records.feedback.contents import ChoiceContent, ItemContent, ScaleContent
from perspektiv.records.feedback.models import InstrumentVersion, Item, Kind, Purpose, Scale
from perspektiv.records.feedback.places import LONGEST, LONGEST_CHOICE
from perspektiv.records.feedback.words import as_far_as_german, said
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.people.forms import dressed


class NumberField(forms.FloatField):
    """A number as people here write it: 2,5."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})
        self.widget.attrs.update(inputmode="decimal", maxlength=12)

    def to_python(self, value: Any) -> Any:
        typed = value.strip().replace(",", ".").replace("−", "-") if isinstance(value, str) else value
        return super().to_python(typed)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}".replace(".", ",") if isinstance(value, float | int) else value


class KeyField(forms.SlugField):
    """The short name that figures and data packages use."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 60, "label": _("Short name"), **options})


def line(part: str, label: Any, rows: int = 0, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(label=label, max_length=LONGEST[part], required=False, widget=widget, **options)


class InstrumentForm(forms.Form):
    name = forms.CharField(label=_("Name in German"), max_length=LONGEST["name"])
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices, help_text=_("figures go by it"))
    key = KeyField(help_text=_("for figures and data packages; empty: made from the name"))
    anonymous = forms.BooleanField(
        label=_("Anonymous: answered with a code, in the ballot box, never by a link that knows a person"),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        dressed(self)


class ItemForm(forms.Form):
    """One question with its German words. Further languages have a page of their own."""

    question = line("question", _("Question in German"), rows=2)
    hint = line("hint", _("Hint"), rows=2, help_text=_("small, below the question"))
    kind = forms.ChoiceField(
        label=_("How it is answered"), choices=Kind.choices, initial=Kind.RATING, widget=forms.RadioSelect
    )
    answers = forms.CharField(
        label=_("Answers to choose from, one a line"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("the first is the lowest; a rating may do without"),
    )
    minimum = NumberField(label=_("Lowest value"), initial=1.0)
    maximum = NumberField(label=_("Highest value"), initial=5.0)
    low = line("low", _("Words at the lowest"))
    high = line("high", _("Words at the highest"))
    positive_from = NumberField(label=_("Good from"), help_text=_("counts as agreement"))
    stable_from = NumberField(label=_("Same and good from"), help_text=_("below “good from”"))
    threshold = NumberField(label=_("Threshold"), help_text=_("below it the counsellor is told"))
    to_raise = line("raise", _("What to take up then"), rows=2, help_text=_("the counsellor reads it"))
    scale = forms.ChoiceField(label=_("Belongs to scale"), required=False)
    reversed = forms.BooleanField(label=_("A high answer means little of it (reversed)"), required=False)
    required = forms.BooleanField(label=_("Has to be answered"), required=False)
    key = KeyField(help_text=_("empty: made from the question"))

    def __init__(self, *arguments: Any, draft: InstrumentVersion, item: Item | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.item = item
        scales = [(scale.key, said(scale.words, FALLBACK) or scale.key) for scale in draft.scales.all()]
        field = self.fields["scale"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *scales]
        dressed(self)
        self.fields["kind"].widget.attrs.pop("class")

    def content(self) -> ItemContent:
        """What the form says; words in other languages stay as they are."""
        known = self.cleaned_data
        kind = known["kind"]
        choices = self._choices() if kind in (Kind.CHOICE, Kind.RATING) else []
        numeric = kind != Kind.TEXT
        lowest = known["minimum"] if numeric else None
        if choices and lowest is None:
            lowest = 1.0
        words = {"question": known["question"], "hint": known["hint"], "raise": known["to_raise"]}
        if kind == Kind.RATING and not choices:
            words |= {"low": known["low"], "high": known["high"]}
        before = self.item.words if self.item else {}
        return ItemContent(
            key=known["key"] or (self.item.key if self.item else key_of(known["question"])),
            kind=kind,
            scale=known["scale"] if numeric else "",
            reversed=known["reversed"] and numeric,
            minimum=lowest,
            maximum=lowest + len(choices) - 1
            if choices and lowest is not None
            else known["maximum"]
            if numeric
            else None,
            positive_from=known["positive_from"] if numeric else None,
            stable_from=known["stable_from"] if numeric else None,
            threshold=known["threshold"] if numeric else None,
            required=known["required"],
            words=as_far_as_german({**before, FALLBACK: {part: text for part, text in words.items() if text}}),
            choices=choices,
        )

    def _choices(self) -> list[ChoiceContent]:
        lines = [line.strip() for line in self.cleaned_data["answers"].splitlines() if line.strip()]
        return matched(lines, self.item.choices if self.item else [])

    def clean_answers(self) -> str:
        typed: str = self.cleaned_data["answers"]
        if any(len(line) > LONGEST_CHOICE for line in typed.splitlines()):
            raise ValidationError(_("An answer is longer than 200 letters."))
        return typed


def matched(lines: list[str], before: list[ChoiceContent]) -> list[ChoiceContent]:
    """Answers by their German words. One that only changed its words keeps its key and its other languages.

    >>> old = [{"key": "a", "words": {"de": "ja", "tr": "evet"}}, {"key": "b", "words": {"de": "nein"}}]
    >>> [choice["key"] for choice in matched(["nein", "ja, gern"], old)]
    ['b', 'a']
    """
    known = {choice["words"].get(FALLBACK, ""): choice for choice in before}
    left = iter([choice for text, choice in known.items() if text not in lines])
    same_count = len(lines) == len(before)
    found: list[ChoiceContent] = []
    for text in lines:
        kept = known.get(text) or (next(left, None) if same_count else None)
        key = kept["key"] if kept else _free(key_of(text), {choice["key"] for choice in [*before, *found]})
        found.append({"key": key, "words": {**(kept["words"] if kept else {}), FALLBACK: text}})
    return found


def _free(key: str, taken: set[str]) -> str:
    """
    >>> _free("ja", {"ja", "ja-2"})
    'ja-3'
    """
    return next(
        one for one in (key, *(f"{key[:56]}-{number}" for number in range(2, len(taken) + 3))) if one not in taken
    )


def shown(item: Item) -> dict[str, Any]:
    """A question as its form shows it."""
    german: Mapping[str, str] = item.words.get(FALLBACK, {})
    return {
        **{part: german.get(part, "") for part in ("question", "hint", "low", "high")},
        "to_raise": german.get("raise", ""),
        "answers": "\n".join(choice["words"].get(FALLBACK, "") for choice in item.choices),
        "scale": item.scale.key if item.scale else "",
        **{
            name: getattr(item, name)
            for name in (
                "kind",
                "key",
                "minimum",
                "maximum",
                "positive_from",
                "stable_from",
                "threshold",
                "reversed",
                "required",
            )
        },
    }


class ScaleForm(forms.Form):
    name = forms.CharField(label=_("Name in German"), max_length=LONGEST["name"])
    scoring = forms.ChoiceField(label=_("Its score is the"), choices=Scale.Scoring.choices)
    needed = forms.IntegerField(
        label=_("Answers needed"), min_value=1, max_value=100, required=False, help_text=_("empty: more than half")
    )
    spread = NumberField(label=_("Spread"), help_text=_("standard deviation in the reference group"))
    reliability = NumberField(label=_("Reliability"), help_text=_("from 0 to below 1"))
    mean = NumberField(label=_("Mean of the reference group"), help_text=_("for the error of the prediction"))
    error_variant = forms.ChoiceField(label=_("A change is judged by the"), choices=Scale.ErrorVariant.choices)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("where spread and reliability come from")
    )
    key = KeyField(help_text=_("empty: made from the name"))

    def __init__(self, *arguments: Any, scale: Scale | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.scale = scale
        dressed(self)

    def content(self) -> ScaleContent:
        known = self.cleaned_data
        words = self.scale.words if self.scale else {}
        return ScaleContent(
            key=known["key"] or (self.scale.key if self.scale else key_of(known["name"])),
            words={**words, FALLBACK: known["name"]},
            scoring=known["scoring"],
            needed=known["needed"],
            spread=known["spread"],
            reliability=known["reliability"],
            mean=known["mean"],
            error_variant=known["error_variant"],
            source=known["source"],
        )


def shown_scale(scale: Scale) -> dict[str, Any]:
    """A scale as its form shows it."""
    numbers = ("scoring", "needed", "spread", "reliability", "mean", "error_variant", "source", "key")
    return {"name": said(scale.words, FALLBACK), **{name: getattr(scale, name) for name in numbers}}
