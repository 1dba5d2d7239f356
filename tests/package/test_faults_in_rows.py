"""Every fault that a row can have is named with file, row and column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.package import PackageFaulty, check, open_package

Write = Callable[..., Path]

AN_APPOINTMENT = "a1,t1,counselling,2015-01-08T09:00:00+01:00,75,held"


def an_appointment(starts_at: str) -> list[str]:
    return [AN_APPOINTMENT, f"a2,t1,counselling,{starts_at},75,held"]


CASES: dict[str, tuple[str, list[str], str, int, str | None]] = {
    # required
    "required text": ("centres", ["c1,Nord", "c2,"], "required", 3, "name"),
    "required text, quoted empty": ("centres", ["c1,Nord", 'c2,""'], "required", 3, "name"),
    "required key": ("centres", ["c1,Nord", ",Süd"], "required", 3, "centre_id"),
    "required text of blanks": ("centres", ["c1,Nord", "c2, \t "], "required", 3, "name"),
    "required key of blanks": ("centres", ["c1,Nord", "  ,Süd"], "required", 3, "centre_id"),
    "required whole number": ("segments", ["s1,A,1,true,,,", "s2,B,,true,,,"], "required", 3, "position"),
    "required yes or no": ("segments", ["s1,A,1,true,,,", "s2,B,2,,,,"], "required", 3, "surveyed"),
    "required date-time": ("appointments", an_appointment(""), "required", 3, "starts_at"),
    # types
    "letters for a whole number": ("segments", ["s1,A,eins,true,,,", "s2,B,2,true,,,"], "type", 2, "position"),
    "point in a whole number": ("segments", ["s1,A,1.0,true,,,", "s2,B,2,true,,,"], "type", 2, "position"),
    "whole number too long": ("segments", [f"s1,A,{'9' * 40},true,,,", "s2,B,2,true,,,"], "type", 2, "position"),
    "blank in a whole number": ("segments", ["s1,A, 1,true,,,", "s2,B,2,true,,,"], "type", 2, "position"),
    "decimal comma": ("spending", ['x1,c1,2015-02-01,"12,50",Honorare,'], "type", 2, "amount_eur"),
    "NaN": ("spending", ["x1,c1,2015-02-01,NaN,Honorare,"], "type", 2, "amount_eur"),
    "infinity": ("spending", ["x1,c1,2015-02-01,-inf,Honorare,"], "type", 2, "amount_eur"),
    "Infinity, spelt out": ("spending", ["x1,c1,2015-02-01,Infinity,Honorare,"], "type", 2, "amount_eur"),
    "number beyond all bounds": ("spending", ["x1,c1,2015-02-01,1e999,Honorare,"], "type", 2, "amount_eur"),
    "hexadecimal": ("spending", ["x1,c1,2015-02-01,0x1F,Honorare,"], "type", 2, "amount_eur"),
    "underscore": ("spending", ["x1,c1,2015-02-01,1_000,Honorare,"], "type", 2, "amount_eur"),
    "boolean in capitals": ("segments", ["s1,A,1,TRUE,,,", "s2,B,2,true,,,"], "type", 2, "surveyed"),
    "boolean as a number": ("segments", ["s1,A,1,1,,,", "s2,B,2,true,,,"], "type", 2, "surveyed"),
    "German day": ("complaints", ["k1,c1,01.03.2015,,"], "type", 2, "received_on"),
    "impossible day": ("complaints", ["k1,c1,2015-02-30,,"], "type", 2, "received_on"),
    "day without zeros": ("complaints", ["k1,c1,2015-3-1,,"], "type", 2, "received_on"),
    "day with a time": ("complaints", ["k1,c1,2015-03-01T00:00:00Z,,"], "type", 2, "received_on"),
    "infinite day": ("complaints", ["k1,c1,infinity,,"], "type", 2, "received_on"),
    "date-time without offset": ("appointments", an_appointment("2015-01-09T09:00:00"), "type", 3, "starts_at"),
    "date-time without time": ("appointments", an_appointment("2015-01-09"), "type", 3, "starts_at"),
    "date-time without seconds": ("appointments", an_appointment("2015-01-09T09:00+01:00"), "type", 3, "starts_at"),
    "impossible date-time": ("appointments", an_appointment("2015-02-30T09:00:00Z"), "type", 3, "starts_at"),
    "impossible hour": ("appointments", an_appointment("2015-01-09T25:00:00Z"), "type", 3, "starts_at"),
    "impossible offset": ("appointments", an_appointment("2015-01-09T09:00:00+99:00"), "type", 3, "starts_at"),
    "offset by name": ("appointments", an_appointment("2015-01-09T09:00:00 CET"), "type", 3, "starts_at"),
    # allowed values and limits
    "unknown word": ("persons", ["p1,c1,f,", "p2,c1,male,", "p3,c1,male,"], "allowed", 2, "gender"),
    "word in capitals": ("persons", ["p1,c1,Female,", "p2,c1,male,", "p3,c1,male,"], "allowed", 2, "gender"),
    "below the minimum": ("segments", ["s1,A,0,true,,,", "s2,B,2,true,,,"], "minimum", 2, "position"),
    "above the maximum": ("budgets", ["b1,c1,2101,1,"], "maximum", 2, "year"),
    "negative money": ("budgets", ["b1,c1,2015,-0.01,"], "minimum", 2, "ceiling_eur"),
    # keys and references
    "duplicate key": ("centres", ["c1,Nord", "c2,Süd", "c1,West"], "duplicate key", 4, "centre_id"),
    "duplicate composite key": ("answers", ["R1,i1,6", "R1,i2,5", "R1,i1,4"], "duplicate key", 4, "item_id"),
    "dangling reference": ("complaints", ["k1,c9,2015-03-01,,"], "reference", 2, "centre_id"),
    "dangling optional reference": ("responses", ["R1,q1,c1,,single,2015-01-01", "R2,q2,c1,t9,single,2015-02-11"],
                                    "reference", 3, "participation_id"),
    "item of another instrument": ("answers", ["R1,i1,6", "R2,i2,1"], "item not in instrument", 3, "item_id"),
    # between columns
    "segment ends before it starts": ("segments", ["s1,A,1,true,,2015-01-02,2015-01-01", "s2,B,2,true,,,"],
                                      "end before start", 2, "valid_to"),
    "participation ends before it starts": (
        "participations",
        ["t1,p1,s1,,2015-01-08,2015-01-07,regular,", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"],
        "end before start", 2, "ended_on"),
    "job ends before it starts": (
        "job_starts", ["j1,p1,2015-04-15,true,2015-04-14"], "end before start", 2, "ended_on"),
    "position ends before it starts": ("staff", ["m1,c1,x,employed,39,2015-01-02,2015-01-01"],
                                       "end before start", 2, "ended_on"),
    "answered before received": ("complaints", ["k1,c1,2015-03-01,2015-02-28,"], "end before start", 2, "answered_on"),
    "decided before referred": ("referrals", ["r1,p1,2015-01-05,entered,2015-01-04,,,,"],
                                "end before start", 2, "decided_on"),
    "end without ending": (
        "participations",
        ["t1,p1,s1,,2015-01-08,2015-03-31,,", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"],
        "end without ending", 2, "ending"),
    "ending without end": (
        "participations",
        ["t1,p1,s1,,2015-01-08,,regular,", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"],
        "ending without end", 2, "ended_on"),
    "early without reason": (
        "participations",
        ["t1,p1,s1,,2015-01-08,2015-03-31,early,", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"],
        "early without reason", 2, "reason_id"),
    "reason without early": (
        "participations",
        ["t1,p1,s1,,2015-01-08,2015-03-31,regular,e1", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"],
        "reason without early", 2, "reason_id"),
    "reason while running": (
        "participations",
        ["t1,p1,s1,,2015-01-08,,,e1", "t2,p2,s1,,2015-02-01,,,", "t3,p3,s2,,2015-05-01,,,"],
        "reason without early", 2, "reason_id"),
    "answer above its range": ("answers", ["R1,i1,6.01", "R2,i1,1"], "answer outside range", 2, "value"),
    "answer below its range": ("answers", ["R1,i1,6", "R2,i1,-2.5"], "answer outside range", 3, "value"),
    "item without a range": ("items", ["i1,q1,,1,6,,", "i2,q1,,6,6,,", "i1,q2,,-2,2,,"], "item range", 3, "maximum"),
    "positive beyond the range": ("items", ["i1,q1,,1,6,7,", "i2,q1,,1,6,,", "i1,q2,,-2,2,,"],
                                  "threshold outside range", 2, "positive_from"),
    "stable beyond the range": ("items", ["i1,q1,,1,6,,0", "i2,q1,,1,6,,", "i1,q2,,-2,2,,"],
                                "threshold outside range", 2, "stable_from"),
    "anonymous with participation": ("responses", ["R1,q1,c1,t1,single,2015-01-01", "R2,q2,c1,t1,single,2015-02-11"],
                                     "anonymous with participation", 2, "participation_id"),
    "anonymous on another day": ("responses", ["R1,q1,c1,,single,2015-02-01", "R2,q2,c1,t1,single,2015-02-11"],
                                 "anonymous not on first day of quarter", 2, "submitted_on"),
    "more talks held than due": ("referrals", ["r1,p1,2015-01-05,declined,,,,1,2"],
                                 "talks held over due", 2, "talks_held"),
    # form of the rows
    "too few fields": ("centres", ["c1,Nord", "c2"], "fields", 3, None),
    "too many fields": ("centres", ["c1,Nord", "c2,Süd,West"], "fields", 3, None),
    "text after a quotation mark": ("centres", ["c1,Nord", 'c2,"Süd"West'], "quoting", 3, None),
    "unclosed quotation mark": ("centres", ["c1,Nord", 'c2,"Süd'], "quoting", 3, None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_fault_is_named_with_its_place(case: str, write: Write, with_rows: Callable[..., str]) -> None:
    table, rows, kind, row, column = CASES[case]
    findings = check(write(**{table: with_rows(table, *rows)}))
    found = [(fault.kind, fault.file, fault.row, fault.column) for fault in findings.faults]
    assert found == [(kind, f"{table}.csv", row, column)]
    assert all(finding.sentence.de and finding.sentence.en for finding in findings.faults)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2015-01-09T24:00:00Z", "gibt es nicht"),
        ("2015-02-29T09:00:00+01:00", "gibt es nicht"),
        ("2015-01-09T09:00:00+99:00", "gibt es nicht"),
        ("2015-01-09T09:00:00", "kein Zeitpunkt mit Zeitversatz"),
    ],
)
def test_impossible_moment_is_told_from_one_without_offset(
    moment: str, said: str, write: Write, with_rows: Callable[..., str]
) -> None:
    faults = check(write(appointments=with_rows("appointments", *an_appointment(moment)))).faults
    assert [said in fault.sentence.de for fault in faults] == [True]


@pytest.mark.parametrize("case", ["duplicate key", "too few fields", "German day"])
def test_faulty_package_is_not_opened(case: str, write: Write, with_rows: Callable[..., str]) -> None:
    table, rows, *_ = CASES[case]
    with pytest.raises(PackageFaulty, match=f"{table}.csv") as refused:
        open_package(write(**{table: with_rows(table, *rows)}))
    assert refused.value.findings.fault_count == 1


def test_faults_of_several_tables_are_found_at_once(write: Write, with_rows: Callable[..., str]) -> None:
    folder = write(
        centres=with_rows("centres", "c1,Nord", "c1,Süd"),
        complaints=with_rows("complaints", "k1,c1,1.3.2015,,"),
        answers=with_rows("answers", "R1,i1,9", "R9,i1,1"),
    )
    kinds = {(fault.kind, fault.file, fault.row) for fault in check(folder).faults}
    assert kinds == {
        ("duplicate key", "centres.csv", 3),
        ("type", "complaints.csv", 2),
        ("answer outside range", "answers.csv", 2),
        ("reference", "answers.csv", 3),
    }


def test_repeated_keys_of_other_tables_multiply_nothing(write: Write, with_rows: Callable[..., str]) -> None:
    folder = write(
        responses=with_rows("responses", *["R1,q1,c1,,single,2015-01-01"] * 3, "R2,q2,c1,t1,single,2015-02-11"),
        answers=with_rows("answers", "R1,i1,9", "R1,i2,1", "R2,i1,1"),
    )
    counts = check(folder).counts
    assert counts == {("duplicate key", True): 2, ("answer outside range", True): 1}


def test_rows_are_counted_as_a_spreadsheet_shows_them(write: Write, with_rows: Callable[..., str]) -> None:
    """Blank rows and broken rows count; line breaks within quotation marks do not."""
    rows = ['c1,"Nord\n\nund West"', "", "c2", "", 'c3,"x"y', "c4,Süd", ",Ost", "", "c5,Tal"]
    faults = check(write(centres=with_rows("centres", *rows))).faults
    assert [(fault.kind, fault.row) for fault in faults] == [("fields", 4), ("quoting", 6), ("required", 8)]


def test_sentence_shows_the_beginning_of_a_long_value(write: Write, with_rows: Callable[..., str]) -> None:
    faults = check(write(complaints=with_rows("complaints", f"k1,c1,{'{x}' * 5000},,"))).faults
    assert len(faults[0].sentence.de) < 200
    assert "{x}{x}" in faults[0].sentence.de


def test_a_million_faults_keep_fifty_examples_of_each_kind(write: Write, with_rows: Callable[..., str]) -> None:
    rows = (f"x{i},c9,2015-02-01,1,Honorare," for i in range(20_000))
    findings = check(write(spending=with_rows("spending", *rows)))
    assert findings.counts == {("reference", True): 20_000}
    assert [fault.row for fault in findings.faults] == list(range(2, 52))


def test_unreadable_end_is_reported_once(write: Write, with_rows: Callable[..., str]) -> None:
    rows = ["t1,p1,s1,,2015-01-08,31.3.2015,regular,", "t2,p2,s1,,2015-02-01,bald,,", "t3,p3,s2,,2015-05-01,,,"]
    faults = check(write(participations=with_rows("participations", *rows))).faults
    assert [(fault.kind, fault.row) for fault in faults] == [
        ("type", 2), ("type", 3), ("end without ending", 3)]  # fmt: skip
