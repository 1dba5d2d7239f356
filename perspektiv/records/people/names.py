"""Names as people type them: folded for the search, as a sound for the check of duplicates."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_UMLAUT = re.compile(r"([aou])e")
_NO_WORD = re.compile(r"[^\w]+|_")


def folded(text: str) -> str:
    """One spelling for all: without case, accents and umlauts; "ä", "ae" and "a" are the same.

    The beginning of a name folds to the beginning of the folded name, so a half-typed word already finds it.

    >>> folded("Müller"), folded("MUELLER"), folded("Muller")
    ('muller', 'muller', 'muller')
    """
    letters = text.casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return _UMLAUT.sub(r"\1", plain)


def words(text: str) -> list[str]:
    """The folded words of a text: parts of a double name and of a file number each for itself.

    >>> words("Öztürk-Weiß, 2026-0417")
    ['ozturk', 'weiss', '2026', '0417']
    """
    return [word for word in _NO_WORD.split(folded(text)) if word]


def search_name(*, file_number: str, customer_number: str, given_name: str, family_name: str) -> str:
    """What a participant is found by: every word between spaces, so that " mul" finds a word's beginning."""
    numbers = [*words(file_number), *words(joined(customer_number))]
    unpadded = [number.lstrip("0") for number in numbers if number.startswith("0")]
    every = [*numbers, *unpadded, *words(given_name), *words(family_name)]
    return f" {' '.join(dict.fromkeys(word for word in every if word))} "[:250]


def joined(number: str) -> str:
    """A number as one word, however it was grouped.

    >>> joined("317 a 123456")
    '317A123456'
    """
    return "".join(c for c in number.upper() if c.isalnum())


def sounds(*, given_name: str, family_name: str) -> str:
    """How every word of a name sounds, between spaces; a word without Latin letters stands for itself.

    >>> sounds(given_name="Dilan", family_name="Distel")
    ' 256 2825 '
    """
    return f" {' '.join(dict.fromkeys(sounds_of(given_name) + sounds_of(family_name)))} "[:120]


def sounds_of(name: str) -> list[str]:
    return [sound(word) or word for word in words(name)]


def sound(name: str) -> str:
    """How a name sounds in German, as digits (Kölner Phonetik): "Meyer" as "Maier", "Schmidt" as "Schmitt".

    >>> sound("Meyer") == sound("Maier"), sound("Müller-Lüdenscheidt")
    (True, '65752682')
    """
    letters = "".join(c for c in folded(name) if "a" <= c <= "z")
    digits = "".join(_digit(letters, place) for place in range(len(letters)))
    single = re.sub(r"(.)\1+", r"\1", digits)
    return single[:1] + single[1:].replace("0", "")


def _digit(letters: str, place: int) -> str:
    """The digit of one letter among its neighbours; "x" gives two, "h" none."""
    letter, before, after = letters[place], letters[place - 1 : place], letters[place + 1 : place + 2]
    if letter == "p" and after == "h":
        return "3"
    if letter in "dt" and after and after in "csz":
        return "8"
    if letter == "c":
        return _digit_of_c(before, after, first=place == 0)
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    return _PLAIN.get(letter, "")


def _digit_of_c(before: str, after: str, *, first: bool) -> str:
    if before and before in "sz":
        return "8"
    hard = "ahkloqrux" if first else "ahkoqux"
    return "4" if after and after in hard else "8"


_PLAIN = {
    letter: digit
    for digit, letters in {
        "0": "aeijouy",
        "1": "bp",
        "2": "dt",
        "3": "fvw",
        "4": "gkq",
        "5": "l",
        "6": "mn",
        "7": "r",
        "8": "sz",
    }.items()
    for letter in letters
}
