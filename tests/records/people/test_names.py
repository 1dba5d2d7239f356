"""Names are found however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perspektiv.records.people.names import folded, search_name, sound, words


@pytest.mark.parametrize("typed", ["Müller", "mueller", "MULLER", "Mu\u0308ller"])
def test_umlauts_are_typed_in_three_ways(typed: str) -> None:
    assert folded(typed) == "muller"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weiß", "weiss"),
        ("Yıldız", "yildiz"),
        ("İpek", "ipek"),
        ("Łukasz", "lukasz"),
        ("Øystein", "oystein"),
        ("Søren", "soeren"),
        ("Čović", "covic"),
        ("José", "jose"),
        ("Jörg", "Joerg"),
    ],
)
def test_accents_and_foreign_letters(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text(), st.integers(min_value=0, max_value=40))
def test_a_half_typed_name_folds_to_the_beginning_of_the_name(name: str, typed: int) -> None:
    assert folded(name).startswith(folded(name.casefold()[:typed]))


def test_every_word_and_number_is_found_by_its_beginning() -> None:
    found_by = search_name(
        file_number="2026-0417", customer_number="317A123", given_name="Anna-Lena", family_name="Öztürk Weiß"
    )
    for typed in ("2026-0417", "417", "317a", "lena", "oez", "weis"):
        assert all(f" {word}" in found_by for word in words(typed)), typed


def test_the_longest_name_still_fits() -> None:
    assert (
        len(search_name(file_number="2026-0417", customer_number="", given_name="ß" * 100, family_name="ä" * 100))
        <= 250
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Meyer", "Maier"), ("Schmidt", "Schmitt"), ("Filip", "Philipp"), ("Stefan", "Stephan"), ("Özdemir", "Oezdemir")],
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("name", "digits"),
    [("Müller-Lüdenscheidt", "65752682"), ("Wikipedia", "3412"), ("Breschnew", "17863"), ("Heinz Classen", "068586")],
)
def test_the_published_examples_of_the_koelner_phonetik(name: str, digits: str) -> None:
    assert sound(name) == digits


@pytest.mark.parametrize(("one", "other"), [("Distel", "Mohn"), ("Ahorn", "Klee")])
def test_names_that_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)
