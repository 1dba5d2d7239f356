"""The command ``perspektiv``: every verb a few lines that call the rooms."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perspektiv.cli.operating import backup, readable_by_its_owner_only, restore, serve
from perspektiv.errors import Refused
from perspektiv.language import Text

if TYPE_CHECKING:
    from perspektiv.indicators import Answer, Period
    from perspektiv.package import Package

DONE, FOUND, UNUSABLE, BROKEN = 0, 1, 2, 70
Asked = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb. Exit status: 0 done, 1 a check found something, 2 unusable and one sentence why."""
    from perspektiv.cli.arguments import parser

    asked = parser(VERBS).parse_args(arguments)
    try:
        with readable_by_its_owner_only(asked.verb):
            return VERBS[asked.verb](asked)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(INTERRUPTED, file=sys.stderr)
        return UNUSABLE
    except Exception as error:
        if os.environ.get("PERSPEKTIV_DEBUG"):
            raise
        print(UNEXPECTED.filled(error=f"{type(error).__name__}: {error}"), file=sys.stderr)
        return BROKEN


def check(asked: Asked) -> int:
    from perspektiv import package
    from perspektiv.cli.arguments import progress

    with progress() as shown:
        findings = package.check(asked.package, progress=shown)
    _print_json(package.findings_dict(findings)) if asked.format == "json" else print(package.findings_text(findings))
    return UNUSABLE if findings.fault_count else DONE


def convert(asked: Asked) -> int:
    from perspektiv import package
    from perspektiv.cli.arguments import progress

    with progress() as shown:
        assumed = package.convert(
            asked.source,
            asked.target,
            form=asked.to,
            name=asked.name,
            title=asked.title,
            data_as_of=asked.data_as_of,
            progress=shown,
        )
    for sentence in assumed:
        print(sentence)
    return DONE


def template(asked: Asked) -> int:
    from perspektiv import package

    package.write_template(asked.out, questionnaires=asked.questionnaires)
    return DONE


def catalogue(asked: Asked) -> int:
    from perspektiv.report import catalogue_text

    if asked.format == "json":
        _print_json(catalogue_text.catalogue_data())
    else:
        print(catalogue_text.catalogue_text())
    return DONE


def figures(asked: Asked) -> int:
    from perspektiv.indicators import Period, printing
    from perspektiv.indicators import figures as compute
    from perspektiv.package import open_package

    period = Period(asked.from_, asked.to)
    with open_package(asked.package) as package:
        answer = compute(package, period, breakdowns=[asked.by], names=asked.indicator, public=asked.public)
        if asked.format == "json":
            print(printing.as_json(answer, package, period))
        elif asked.format == "csv":
            print(printing.as_csv(answer), end="")
        else:
            _print_table(answer, package, period)
    for why in dict.fromkeys(left_out.why for left_out in answer.left_out):
        names = ", ".join(left_out.indicator for left_out in answer.left_out if left_out.why == why)
        print(LEFT_OUT.filled(names=names, why=why), file=sys.stderr)
    return DONE


def example(asked: Asked) -> int:
    from perspektiv import example, package
    from perspektiv.cli.arguments import progress

    if asked.centres is None:
        example.write_cohort(asked.out, questionnaires=asked.questionnaires)
        return DONE
    with progress() as shown:
        example.write_scaled(
            asked.out,
            centres=asked.centres,
            persons=asked.persons,
            seed=asked.seed,
            form=asked.to,
            questionnaires=asked.questionnaires,
            progress=shown and (lambda done, of: shown(done, of, MAKING)),
        )
        if asked.to == "parquet":
            package.seal(asked.out, progress=shown)
    return DONE


def verify(asked: Asked) -> int:
    from perspektiv.package import open_package
    from perspektiv.report import verify as verifying

    if asked.package is None:
        verification = verifying.verify_text(asked.published)
    else:
        with open_package(asked.package) as package:
            verification = verifying.verify_published(asked.published, package)
    if asked.format == "json":
        _print_json(verifying.as_json(verification))
    else:
        print(verifying.as_text(verification))
    return verification.exit_status


def report(asked: Asked) -> int:
    if asked.check:
        from perspektiv.report.checking import check_plan

        checked = check_plan(asked.plan, asked.package)
        _print_json(checked.as_data()) if asked.format == "json" else print(checked.as_text())
        return DONE
    if asked.out is None:
        raise Refused(NO_OUT)
    from perspektiv.report.making import make_report

    make_report(asked.plan, asked.package, asked.out, docx_template=asked.docx_template)
    return DONE


def import_(asked: Asked) -> int:
    _set_up()
    from perspektiv.cli.arguments import progress
    from perspektiv.exchange.importing import import_package
    from perspektiv.exchange.planning import Wishes
    from perspektiv.exchange.telling import plan_text
    from perspektiv.records.access.trail import SYSTEM

    with progress() as shown:
        plan = import_package(
            asked.package,
            by=SYSTEM,
            contacts=asked.contacts,
            centre=asked.centre,
            wishes=Wishes(pseudonymous=asked.pseudonymous),
            progress=shown,
        )
    print(plan_text(plan))
    return DONE


def export(asked: Asked) -> int:
    _set_up()
    from perspektiv.cli.arguments import progress
    from perspektiv.exchange.archive import export_archive
    from perspektiv.exchange.exporting import export_package
    from perspektiv.exchange.own_copy import export_own_copy
    from perspektiv.exchange.telling import export_text, file_text
    from perspektiv.records.access.trail import SYSTEM

    if asked.person and asked.archive:
        raise Refused(ONE_OR_ALL)
    if (asked.archive and asked.centre) or (asked.decrypt and not asked.archive):
        raise Refused(NO_ARCHIVE)
    with progress() as shown:
        if asked.person:
            export_own_copy(asked.out, by=SYSTEM, file_number=asked.person, centre=asked.centre)
            said = file_text(asked.out)
        elif asked.archive:
            export_archive(asked.out, by=SYSTEM, opened=asked.decrypt, progress=shown)
            said = file_text(asked.out)
        else:
            rows = export_package(asked.out, by=SYSTEM, centre=asked.centre, form=asked.to, progress=shown)
            said = export_text(asked.out, rows)
    print(said)
    return DONE


def snapshot(asked: Asked) -> int:
    _set_up()
    from perspektiv.cli.arguments import progress
    from perspektiv.records.access.trail import SYSTEM
    from perspektiv.snapshot.making import make_snapshot

    with progress() as shown:
        print(make_snapshot(asked.out, by=SYSTEM, data_as_of=asked.data_as_of, progress=shown))
    return DONE


def _set_up() -> None:
    """Opens the installation that ``PERSPEKTIV_HOME`` names; Refused where none is set up."""
    import django

    if not Path(os.environ.get("PERSPEKTIV_HOME", "var")).is_dir():  # setting up would make it
        raise Refused(NOT_SET_UP)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perspektiv.site.settings")
    django.setup()
    from django.db import connection

    if "access_centre" not in connection.introspection.table_names():
        raise Refused(NOT_SET_UP)


VERBS: dict[str, Callable[[Asked], int]] = {
    "check": check,
    "convert": convert,
    "template": template,
    "catalogue": catalogue,
    "figures": figures,
    "example": example,
    "verify": verify,
    "report": report,
    "import": import_,
    "export": export,
    "snapshot": snapshot,
    "serve": serve,
    "backup": backup,
    "restore": restore,
}


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _print_table(answer: "Answer", package: "Package", period: "Period") -> None:
    from rich.console import Console

    from perspektiv.report.figures_table import figures_table

    Console().print(figures_table(answer, package, period))


NOT_SET_UP = Text(
    "Hier ist noch keine Anwendung eingerichtet. PERSPEKTIV_HOME nennt den Ordner, in dem sie liegt.",
    "No application is set up here yet. PERSPEKTIV_HOME names the folder it lies in.",
)
NO_ARCHIVE = Text(
    "--decrypt geht nur mit --archive, und das Archiv hat immer alle Zentren.",
    "--decrypt works with --archive only, and the archive always has all centres.",
)
ONE_OR_ALL = Text(
    "--person gibt die Daten einer Person aus, --archive die aller. Bitte nur eines von beiden.",
    "--person writes one person's data, --archive everybody's. Please use one of the two.",
)
NO_OUT = Text(
    "Bitte mit --out einen Ordner für den Bericht nennen, oder mit --check den Plan nur prüfen.",
    "Please name a folder for the report with --out, or only check the plan with --check.",
)
MAKING = Text("erfindet Personen", "making up persons")
LEFT_OUT = Text("Weggelassen: {names} – {why}.", "Left out: {names} – {why}.")
INTERRUPTED = Text("Abgebrochen.", "Interrupted.")
UNEXPECTED = Text(
    "Das hätte nicht geschehen dürfen ({error}). Es wurde nichts verändert. Bitte melden Sie den Fehler; "
    "PERSPEKTIV_DEBUG=1 zeigt, wo er auftrat.",
    "This should not have happened ({error}). Nothing was changed. Please report it; "
    "PERSPEKTIV_DEBUG=1 shows where it occurred.",
)
