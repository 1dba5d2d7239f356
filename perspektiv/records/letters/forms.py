"""Forms of this room."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from perspektiv.records.letters.models import Letterhead, Template
from perspektiv.records.people.forms import dressed

if TYPE_CHECKING:
    _LetterheadModelForm = forms.ModelForm[Letterhead]
else:
    _LetterheadModelForm = forms.ModelForm


class TemplateForm(forms.Form):
    """The words of a template, as they are typed."""

    subject = forms.CharField(label=_("Subject"), max_length=150, required=False)
    body = forms.CharField(
        label=_("Text"), max_length=8000, strip=False, required=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    reviewed = forms.BooleanField(label=_("A person who speaks the language has read it"), required=False)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        dressed(self)

    @classmethod
    def of(cls, template: Template) -> "TemplateForm":
        return cls(
            initial={"subject": template.subject, "body": template.body, "reviewed": template.reviewed},
        )


class LetterheadForm(_LetterheadModelForm):
    class Meta:
        model = Letterhead
        fields = ("sender", "street", "postcode", "city", "phone", "email")
        labels = {  # noqa: RUF012
            "sender": _("Sender"),
            "street": _("Street and number"),
            "postcode": _("Postcode"),
            "city": _("City"),
            "phone": _("Telephone"),
            "email": _("Answers to mails go to"),
        }

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        dressed(self)
