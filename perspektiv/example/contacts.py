"""Names and contact data of the example cohort: plants for people, drawn by lot. Nobody has them.

Telephone numbers are of the range that is kept free for films (0221 4710 and on), addresses end in example.org.
"""

import csv
from pathlib import Path

import numpy as np

from perspektiv.example.cohort import SEED
from perspektiv.package import open_package

_GIVEN = """
Adnan Aicha Alma Amir Anouk Arda Ayla Bilal Bojana Boris Cem Clara Dana Dilan Dunja Edin Elif Emil Emine Enno
Esra Fadi Farid Fatima Filiz Frieda Gesa Goran Hakan Hanna Hilde Ida Ilyas Irina Ismail Ivo Jana Jasper Jonas
Kaja Kamil Karim Katja Lale Lasse Leila Lena Levi Lotte Malik Marek Marta Mehmet Mila Milan Mona Nadia Nele Nils
Nora Olga Omar Oskar Paula Pavel Petra Rana Rasim Rosa Sami Samira Sanne Selma Sinan Sofia Tamer Tarek Tilda Tom
Ulla Umut Vera Viktor Wanda Wim Yara Yusuf Zehra Zoran
"""
_FAMILY = """
Ahorn Akelei Anis Apfel Arnika Aster Baldrian Bärlauch Basilikum Beifuß Birke Birne Borretsch Buche Buchsbaum
Dahlie Dill Distel Efeu Eibe Eiche Enzian Erle Esche Estragon Farn Fenchel Fichte Flieder Fuchsie Geranie Ginster
Ginkgo Hafer Hasel Heide Hibiskus Hirse Holunder Hopfen Hortensie Iris Ingwer Jasmin Kamille Kastanie Kerbel
Kiefer Klee Kornblume Kresse Krokus Lavendel Lärche Levkoje Liebstöckel Lilie Linde Lorbeer Lupine Magnolie
Majoran Malve Mangold Melisse Minze Mispel Mohn Moos Narzisse Nelke Olive Oregano Orchidee Pappel Petersilie
Pfingstrose Platane Primel Quendel Quitte Ranunkel Raute Rettich Ringelblume Rose Rosmarin Salbei Sanddorn
Schafgarbe Schlehe Sellerie Sonnenblume Steinbrech Tanne Thymian Tulpe Ulme Veilchen Wacholder Weide Weißdorn
Wicke Ysop Zeder Zimt Zinnie Zypresse
"""
GIVEN, FAMILY = _GIVEN.split(), _FAMILY.split()
STREETS = ("Beispielweg", "Musterstraße", "Erfundene Gasse", "Am Musterplatz", "Beispielallee")
LANGUAGES = ("de", "ar", "uk", "tr", "fa", "ku", "pl", "ru", "en")
SHARES = (0.58, 0.1, 0.08, 0.07, 0.05, 0.03, 0.04, 0.03, 0.02)
COLUMNS = ("person_id", "given_name", "family_name", "phone", "email", "street", "postcode", "city",
           "customer_number", "language")  # fmt: skip


def names(n: int, seed: int = SEED) -> list[tuple[str, str]]:
    """That many different names, each pair once."""
    if n > len(GIVEN) * len(FAMILY):
        raise ValueError(f"there are {len(GIVEN) * len(FAMILY)} names only")
    drawn = np.random.default_rng(seed).permutation(len(GIVEN) * len(FAMILY))[:n]
    return [(GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN)]) for number in drawn.tolist()]


def write_contacts(package: Path, out: Path, seed: int = SEED) -> None:
    """Write a contacts file for all persons of a package; the same seed gives the same file."""
    with open_package(package) as opened:
        keys = [key for (key,) in opened.connection.execute("SELECT person_id FROM persons ORDER BY 1").fetchall()]
    rng = np.random.default_rng(seed)
    languages = rng.choice(LANGUAGES, len(keys), p=SHARES).tolist()
    streets, numbers = rng.choice(STREETS, len(keys)).tolist(), rng.integers(1, 120, len(keys)).tolist()
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for place, (key, (given, family)) in enumerate(zip(keys, names(len(keys), seed), strict=True)):
            writer.writerow(
                [
                    key,
                    given,
                    family,
                    f"0221 4710{place % 1000:03d}",
                    f"{key}@example.org",
                    f"{streets[place]} {numbers[place]}",
                    "00000",
                    "Musterstadt",
                    f"000A{place:06d}",
                    languages[place],
                ]
            )
