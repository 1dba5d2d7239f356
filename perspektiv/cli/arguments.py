"""What the command takes: verbs, arguments, their help, and the progress bar it shows."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from perspektiv import __version__
from perspektiv.language import Text, language

Progress = Callable[[int, int, Text], None]


class Formatter(argparse.HelpFormatter):
    """Help in the user's language."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=16)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or str(USAGE))


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and where help is."""

    def __init__(self, prog: str, description: str, **named: Any) -> None:
        super().__init__(prog=prog, description=description, add_help=False, formatter_class=Formatter, **named)
        self._positionals.title, self._optionals.title = str(POSITIONALS), str(OPTIONS)
        self.add_argument("-h", "--help", action="help", help=str(SHOW_HELP))

    def error(self, message: str) -> NoReturn:
        for english, german in ARGPARSE.items():
            message = message if language() == "en" else message.replace(english, german)
        sentence = WRONG_CALL.filled(message=message, help=f"{self.prog} --help")
        print(sentence, file=sys.stderr)
        raise SystemExit(2)


def parser(verbs: Iterable[str]) -> Parser:
    """The parser of the command and all its verbs."""
    top = Parser(prog="perspektiv", description=str(PURPOSE))
    top.add_argument("--version", action="version", version=__version__, help=str(VERSION))
    sub = top.add_subparsers(dest="verb", required=True, metavar=str(A_VERB), parser_class=Parser, prog="perspektiv")
    for verb in verbs:
        ARGUMENTS[verb](sub.add_parser(verb, help=str(HELP[verb]), description=str(HELP[verb])))
    return top


def _package(verb: Parser) -> None:
    verb.add_argument("package", type=Path, metavar=str(A_PACKAGE), help=str(PACKAGE))


def _format(verb: Parser, *choices: str) -> None:
    verb.add_argument("--format", choices=choices, default=choices[0], help=str(FORMAT))


def _check(verb: Parser) -> None:
    _package(verb)
    _format(verb, "text", "json")


def _convert(verb: Parser) -> None:
    verb.add_argument("source", type=Path, metavar=str(A_SOURCE), help=str(PACKAGE))
    verb.add_argument("target", type=Path, metavar=str(A_TARGET), help=str(TARGET))
    verb.add_argument("--to", choices=("csv", "parquet"), default="csv", help=str(FORM))
    verb.add_argument("--name", help=str(NAME))
    verb.add_argument("--title", help=str(TITLE))
    verb.add_argument("--data-as-of", type=day, metavar=str(A_DAY), help=str(AS_OF))


def _template(verb: Parser) -> None:
    verb.add_argument("out", type=Path, metavar=str(A_WORKBOOK), help=str(WORKBOOK))
    verb.add_argument("--questionnaires", action="store_true", help=str(SHEETS))


def _catalogue(verb: Parser) -> None:
    _format(verb, "text", "json")


def _figures(verb: Parser) -> None:
    _package(verb)
    verb.add_argument("--from", dest="from_", type=day, required=True, metavar=str(A_DAY), help=str(FROM))
    verb.add_argument("--to", type=day, required=True, metavar=str(A_DAY), help=str(TO))
    verb.add_argument("--by", type=breakdown, default=(), metavar="A[,B]", help=str(BY))
    verb.add_argument("--indicator", action="append", metavar="NAME", help=str(INDICATOR))
    verb.add_argument("--public", action="store_true", help=str(PUBLIC))
    _format(verb, "table", "json", "csv")


def _example(verb: Parser) -> None:
    verb.add_argument("out", type=Path, metavar=str(A_FOLDER), help=str(EMPTY_FOLDER))
    verb.add_argument("--centres", type=positive, metavar="N", help=str(CENTRES))
    verb.add_argument("--persons", type=positive, default=571, metavar="M", help=str(PERSONS))
    verb.add_argument("--seed", type=int, default=1, metavar="S", help=str(SEED))
    verb.add_argument("--to", choices=("csv", "parquet"), default="parquet", help=str(FORM))
    verb.add_argument("--questionnaires", action="store_true", help=str(QUESTIONNAIRES))


def _verify(verb: Parser) -> None:
    verb.add_argument("published", type=Path, metavar=str(SOME_FIGURES), help=str(PUBLISHED))
    verb.add_argument("--package", type=Path, metavar=str(A_PACKAGE), help=str(PACKAGE))
    _format(verb, "text", "json")


def _report(verb: Parser) -> None:
    verb.add_argument("plan", type=Path, metavar="PLAN.toml", help=str(PLAN))
    _package(verb)
    verb.add_argument("--out", type=Path, metavar=str(A_FOLDER), help=str(OUT))
    verb.add_argument("--check", action="store_true", help=str(CHECK))
    verb.add_argument("--docx-template", type=Path, metavar=str(A_TEMPLATE), help=str(DOCX))
    _format(verb, "text", "json")


def _import(verb: Parser) -> None:
    _package(verb)
    verb.add_argument("--contacts", type=Path, metavar=str(A_FILE), help=str(CONTACTS))
    verb.add_argument("--centre", metavar=str(A_KEY), help=str(INTO_CENTRE))
    verb.add_argument("--pseudonymous", action="store_true", help=str(PSEUDONYMOUS))


def _export(verb: Parser) -> None:
    verb.add_argument("out", type=Path, metavar=str(A_FOLDER), help=str(EXPORTED))
    verb.add_argument("--centre", metavar=str(A_KEY), help=str(ONE_CENTRE))
    verb.add_argument("--to", choices=("csv", "parquet"), default="csv", help=str(FORM))
    verb.add_argument("--archive", action="store_true", help=str(ARCHIVE))
    verb.add_argument("--decrypt", action="store_true", help=str(DECRYPT))
    verb.add_argument("--person", metavar=str(A_NUMBER), help=str(ONE_PERSON))


def _snapshot(verb: Parser) -> None:
    verb.add_argument("out", type=Path, nargs="?", metavar=str(A_FOLDER), help=str(SNAPSHOT))
    verb.add_argument("--data-as-of", type=day, metavar=str(A_DAY), help=str(TODAY))


def _serve(verb: Parser) -> None:
    verb.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help=str(ADDRESS))
    verb.add_argument("--workers", type=positive, default=2, metavar="N", help=str(WORKERS))
    verb.add_argument("--open", action="store_true", help=str(OPEN))


def _backup(verb: Parser) -> None:
    verb.add_argument("out", type=Path, metavar=str(A_BACKUP), help=str(BACKUP))


def _restore(verb: Parser) -> None:
    verb.add_argument("file", type=Path, metavar=str(A_BACKUP), help=str(BACKED_UP))
    verb.add_argument("--home", type=Path, required=True, metavar=str(A_FOLDER), help=str(EMPTY_FOLDER))
    verb.add_argument("--tested-for", type=Path, metavar=str(A_FOLDER), help=str(TESTED_FOR))


ARGUMENTS: dict[str, Callable[[Parser], None]] = {
    "check": _check,
    "convert": _convert,
    "template": _template,
    "catalogue": _catalogue,
    "figures": _figures,
    "example": _example,
    "verify": _verify,
    "report": _report,
    "import": _import,
    "export": _export,
    "snapshot": _snapshot,
    "serve": _serve,
    "backup": _backup,
    "restore": _restore,
}


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or text != found.isoformat():
        raise argparse.ArgumentTypeError(str(NO_DAY.filled(text=text)))
    return found


def breakdown(text: str) -> tuple[str, ...]:
    """What to break down by: names parted by commas."""
    return tuple(part.strip() for part in text.split(","))


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(str(NO_NUMBER.filled(text=text)))
    return int(text)


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A progress bar on standard error, where somebody looks at it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, label: bar.update(task, completed=done, total=total, description=str(label))


ARGPARSE = {
    "the following arguments are required: ": "es fehlt: ",
    "unrecognized arguments: ": "nicht bekannt: ",
    "invalid choice: ": "nicht möglich ist ",
    "(choose from ": "(möglich sind ",
    "expected one argument": "dahinter fehlt eine Angabe",
    "expected at most one argument": "dahinter steht mehr als eine Angabe",
    "invalid int value: ": "keine ganze Zahl: ",
    "ambiguous option: ": "nicht eindeutig: ",
    "could match": "möglich sind",
    "argument ": "",
}
"""What the parser of the standard library says, in German."""
A_BACKUP = Text("DATEI.perspektiv", "FILE.perspektiv")
A_DAY = Text("JJJJ-MM-TT", "YYYY-MM-DD")
A_FILE = Text("DATEI", "FILE")
A_FOLDER = Text("ORDNER", "FOLDER")
A_KEY = Text("SCHLÜSSEL", "KEY")
A_NUMBER = Text("NUMMER", "NUMBER")
A_PACKAGE = Text("PAKET", "PACKAGE")
A_SOURCE = Text("QUELLE", "SOURCE")
A_TARGET = Text("ZIEL", "TARGET")
A_TEMPLATE = Text("DATEI.docx", "FILE.docx")
A_VERB = Text("BEFEHL", "VERB")
A_WORKBOOK = Text("DATEI.xlsx", "FILE.xlsx")
SOME_FIGURES = Text("ZAHLEN.json|BERICHT.txt|BERICHT.pdf", "PUBLISHED.json|REPORT.txt|REPORT.pdf")
"""How help calls what is to be given."""
USAGE = Text("Aufruf: ", "usage: ")
POSITIONALS = Text("anzugeben", "to be given")
OPTIONS = Text("möglich", "optional")
SHOW_HELP = Text("zeigt diese Hilfe", "shows this help")
VERSION = Text("zeigt die Version", "shows the version")
WRONG_CALL = Text(
    "Der Aufruf ist so nicht möglich ({message}). Hilfe: {help}", "This call does not work ({message}). Help: {help}"
)
NO_DAY = Text("„{text}“ ist kein Tag; bitte als JJJJ-MM-TT schreiben", "“{text}” is no day; please write YYYY-MM-DD")
NO_NUMBER = Text("„{text}“ ist keine ganze Zahl ab 1", "“{text}” is no whole number from 1")
PURPOSE = Text(
    "Von Datensätzen eines Beratungszentrums zu Zahlen und Berichten, die stimmen.",
    "From a counselling centre's records to figures and reports that hold.",
)
HELP = {
    "check": Text("prüft ein Paket und nennt jeden Fehler", "checks a package and names every fault"),
    "convert": Text("schreibt ein Paket in anderer Form", "writes a package in another form"),
    "template": Text("schreibt eine leere Arbeitsmappe zum Ausfüllen", "writes an empty workbook to fill in"),
    "catalogue": Text("zeigt alle Kennzahlen mit Definition", "shows all indicators with their definitions"),
    "figures": Text("berechnet Kennzahlen", "computes figures"),
    "example": Text("schreibt ein erfundenes Beispielpaket", "writes a made-up example package"),
    "verify": Text("prüft veröffentlichte Zahlen", "checks published figures"),
    "report": Text("schreibt einen Bericht nach Plan", "writes a report from a plan"),
    "import": Text("liest ein Paket in den Bestand ein", "imports a package into the records"),
    "export": Text("gibt den Bestand als Paket oder Archiv aus", "writes the records as a package or archive"),
    "snapshot": Text("friert den Bestand als Paket ohne Namen ein", "freezes the records as a package without names"),
    "serve": Text("betreibt die Anwendung", "runs the application"),
    "backup": Text("sichert alles in eine verschlüsselte Datei", "backs everything up into one encrypted file"),
    "restore": Text("stellt eine Sicherung wieder her und prüft sie", "restores a backup and checks it"),
}
PACKAGE = Text(
    "Paket: Ordner mit CSV oder Parquet, Zip-Datei oder Arbeitsmappe (.xlsx)",
    "package: a folder of CSV or Parquet, a zip file or a workbook (.xlsx)",
)
TARGET = Text("Ziel: .zip, .xlsx oder ein neuer Ordner", "target: .zip, .xlsx or a new folder")
FORM = Text("Form der Dateien in einem Ordner", "form of the files in a folder")
FORMAT = Text("Form der Ausgabe", "form of the output")
WORKBOOK = Text("die neue Arbeitsmappe", "the new workbook")
TESTED_FOR = Text(
    "nur eine Übung: ihr Tag wird in diesem Ordner der Anwendung vermerkt",
    "only a drill: its day is noted in this folder of the application",
)
EMPTY_FOLDER = Text("ein neuer oder leerer Ordner", "a new or empty folder")
NAME = Text("Name des Pakets, wo er fehlt", "name of the package, where it has none")
TITLE = Text("Titel des Pakets, wo er fehlt", "title of the package, where it has none")
AS_OF = Text("Stand der Daten, wo er fehlt", "day the data speak of, where it is missing")
FROM = Text("erster Tag des Zeitraums", "first day of the period")
TO = Text("letzter Tag des Zeitraums", "last day of the period")
BY = Text(
    "aufteilen nach einem oder zwei von: centre, segment, gender, year, quarter, month",
    "break down by one or two of: centre, segment, gender, year, quarter, month",
)
INDICATOR = Text("nur diese Kennzahl (mehrfach möglich)", "only this indicator (may be repeated)")
PUBLIC = Text("kleine Zahlen schützen, wie zur Veröffentlichung", "protect small counts, as for publication")
CENTRES = Text(
    "Zahl der Zentren; ohne sie entsteht die Beispielkohorte", "number of centres; without, the cohort is made"
)
PERSONS = Text("Personen je Zentrum", "persons a centre")
SHEETS = Text(
    "mit Blättern für ganze Fragebögen und Einladungen (Fassung 2)",
    "with sheets for whole questionnaires and invitations (version 2)",
)
QUESTIONNAIRES = Text(
    "mit ganzen Fragebögen und Selbsteinschätzungen vorher und nachher (Fassung 2)",
    "with whole questionnaires and self-evaluations before and after (version 2)",
)
SEED = Text("Startwert des Zufalls", "seed of the random numbers")
PUBLISHED = Text(
    "veröffentlichte Zahlen (.json, mit --package) oder ein Bericht (.txt, .pdf)",
    "published figures (.json, with --package) or a report (.txt, .pdf)",
)
PLAN = Text("Plan des Berichts", "plan of the report")
OUT = Text("Ordner für den Bericht", "folder for the report")
CHECK = Text("nur prüfen und Hinweise vorschlagen", "only check, and propose remarks")
CONTACTS = Text(
    "Kontaktdatei (.csv, .xlsx) mit person_id, Namen, Telefon und so weiter; sie wird nur gelesen",
    "contacts file (.csv, .xlsx) with person_id, names, telephone and so on; it is only read",
)
INTO_CENTRE = Text("in dieses Zentrum, statt nach dem Schlüssel im Paket", "into this centre, not by the package's key")
PSEUDONYMOUS = Text(
    "auch eine Momentaufnahme: lauter neue Personen, niemand wird wiedererkannt",
    "also a snapshot: all people in it are new, nobody is recognised",
)
EXPORTED = Text("ein neuer Ordner, mit --archive eine neue .zip", "a new folder; with --archive, a new .zip")
ONE_CENTRE = Text("nur dieses Zentrum", "only this centre")
ONE_PERSON = Text("die Kopie der Daten einer Person, nach Aktennummer", "the copy of one person's data, by file number")
ARCHIVE = Text(
    "alles, was aufbewahrt wird, mit Namen: zum Umziehen", "everything that is kept, with names: for moving away"
)
DECRYPT = Text(
    "im Archiv auch Beratungsinhalte lesbar und Unterlagen", "counselling content readable in it, and documents"
)
SNAPSHOT = Text("ein neuer Ordner; sonst bei den anderen Momentaufnahmen", "a new folder; else beside the others")
ADDRESS = Text("wo die Seiten zu öffnen sind", "where the pages are opened")
WORKERS = Text("Zahl der Prozesse, die Seiten ausliefern", "number of processes that serve pages")
OPEN = Text("zeigt die erste Seite im Browser", "shows the first page in the browser")
BACKUP = Text(
    "die neue Datei; ihr Schlüssel steht in PERSPEKTIV_BACKUP_KEY oder wird erfragt",
    "the new file; its passphrase is in PERSPEKTIV_BACKUP_KEY or asked for",
)
BACKED_UP = Text("die Sicherung", "the backup")
TODAY = Text("Stand der Daten, sonst heute", "day the data speak of, else today")
DOCX = Text("Word-Vorlage der Verwaltung", "the administration's Word template")
