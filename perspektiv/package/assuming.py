"""What was taken for granted in reading the files of spreadsheets, as sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping

from perspektiv.language import Text

FILES: dict[str, Text] = {
    "utf-16": Text("Zeichensatz UTF-16", "encoding UTF-16"),
    "cp1252": Text("Zeichensatz Windows-1252", "encoding Windows-1252"),
    ";": Text("Semikolon als Trennzeichen", "semicolon as delimiter"),
    "\t": Text("Tabulator als Trennzeichen", "tab as delimiter"),
}
"""Of a whole file: its encoding and its delimiter."""

VALUES: dict[str, tuple[Text, Text]] = {
    "whole": (
        Text("1 ganze Zahl mit Tausenderpunkt oder Nachkommanull", "1 whole number with point or decimals"),
        Text("{n} ganze Zahlen mit Tausenderpunkt oder Nachkommanull", "{n} whole numbers with point or decimals"),
    ),
    "number": (
        Text("1 Zahl mit Dezimalkomma oder Eurozeichen", "1 number with a decimal comma or a euro sign"),
        Text("{n} Zahlen mit Dezimalkomma oder Eurozeichen", "{n} numbers with a decimal comma or a euro sign"),
    ),
    "boolean": (
        Text("1 Angabe wie WAHR oder ja", "1 word like WAHR or ja"),
        Text("{n} Angaben wie WAHR oder ja", "{n} words like WAHR or ja"),
    ),
    "date": (
        Text("1 Tag wie 31.12.2019", "1 day like 31.12.2019"),
        Text("{n} Tage wie 31.12.2019", "{n} days like 31.12.2019"),
    ),
    "datetime": (
        Text("1 Uhrzeit ohne Versatz als Berliner Zeit", "1 clock time without offset as Berlin time"),
        Text("{n} Uhrzeiten ohne Versatz als Berliner Zeit", "{n} clock times without offset as Berlin time"),
    ),
}
"""Of single values, one and several."""


def assumed_sentences(assumed: Mapping[str, Counter[str]]) -> Iterator[Text]:
    """A sentence for each thing assumed, with the files it was assumed of. ``assumed`` counts by file and kind."""
    for kind in (*FILES, *VALUES):
        files = [file for file, kinds in assumed.items() if kinds[kind]]
        if files:
            n = sum(assumed[file][kind] for file in files)
            yield _sentence(FILES[kind] if kind in FILES else VALUES[kind][n > 1].filled(n=n), files)


def _sentence(what: Text, files: list[str]) -> Text:
    if len(files) == 1:
        return Text(f"{files[0]}: {what.de}.", f"{files[0]}: {what.en}.")
    listed = ", ".join(files)
    return Text(f"{what.de} in {len(files)} Dateien: {listed}.", f"{what.en} in {len(files)} files: {listed}.")
