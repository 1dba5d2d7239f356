"""The terms and signs of the appendix."""

from perspektiv.report.printing import ABSENT, PROVISIONAL, WITHHELD

TERMS = (
    (
        "95-%-Intervall",
        "Bereich, in dem der Wert bei gleicher Arbeitsweise zu erwarten wäre. Anteile von Personen und "
        "Rückmeldungen nach Wilson; Anteile von Terminen und Teilnahmen nach Personen gebündelt, denn mehrere "
        "Termine einer Person sind nicht unabhängig voneinander.",
    ),
    (
        "Grenzen",
        "Wert, wenn alle, von denen nichts bekannt ist, ungünstig oder alle günstig geantwortet hätten. Unbekannt ist "
        "nicht nein.",
    ),
    ("Einheit", "Ein Beratungstermin, in der Regel 75 Minuten."),
)
SIGNS = (
    (ABSENT, "nicht vorhanden oder nicht sinnvoll"),
    (WITHHELD, "nicht veröffentlicht: Einzelne wären erkennbar, oder solche Zahlen ließen sich errechnen; nie null"),
    ("*", f"dasselbe in Bildern: {WITHHELD}"),
    (PROVISIONAL, "vorläufig; bei einigen Personen läuft die Frist von sechs Monaten noch"),
)
