"""A data package into the records: all of it in one transaction, or nothing."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import models, transaction

from perspektiv.errors import Refused
from perspektiv.exchange.contacts import read_contacts
from perspektiv.exchange.inserting import Inserts, inserts
from perspektiv.exchange.limits import check_limits
from perspektiv.exchange.people import CONTACT_FIELDS
from perspektiv.exchange.planning import Plan, Wishes, make_plan
from perspektiv.exchange.snapshots import refuse_snapshot
from perspektiv.language import Text
from perspektiv.package import Findings, Package, open_package
from perspektiv.package.checking import Progress
from perspektiv.package.printing import section
from perspektiv.records.access.models import Centre, TrailHead
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant
from perspektiv.schema.tables import Centres


class NotImported(Refused):
    """A package or contacts file with faults. ``findings`` holds all of them; nothing was written."""

    def __init__(self, name: str, findings: Findings) -> None:
        lines = [NOT_IMPORTED.filled(name=name), *section(findings, fault=True)]
        super().__init__(Text("\n".join(line.de for line in lines), "\n".join(line.en for line in lines)))
        self.findings = findings


def import_package(
    path: Path,
    *,
    by: Actor,
    contacts: Path | None = None,
    centre: str | None = None,
    wishes: Wishes | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Import a package; what was done. ``centre``: the key of the centre into which the package's only one goes.

    Raises PackageFaulty for a package with faults, NotImported for what the records cannot hold.
    """
    with ExitStack() as stack:
        package = stack.enter_context(open_package(path, progress=progress))
        wishes = _into(package, centre, wishes or Wishes())
        plan = planned(package, contacts, wishes, progress=progress)
        ready = _ready(plan)
        with transaction.atomic():
            wait_for_turn()
            if TrailHead.objects.get(id=1).seq != plan.seen:
                plan = planned(package, contacts, wishes)
                ready = _ready(plan)
            _write(plan, ready, by=by, progress=progress)
        return plan


def planned(package: Package, contacts: Path | None, wishes: Wishes, *, progress: Progress | None = None) -> Plan:
    """The plan of an import without faults; else NotImported. Refused for a snapshot that was not wished for."""
    if not wishes.pseudonymous:
        refuse_snapshot(package)
    findings = Findings()
    check_limits(package, findings)
    people = read_contacts(contacts, findings) if contacts else None
    if findings.fault_count:
        raise NotImported(package.title, findings)
    plan = make_plan(package, people, wishes, findings, progress)
    if findings.fault_count:
        raise NotImported(package.title, findings)
    return plan


def _into(package: Package, centre: str | None, wishes: Wishes) -> Wishes:
    """The wish that the package's only centre goes into the one of that key."""
    if centre is None:
        return wishes
    said = [key for (key,) in package.connection.execute("SELECT centre_id FROM centres").fetchall()]
    if len(said) != 1:
        raise Refused(SEVERAL_CENTRES, n=len(said))
    if not Centre.objects.filter(key=centre).exists():
        raise Refused(NO_CENTRE, key=centre)
    return replace(wishes, centres={said[0]: centre})


def _ready(plan: Plan) -> list[list[Inserts]]:
    """The statements of every step."""
    return [inserts([*step.before, *step.new]) for step in plan.steps]


def _write(plan: Plan, ready: list[list[Inserts]], *, by: Actor, progress: Progress | None) -> None:
    """Write what is new, and one row of the trail for each table and centre."""
    for done, (step, rows) in enumerate(zip(plan.steps, ready, strict=True)):
        if progress:
            progress(len(plan.steps) + done, 2 * len(plan.steps), step.table.title)
        for statement in rows:
            statement.run()
        for centre in plan.centres:
            of_centre = step.new if step.table is Centres else [made for made in step.new if _centre(made) == centre.id]
            if of_centre and (step.table is not Centres or centre in step.new):
                record(by=by, what=f"exchange.imported_{step.table.resource}", subject=centre)
    for centre in plan.become_made_up:
        centre.made_up = True
        centre.save(update_fields=["made_up"])
        record(by=by, what="access.centre_changed", subject=centre)
    if plan.people.filled:
        Participant.objects.bulk_update(plan.people.filled, CONTACT_FIELDS, batch_size=200)
        for person in plan.people.filled:
            record(by=by, what="exchange.added_contacts", subject=person, person=person.id)


def _centre(made: models.Model) -> Any:
    return getattr(made, "centre_id", None)


NOT_IMPORTED = Text("{name} hat Fehler; es wurde nichts eingelesen.", "{name} has faults; nothing was imported.")
SEVERAL_CENTRES = Text(
    "Das Paket hat {n} Zentren. --centre geht nur mit einem; bitte das Paket ohne --centre einlesen.",
    "The package has {n} centres. --centre works with one only; please import it without --centre.",
)
NO_CENTRE = Text("Ein Zentrum mit dem Schlüssel „{key}“ gibt es nicht.", "There is no centre with the key “{key}”.")
