"""What is sent to be imported, and how its keys shall be understood."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from perspektiv.exchange.planning import Wishes
from perspektiv.package import Package
from perspektiv.records.access.models import Centre
from perspektiv.records.cases.models import EndingReason, Segment

MOST_BYTES = 500 * 1024 * 1024


class UploadForm(forms.Form):
    package = forms.FileField(
        label=_("Data package"),
        help_text=_("A zip file of tables, or a workbook (.xlsx)."),
        widget=forms.FileInput(attrs={"accept": ".zip,.xlsx"}),
    )
    contacts = forms.FileField(
        label=_("Contacts file"),
        help_text=_("Names, telephone and so on, by the person_id of the package: .csv or .xlsx."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_package(self) -> "UploadedFile[bytes]":
        return _of_kind(self.cleaned_data["package"], ".zip", ".xlsx")

    def clean_contacts(self) -> "UploadedFile[bytes] | None":
        sent = self.cleaned_data["contacts"]
        return _of_kind(sent, ".csv", ".xlsx") if sent else None


def _of_kind(sent: "UploadedFile[bytes]", *endings: str) -> "UploadedFile[bytes]":
    if PurePath(sent.name or "").suffix.lower() not in endings:
        raise ValidationError(_("This kind of file cannot be imported."))
    if (sent.size or 0) > MOST_BYTES:
        raise ValidationError(_("The file is too large for this page. Please import it with the command."))
    return sent


class MatchingForm(forms.Form):
    """Which centre, segment and reason of ours a key of the package means. What is known by its key is not asked."""

    def __init__(self, package: Package, centres: list[Centre], data: Any = None) -> None:
        super().__init__(data)
        self.package, self.centres = package, centres
        self.only_centre: dict[str, Centre] = {}  # by its key in the package, where there is nothing to choose
        self._add("centres", [("", _("please choose")), *((centre.key, centre.name) for centre in centres)])
        mine = {"centre__in": centres}
        for table, model in (("segments", Segment), ("ending_reasons", EndingReason)):
            stored = model._default_manager.filter(**mine).order_by("key", "valid_from").values_list("key", "name")
            self._add(table, [("", _("make it new")), *dict(stored).items()])

    def _add(self, table: str, choices: list[tuple[str, Any]]) -> None:
        keys = {key for key, _name in choices}
        by_name = {str(name).casefold(): key for key, name in reversed(choices) if key}
        found = self.package.connection.execute(f'SELECT * FROM "{table}"').fetchall()
        for key, name, *_rest in found:
            if key in keys:
                continue
            if table == "centres" and len(found) == 1 and len(self.centres) == 1:
                self.only_centre[key] = self.centres[0]
                continue
            likely = by_name.get(name.casefold(), "")
            self.fields[f"{table}:{key}"] = forms.ChoiceField(
                label=name, choices=choices, initial=likely, required=table == "centres"
            )

    def part(self, table: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{table}:")]

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        titled = (
            (_("Centres"), "centres"),
            (_("Segments"), "segments"),
            (_("Reasons of early endings"), "ending_reasons"),
        )
        return [(title, fields) for title, table in titled if (fields := self.part(table))]

    def wishes(self) -> Wishes:
        """As sent, else as seems likely."""

        def wished(table: str) -> dict[str, str]:
            said = {name.partition(":")[2]: self._value(name) for name in self.fields if name.startswith(f"{table}:")}
            return {key: value for key, value in said.items() if value}

        return Wishes(
            wished("centres") | {key: centre.key for key, centre in self.only_centre.items()},
            wished("segments"),
            wished("ending_reasons"),
            frozenset(centre.key for centre in self.centres),
        )

    def _value(self, name: str) -> str:
        if not self.is_bound:
            return str(self.fields[name].initial or "")
        self.full_clean()
        return str(self.cleaned_data.get(name, ""))
