"""The columns of the list. They are German whatever the page's language is: the Jobcenter reads them."""

NUMBER = "Kundennummer"
FIRST = "Zeitraum von"
LAST = "Zeitraum bis"
START = "Versicherungspflichtige Arbeit ab"
MEASURE = "Maßnahme ab"
KIND = "Art der Maßnahme"
UNKNOWN = "Nicht bekannt"

COLUMNS = (NUMBER, FIRST, LAST, START, MEASURE, KIND, UNKNOWN)
NEEDED = (NUMBER, START, MEASURE, UNKNOWN)

SHEET = "Nachfrage"
