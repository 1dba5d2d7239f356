"""The page on which a jobcoach tells of a job start, by link or with a login: told, corrected, taken back."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.actions import reports
from perspektiv.records.outcomes.forms import ReportForm
from perspektiv.records.outcomes.models import JobStart, Source
from perspektiv.records.people.forms import refuse, sent_id
from perspektiv.records.people.models import Jobcoach

REPORT = "meldung"


class Done(StrEnum):
    TOLD = "start"
    CORRECTED = "corrected"
    WITHDRAWN = "taken_back"


@dataclass
class Reporting:
    request: HttpRequest
    by: Actor
    jobcoach: Jobcoach
    referral: Referral
    form: ReportForm = field(init=False)
    id: UUID = field(init=False)
    own: list[JobStart] = field(init=False)
    planned: date | None = None
    """The first day of work, if it is still to come: asked about once, for a year is easily mistyped."""

    def __post_init__(self) -> None:
        self.own = reports.own_reports(self.jobcoach, self.referral)
        self.id = sent_id(self.request.POST.get("id"))
        self.form = ReportForm(self.request.POST or None, initial=self._initial())

    @property
    def changed(self) -> JobStart | None:
        """The report that is corrected."""
        chosen = self.request.POST.get(REPORT) or self.request.GET.get(REPORT)
        return next((one for one in self.own if str(one.pk) == chosen), None)

    @property
    def told(self) -> list[tuple[JobStart, bool]]:
        """All that jobcoaches told, and which of it can be corrected here."""
        told = JobStart.objects.filter(participant=self.referral.participant_id, source=Source.JOBCOACH)
        return [(one, one in self.own) for one in told.order_by("-started_on")]

    @property
    def status(self) -> int:
        return 422 if self.form.errors or self.planned else 200

    def take(self) -> Done | None:
        """What the form that was sent did; nothing while it has mistakes, or a question is open."""
        if self.request.method != "POST":
            return None
        self.form.is_valid()
        try:
            return self._withdrawn() if "withdraw" in self.request.POST else self._kept()
        except Refused as refused:
            refuse(self.form, refused)
            return None

    def context(self) -> dict[str, object]:
        return {
            "form": self.form,
            "id": self.id,
            "told": self.told,
            "changed": self.changed,
            "planned": self.planned,
        }

    def _kept(self) -> Done | None:
        if not self.form.is_valid():
            return None
        day, insured = self.form.cleaned_data["started_on"], self.form.cleaned_data["insured"]
        if day > timezone.localdate() and self.request.POST.get("planned") != day.isoformat():
            self.planned = day
            return None
        told, of = self.changed, self.referral
        if self.request.POST.get(REPORT):
            if told is None:
                raise Refused(reports.USED)
            version = sent_number(self.request.POST.get("version"))
            reports.correct(
                by=self.by,
                jobcoach=self.jobcoach,
                referral=of,
                told=told,
                version=version,
                started_on=day,
                insured=insured,
            )
            return Done.CORRECTED
        reports.report(by=self.by, jobcoach=self.jobcoach, referral=of, started_on=day, insured=insured, id=self.id)
        return Done.TOLD

    def _withdrawn(self) -> Done:
        told = self.changed
        if told is None:
            raise Refused(reports.USED)
        version = sent_number(self.request.POST.get("version"))
        reports.withdraw(by=self.by, jobcoach=self.jobcoach, referral=self.referral, told=told, version=version)
        return Done.WITHDRAWN

    def _initial(self) -> dict[str, object] | None:
        told = self.changed
        return {"started_on": told.started_on, "insured": "yes" if told.insured else "no"} if told else None
