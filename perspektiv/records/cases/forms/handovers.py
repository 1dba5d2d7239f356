"""The form of a handover note."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.cases.forms.cases import OneOf
from perspektiv.records.people.forms import dressed


class HandoverForm(forms.Form):
    """To whom, and what is to be known."""

    to = OneOf(label=_("To"))
    words = forms.CharField(
        label=_("What is to be known"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("where the case stands, what was agreed, what comes next"),
    )

    def __init__(self, *args: Any, receivers: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["to"]
        assert isinstance(field, OneOf)
        field.offer(receivers)
        dressed(self)
