"""The yearly list to the Jobcenter and back: no formula goes out, nothing half comes in."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.outcomes.actions.list_releases import ask_for, decide
from perspektiv.records.outcomes.lists.columns import COLUMNS
from perspektiv.records.outcomes.lists.harmless import STARTS, as_typed, harmless
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.models import Participant
from tests.records.outcomes.scenes import due_since, left, takes_part
from tests.records.personas import Personas

EXIT = due_since(20)
WITHIN = EXIT + timedelta(days=50)
HEAD = ";".join(COLUMNS)
PAYLOADS = [
    f"{space}{start}{rest}"
    for space in ("", " ")
    for start in STARTS
    for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x")', "SUM(A1:A9)*cmd", "@x", "-2+3", "|x", "%0A")
]


@pytest.fixture
def toni(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    """Who may fetch the lists of these years: Birte has released them."""
    for year in range(EXIT.year - 2, EXIT.year + 1):
        decide(by=personas.birte, request=ask_for(by=personas.toni, centre=personas.centre, year=year), release=True)
    return as_user(personas.toni)


def sent(client: Client, content: bytes | str, name: str = "liste.csv") -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return client.post(reverse("outcomes:bring_back"), {"list": SimpleUploadedFile(name, raw)})


def rows(*lines: str) -> str:
    return "\r\n".join([HEAD, *lines]) + "\r\n"


def take_over(client: Client, preview: Any) -> Any:
    return client.post(reverse("outcomes:bring_back"), {"do": "import", "read": preview.context["read"]})


class TestOut:
    def test_it_names_those_who_left_in_the_year_with_something_open(self, personas: Personas, toni: Client) -> None:
        exit = date(EXIT.year - 2, 8, 31)
        left(personas.centre, exit, number="317A000002")
        settled = left(personas.centre, exit, number="317A000003")
        left(personas.centre, date(EXIT.year - 3, 8, 31), number="317A000004")
        left(personas.elsewhere, exit, number="317A000005")
        left(personas.centre, exit, number="")
        for about in ("job", "measure"):
            FollowUp.objects.create(centre=personas.centre, participant=settled, about=about, answer="no")

        response = toni.get(reverse("outcomes:export", args=[exit.year, "csv"]))

        table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        last = "28.02." if (exit.year + 1) % 4 else "29.02."
        assert table == [
            list(COLUMNS),
            ["317A000002", f"31.08.{exit.year}", f"{last}{exit.year + 1}", "", "", "", ""],
        ]
        assert TrailRow.objects.filter(what="outcomes.list_exported", centre=personas.centre.pk).count() == 1

    def test_the_workbook_holds_texts_and_days(self, personas: Personas, toni: Client) -> None:
        left(personas.centre, EXIT, number="0012345678")

        response = toni.get(reverse("outcomes:export", args=[EXIT.year, "xlsx"]))

        sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
        head, line = sheet.iter_rows()
        assert [cell.value for cell in head] == list(COLUMNS)
        assert (line[0].value, line[0].data_type) == ("0012345678", "s")
        assert line[1].value == datetime(EXIT.year, EXIT.month, EXIT.day)

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_no_cell_is_a_formula(self, form: str, personas: Personas, toni: Client) -> None:
        for number in PAYLOADS:
            left(personas.centre, EXIT, number=number[:20])

        content = toni.get(reverse("outcomes:export", args=[EXIT.year, form])).content

        if form == "csv":
            cells = [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")][1:]
        else:
            sheet = load_workbook(io.BytesIO(content)).worksheets[0]
            assert {cell.data_type for row in sheet.iter_rows(max_col=1) for cell in row} == {"s"}
            cells = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
        assert len(cells) == len(PAYLOADS)
        assert [cell for cell in cells if cell.lstrip(" ").startswith(STARTS)] == []

    def test_the_form_must_be_one_that_is_written(self, toni: Client) -> None:
        assert toni.get(reverse("outcomes:export", args=[2026, "exe"])).status_code == 404


@pytest.mark.parametrize("number", ["-1", "-12,5", "-0.25"])
def test_negative_numbers_stay_numbers(number: str) -> None:
    assert harmless(number) == number


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_marked_is_read_as_it_was(payload: str) -> None:
    assert harmless(payload).startswith("'")
    assert as_typed(harmless(payload)) == payload


class TestBack:
    @pytest.fixture
    def person(self, personas: Personas) -> Participant:
        return left(personas.centre, EXIT, number="317A000001")

    @pytest.mark.usefixtures("person")
    @pytest.mark.parametrize("form", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "comma", "tab", "xlsx"])
    def test_any_form_of_it_is_read(self, form: str, toni: Client) -> None:
        text = rows(f"317A000001;x;x;{WITHIN:%d.%m.%Y};{WITHIN:%d.%m.%y};Kurs „Mühe“;")
        if form == "xlsx":
            book = Workbook()
            book.worksheets[0].append(list(COLUMNS))
            day = datetime(WITHIN.year, WITHIN.month, WITHIN.day)
            book.worksheets[0].append(["317A000001", None, None, day, f"{WITHIN:%d.%m.%Y}", "Kurs „Mühe“", None])
            out = io.BytesIO()
            book.save(out)
            content = out.getvalue()
        elif form in ("comma", "tab"):
            content = text.replace(";", "," if form == "comma" else "\t").encode()
        else:
            content = text.encode(form)

        take_over(toni, sent(toni, content))

        assert JobStart.objects.get().started_on == WITHIN
        measure = FollowOnMeasure.objects.get()
        assert (measure.started_on, measure.kind, measure.source) == (WITHIN, "Kurs „Mühe“", "jobcenter")

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_what_went_out_comes_back(self, form: str, person: Participant, toni: Client) -> None:
        content = toni.get(reverse("outcomes:export", args=[EXIT.year, form])).content
        if form == "csv":
            content = content.replace(b";;;;\r\n", f";{WITHIN:%d.%m.%Y};;;\r\n".encode())
        else:
            book = load_workbook(io.BytesIO(content))
            book.worksheets[0].cell(2, 4).value = datetime(WITHIN.year, WITHIN.month, WITHIN.day)
            out = io.BytesIO()
            book.save(out)
            content = out.getvalue()

        preview = sent(toni, content)
        assert (preview.context["plan"].matched, len(preview.context["plan"].new)) == (1, 1)
        take_over(toni, preview)

        start = JobStart.objects.get()
        assert (start.participant, start.started_on, start.insured, start.source) == (person, WITHIN, True, "jobcenter")

    @pytest.mark.usefixtures("person")
    def test_the_preview_changes_nothing(self, toni: Client) -> None:
        sent(toni, rows(f"317A000001;;;{WITHIN:%d.%m.%Y};;;"))

        assert not JobStart.objects.exists()

    @pytest.mark.usefixtures("person")
    def test_a_second_time_it_is_all_known(self, toni: Client) -> None:
        preview = sent(toni, rows(f"317 A 000001;;;{WITHIN:%d.%m.%Y};;;X"))
        for _ in range(2):
            take_over(toni, preview)

        again = sent(toni, rows(f"317A000001;;;{WITHIN:%d.%m.%Y};;;X")).context["plan"]
        assert (len(again.new), again.known) == (0, 2)
        assert (JobStart.objects.count(), FollowUp.objects.get().about) == (1, "measure")

    def test_unknown_is_recorded_as_unknown_and_empty_as_nothing(self, personas: Personas, toni: Client) -> None:
        left(personas.centre, EXIT, number="1")
        left(personas.centre, EXIT, number="2")

        take_over(toni, sent(toni, rows("1;;;;;;x", "2;;;;;;")))

        assert set(FollowUp.objects.values_list("answer", "source")) == {("unknown", "jobcenter")}
        assert FollowUp.objects.filter(participant__customer_number="2").count() == 0

    def test_what_contradicts_stays_as_it_is(self, personas: Personas, toni: Client) -> None:
        other, no, back = (left(personas.centre, EXIT, number=number) for number in "123")
        JobStart.objects.create(centre=personas.centre, participant=other, started_on=EXIT, insured=True)
        FollowUp.objects.create(centre=personas.centre, participant=no, about="job", answer="no")
        takes_part(back, date.today())

        preview = sent(toni, rows(*(f"{number};;;{WITHIN:%d.%m.%Y};;;" for number in "123")))

        plan = preview.context["plan"]
        assert [(fault.row, fault.column) for fault in plan.contradictions] == [
            (2, "Versicherungspflichtige Arbeit ab"),
            (3, "Versicherungspflichtige Arbeit ab"),
            (4, "Kundennummer"),
        ]
        assert not plan.new and not plan.blocked

    @pytest.mark.usefixtures("person")
    @pytest.mark.parametrize(
        ("line", "column", "words"),
        [
            ("999;;;;;;x", "Kundennummer", "nicht bekannt"),
            (";;;;;;x", "Kundennummer", "fehlt"),
            ("317A000001;;;31.02.2026;;;", "Versicherungspflichtige Arbeit ab", "kein Tag"),
            ("317A000001;;;bald;;;", "Versicherungspflichtige Arbeit ab", "kein Tag"),
            ("317A000001;;;46000,5;;;", "Versicherungspflichtige Arbeit ab", "kein Tag"),
            ("317A000001;;;01.01.2001;;;", "Versicherungspflichtige Arbeit ab", "nicht im Zeitraum"),
            ("317A000001;;;;01.01.2001;Kurs;", "Maßnahme ab", "nicht im Zeitraum"),
            ("317A000001;;;;;Kurs;", "Maßnahme ab", "kein Tag"),
            ("317A000001;;;;;;vielleicht", "Nicht bekannt", "x oder nichts"),
            (f"317A000001;;;{WITHIN};{WITHIN};Kurs;x", "Nicht bekannt", "Beide Tage"),
            (f"317A000001;;;;{WITHIN};{'K' * 121};", "Art der Maßnahme", "120 Zeichen"),
        ],
    )
    def test_a_fault_names_row_and_column_and_nothing_is_taken_over(
        self, line: str, column: str, words: str, personas: Personas, toni: Client
    ) -> None:
        left(personas.centre, EXIT, number="317A000009")

        preview = sent(toni, rows(f"317A000009;;;{WITHIN};;;", line))

        assert preview.status_code == 422
        (fault,) = preview.context["told"]
        assert fault[:2] == (3, column) and words in fault[2]
        assert take_over(toni, preview).status_code == 409
        assert not JobStart.objects.exists() and not FollowUp.objects.exists()

    def test_one_number_twice_or_in_two_files_is_a_fault(self, personas: Personas, toni: Client) -> None:
        for number in ("1", "2", "2"):
            left(personas.centre, EXIT, number=number)

        plan = sent(toni, rows("1;;;;;;x", "1;;;;;;x", "2;;;;;;x")).context["plan"]

        assert [fault.row for fault in plan.told] == [2, 3, 4]

    def test_a_number_of_another_centre_is_unknown(self, personas: Personas, toni: Client) -> None:
        left(personas.elsewhere, EXIT, number="317A000077")

        assert len(sent(toni, rows("317A000077;;;;;;x")).context["plan"].unknown_numbers) == 1

    def test_the_faults_come_as_a_file_without_formulas(self, toni: Client) -> None:
        preview = sent(toni, rows("=1+1;;;;;;x", "999;;;=cmd;;;"))

        response = toni.post(reverse("outcomes:bring_back"), {"do": "faults", "read": preview.context["read"]})

        table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert [row[:2] for row in table[1:]] == [["2", "Kundennummer"], ["3", "Versicherungspflichtige Arbeit ab"]]
        assert [cell for row in table for cell in row if cell.startswith(STARTS)] == []

    @pytest.mark.usefixtures("person")
    def test_a_changed_preview_is_not_taken_over(
        self, personas: Personas, toni: Client, as_user: Callable[[User], Client]
    ) -> None:
        preview = sent(toni, rows(f"317A000001;;;{WITHIN};;;"))

        assert take_over(as_user(personas.birte), preview).status_code == 409, "it is that of another user"
        changed = {"do": "import", "read": preview.context["read"] + "x"}
        assert toni.post(reverse("outcomes:bring_back"), changed).status_code == 409
        assert not JobStart.objects.exists()


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leer"),
        (b"\xff\xfe\x00", "lesen"),
        (b"a\0b;c", "lesen"),
        (b"PK\x03\x04kaputt", "lesen"),
        (b'Kundennummer;"', "lesen"),
        (b"Name;Tag\r\nx;y\r\n", "Spalte „Kundennummer“ fehlt"),
        (HEAD.replace("Nicht bekannt", "Sonstiges").encode(), "Spalte „Nicht bekannt“ fehlt"),
        (b"x" * 5_000_001, "zu groß"),
    ],
    ids=range(8),
)
def test_a_broken_file_is_refused_with_a_sentence(content: bytes, words: str, toni: Client) -> None:
    response = sent(toni, content)

    assert response.status_code == 409
    assert words in response.content.decode()


def test_a_workbook_that_swells_is_not_opened(toni: Client) -> None:
    response = sent(toni, bomb(), "liste.xlsx")

    assert response.status_code == 409 and "zu groß" in response.content.decode()


def test_without_a_file_it_asks_for_one(toni: Client) -> None:
    assert toni.post(reverse("outcomes:bring_back")).status_code == 409
