"""All texts of a version in one language, beside the German: what a translator fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from perspektiv.records.feedback.contents import VersionContent
from perspektiv.records.feedback.places import Place, places
from perspektiv.records.feedback.words import is_reviewed
from perspektiv.records.letters.languages import direction
from perspektiv.records.people.forms import dressed

LONG = 34
"""Letters from which a text gets more than one line."""


class LanguageForm(forms.Form):
    reviewed = forms.BooleanField(
        label=_("Somebody who speaks the language has read it"), required=False, help_text=_("else it is marked")
    )

    def __init__(self, *arguments: Any, content: VersionContent, language: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.places = places(content, language)
        look = {"lang": language, "dir": direction(language), "spellcheck": "true"}
        for place in self.places:
            whole = place.field in ("all.intro", "all.thanks")
            long = whole or max(len(place.german), len(place.stored)) > LONG
            widget = forms.Textarea({**look, "rows": 4 if whole else 2}) if long else forms.TextInput(look)
            self.fields[place.field] = forms.CharField(
                label=place.label, max_length=place.longest, required=False, initial=place.stored, widget=widget
            )
        self.fields["reviewed"].initial = is_reviewed(content["words"], language)
        dressed(self)

    def rows(self) -> list[tuple[Place, forms.BoundField]]:
        return [(place, self[place.field]) for place in self.places]

    def texts(self) -> dict[str, str]:
        """What is said, by place."""
        return {place.field: self.cleaned_data[place.field] for place in self.places}
