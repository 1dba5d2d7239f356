"""A form in XLSForm that is sent, and what the new questionnaire is for."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from perspektiv.records.feedback.models import Purpose
from perspektiv.records.feedback.xlsform.workbook import MOST_BYTES
from perspektiv.records.people.forms import dressed


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Form"),
        help_text=_("a workbook (.xlsx) in XLSForm, 10 MB at most"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        dressed(self)

    def clean_file(self) -> "UploadedFile[bytes]":
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if PurePath(sent.name or "").suffix.lower() != ".xlsx":
            raise ValidationError(_("Only workbooks (.xlsx) can be read."))
        if (sent.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 10 MB."))
        return sent


class NewFileForm(FileForm):
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices, help_text=_("figures go by it"))
    anonymous = forms.BooleanField(
        label=_("Anonymous: answered with a code, in the ballot box, never by a link that knows a person"),
        required=False,
    )
