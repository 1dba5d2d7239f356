"""Words around figures: typed numbers, findings without a claim, wrong counting units."""

from datetime import date

import pytest

from perspektiv.indicators import Period
from perspektiv.report.facts import Fact
from perspektiv.report.wording import miscounted, puts_a_finding_in_words, typed_numbers
from tests.report.small_figures import a_figure

PERIOD = Period(date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("571 Personen", ["571"]),
        ("1.463 Teilnahmen", ["1.463"]),
        ("26,34 % fanden Arbeit", ["26,34 %"]),
        ("rund 5 %", ["5 %"]),
        ("588.942,35 Euro", ["588.942,35"]),
        ("im Jahr 2018 und 1999", []),
        ("am 27.11.2019 und am 1. Januar 2020", []),
        ("V/0583/2015 nach § 48a und § 16 Abs. 2 SGB II", []),
        ("zwölf Einheiten zu 75 Minuten", []),
        ("Band: 95-%-Intervall", []),
        ("{personen} und {quote|ci}", []),
        ("im 3. Quartal", []),
    ],
)
def test_typed_numbers_are_found_and_dates_and_references_are_not(text: str, found: list[str]) -> None:
    assert list(typed_numbers(text)) == found


@pytest.mark.parametrize(
    "text", ["Fast alle gehen weiter", "Jede vierte Person fand Arbeit", "Die Quote sinkt", "Mehr als {x}"]
)
def test_a_finding_in_words_is_recognised(text: str) -> None:
    assert puts_a_finding_in_words(text)


def test_a_plain_title_is_no_finding() -> None:
    assert not puts_a_finding_in_words("Teilnahmen nach Segment und Geschlecht: {x}")


def test_a_count_under_the_name_of_another_unit_is_found() -> None:
    early = a_figure("early_ending_rate", 0.1, numerator=152, denominator=1398)
    facts = {"early": Fact("early", early, PERIOD)}
    assert [found[:2] for found in miscounted("{early|n} Personen gingen", facts)] == [("{early|n}", "Personen")]
    assert not list(miscounted("{early|n} Teilnahmen; {early} Personen; {early|n} von allen", facts))


def test_women_among_participations_by_gender_are_no_fault() -> None:
    facts = {"women": Fact("women", a_figure(by={"gender": "female"}), PERIOD)}
    assert not list(miscounted("{women} Frauen", facts))
    assert list(miscounted("{women} Personen", facts))
