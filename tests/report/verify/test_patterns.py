"""What the check of a printed report says of single passages: the right ones, the wrong ones, and the traps."""

import pytest

from perspektiv.report.verify.reading import Line, Place
from perspektiv.report.verify.report_text import check_lines
from perspektiv.report.verify.verdict import Verification


def said(text: str) -> Verification:
    return check_lines([Line(line, Place(number)) for number, line in enumerate(text.split("\n"), start=1)], "Bericht")


HOLDS = {
    "share in brackets": "Im Berichtszeitraum haben 60 von 240 Teilnehmenden (25 %) eine Arbeit begonnen.",
    "of the": "Erneut gekommen sind 31 der 120 befragten Familien (25,83 %) im Herbst.",
    "that is": "Abgesagt wurden 12 von 96 Terminen, das sind 12,5 %.",
    "that is, of": "48 Menschen sind ausgeschieden, das entspricht 10,67 % von 450 Personen insgesamt.",
    "share first": "Insgesamt 37,5 Prozent fanden den Weg zurück (3 von 8).",
    "of m each n": "Von den 400 Ratsuchenden kamen 300 (75 %) wieder und 100 (25 %) nicht.",
    "thousands": "Es fielen 1.250 von 10.000 Terminen (12,5 %) aus.",
    "narrow space": "Es fielen 1\u202f250 von 10\u202f000 Terminen (12,5\u202f%) aus.",
    "v. H.": "Das betraf 12 von 96 Terminen (12,5 v. H.).",
    "half away from zero": "Das traf auf 1 von 8 Gruppen (13 %) zu.",
    "whole per cent": "Eine Arbeit haben 247 von 501 (49 %) gefunden.",
    "rate in the next sentence": "Von 973 Kursen liegen 625 Bögen vor. Die Quote erreichte damit 64,23 %.",
    "counts in the next sentence": "Die Quote erreichte 64,23 %. Es gaben nämlich 625 von 973 eine Antwort.",
    "two breakdowns over one total": "jung\t3\nalt\t12\nFrauen\t10\nMänner\t5\nSumme\t15",
    "linked two sentences back": "Es waren 132 von 501. Darunter waren 83 Frauen. Die Quote liegt bei 26,35 %.",
    "two counts and a rate": "Es endeten 973 Kurse, so dass mit 625 Bögen eine Quote von 64,23 % erreicht ist.",
    "approximately": "Gut besucht: 132 von 501 Personen (rund 26 %) blieben.",
    "footnote with the counts": "Es waren 64,2 %⁴) Frauen.\n⁴)Gezählt: Teilnahmen (939 von 1.463) · nicht alle",
    "footnote with amounts": "Es waren 96 %⁷.\n⁷ Gezählt: Euro (621.986 € von 650.000 €)",
    "counts below": "Verlauf\t20,6 % der Termine: niemand kam\nAbschnitt\t2.017 von 9.794 · 2019\tunter 25",
    "total without a name": "gehalten\t7.225\t73,8\nversäumt\t2.017\t20,6\nabgesagt\t552\t–\nfällig\t9.794",
    "split": "Einstieg: 585 / 211m / 374w",
    "split without spaces": "Einstieg:585/211m/374w",
    "split, women first": "Standort: 545 / 361w / 184m",
    "split in brackets": "Es gab 1463 Teilnahmen (Frauen: 939 / Männer: 524).",
    "split with diverse": "Es gab 101 Teilnahmen (60 w / 40 m / 1 d).",
    "split of these": "Gezählt wurden 132 Menschen, davon 83 Frauen und 49 Männer.",
    "among": "Eine Stelle fanden 132 Menschen. Darunter waren 83 Frauen und 49 Männer.",
    "total row": "Nord\t1.200\nSüd\t800\nSumme\t2.000",
    "total row, pipes": "| Haus | Termine |\n|---|---|\n| Nord | 12 |\n| Süd | 8 |\n| Gesamt | 20 |",
    "total row, money": "Haus A   850.000,50 €\nHaus B   149.999,50 €\nInsgesamt   1.000.000,00 €",
    "named amounts": "2015: 100,25 €\n2016: 200,25 €\nSumme: 300,50 €",
    "rounded numbers": "Nord\t0,4\nSüd\t0,4\nSumme\t0,9",
    "total with a year as heading": "Art\t2018\nkurz\t300\nlang\t200\nSumme\t500",
    "unlabelled total": "geplant\t9794\nerschienen\t7225\nnicht erschienen\t2017\nabgesagt\t552",
    "columns": "Segment\tgesamt\tw\tm\nEinstieg\t585\t374\t211\nSuche\t40\t20\t20",
    "shares of a total": "Frauen\t939\t64,2 %\nMänner\t524\t35,8 %\nGesamt\t1463\t100 %",
    "footnote": "ausgefallen\t2017 <sup>3</sup>\n\n<sup>3</sup> Das entspricht einer Ausfallquote von 21 % bei einer "
    "Bezugsgröße von 9794 Terminen.",
    "repeated rate": "Die Ausfallquote von 21 % ist niedrig.\n\nausgefallen\t2017 <sup>3</sup>\n\n<sup>3</sup> Das "
    "entspricht einer Ausfallquote von 20,6 % bei einer Bezugsgröße von 9794 Terminen.",
}

DIFFERS = {
    "share in brackets": "Im Berichtszeitraum haben 60 von 240 Teilnehmenden (26 %) eine Arbeit begonnen.",
    "swapped digits": "Erneut gekommen sind 31 der 120 befragten Familien (25,38 %) im Herbst.",
    "that is": "Abgesagt wurden 12 von 96 Terminen, das sind 21,5 %.",
    "that is, of": "48 Menschen sind ausgeschieden, das entspricht 11,67 % von 450 Personen insgesamt.",
    "share first": "Insgesamt 38,5 Prozent fanden den Weg zurück (3 von 8).",
    "of m each n": "Von den 400 Ratsuchenden kamen 300 (57 %) wieder.",
    "rounded up too far": "Eine Arbeit haben 247 von 501 (50 %) gefunden.",
    "split": "Einstieg: 585 / 211m / 375w",
    "split in brackets": "Es gab 1463 Teilnahmen (Frauen: 939 / Männer: 542).",
    "split of these": "Gezählt wurden 132 Menschen, davon 83 Frauen und 48 Männer.",
    "total row": "Nord\t1.200\nSüd\t800\nSumme\t2.100",
    "total row, pipes": "| Haus | Termine |\n|---|---|\n| Nord | 12 |\n| Süd | 8 |\n| Gesamt | 21 |",
    "total row, a cent": "Haus A   850.000,50 €\nHaus B   149.999,50 €\nInsgesamt   1.000.000,01 €",
    "columns": "Segment\tgesamt\tw\tm\nEinstieg\t585\t374\t211\nSuche\t41\t20\t20",
    "shares of a total": "Frauen\t939\t62,4 %\nMänner\t524\t35,8 %\nGesamt\t1463\t100 %",
    "footnote": "ausgefallen\t2017 <sup>3</sup>\n\n<sup>3</sup> Das entspricht einer Ausfallquote von 23 % bei einer "
    "Bezugsgröße von 9794 Terminen.",
}

TRUNCATED = {
    "in brackets": "Eine Arbeit haben 132 von 501 (26,34 %) gefunden.",
    "whole per cent": "In Arbeit sind 2 von 3 Teilnehmenden (66 %).",
    "that is": "Das waren 5 von 9 Gruppen, das sind 55,5 %.",
    "linked": "Es waren 132 von 501 Personen. Darunter waren 83 Frauen. Die Quote liegt bei 26,34 %.",
    "two counts and a rate": "Es endeten 973 Kurse, so dass mit 629 Bögen eine Quote von 64,64 % erreicht ist.",
    "shares of a total": "Frauen\t939\t64,1 %\nMänner\t524\t35,8 %\nGesamt\t1463\t100 %",
}

OTHER_UNIT = {
    "persons over participations": "152 Personen haben abgebrochen, das entspricht 10,87 % von 1398 Teilnahmen.",
    "participations over persons": "Abgebrochen wurden 30 Teilnahmen von 120 Personen (25 %).",
    "persons over appointments": "Es fehlten 30 Teilnehmende von 120 Terminen (25 %).",
}

TRAPS = {
    "town before a split": "Aus der Stadt, 48143 Münster (40 w / 20 m), kamen viele.",
    "more than before": "Abgesagt wurden 12 von 96 Terminen, das sind 21 % mehr als im Vorjahr.",
    "of something else": "Abgesagt wurden 12 von 96 Terminen, das sind 5 % aller Plätze.",
    "more, then counts": "Es waren 21 % mehr Absagen (12 von 96 Terminen).",
    "part of those in work": "Von 501 Personen fanden Arbeit (83 Frauen, 49 Männer).",
    "number of a course": "Im Kurs 3 von 12 Angeboten (30 %) und in Werkstatt 7 (4 w / 5 m) war viel los.",
    "year before a split": "Die Gruppe im Jahr 2018 (60 w / 40 m) und die von 2019 (50 w / 40 m).",
    "two breakdowns over one total": "Frauen\t10\nMänner\t5\nTeilzeit\t4\nVollzeit\t11\nSumme\t15",
    "other subject between": "Von 132 Eingeladenen fanden 90 eine Arbeit (83 Frauen, 49 Männer).",
    "approximately cut": "Angekommen sind 5 von 9 Gruppen (rund 55,5 %).",
    "days": "Am 12.03.2018 und am 1. April 2019 tagte der Ausschuss, 25 % kamen vom 1.1. bis 31.12.2018.",
    "laws": "Nach § 45 Abs. 1 SGB III und §§ 16, 16k SGB II (50 %) sowie Art. 3 von 12 Artikeln (10 %) gilt das.",
    "council papers": "Mit V/0860/2013 und V/0365/2013 wurden 40 % genehmigt.",
    "telephone": "Rufen Sie an: 0251 492-5900 oder (0251) 492 59 00, Fax 0251/4925901; 20 % sparen.",
    "postal code": "Stadthaus 2, Ludgeriplatz 4, 48143 Münster: 30 % der Räume sind frei.",
    "pages": "Siehe Seite 12 von 48 (30 %), Tabelle 3 und Abbildung 4.",
    "page numbers": "- 3 -\n\nSeite 3 von 12\n\nText auf Seite 4 (50 %).",
    "footnote marks": "Es gab 571 Personen<sup>6</sup> und 1463 Teilnahmen<sup>7</sup>, 20 % mehr als sonst.",
    "ranges": "Es kamen 4 bis 5 von 10–12 Eingeladenen (20 bis 25 %).",
    "years": "Im Jahr 2017 von 2018 Stunden (20 %) zu reden, wäre verfrüht; seit 2015 bis 2019 sind es 12 %.",
    "a year of comparison": "2018 kamen 120 Menschen, 2017 waren es 100, also 25 % zu wenig.",
    "percentages without counts": "Zufrieden waren 87,80 %, stabil 93,23 % und besser 62,80 %.",
    "tolerance": "Mit 132 von 501 Personen liegt das Haus unter der Toleranz von 40 %.",
    "change": "Es kamen 132 von 501 Personen (+ 5 %), im Vorjahr 120 von 480 (-3 %).",
    "percentage points": "Es kamen 132 von 501 Personen, das sind 3 Prozentpunkte mehr, 2 %-Punkte über Plan.",
    "post": "Beschäftigt ist eine von 2 Kräften (50%-Stelle) mit 19,5 von 39 Wochenstunden.",
    "complement": "Gefehlt haben 12 von 48 Eingeladenen, das entspricht einer Anwesenheitsquote von 75 %.",
    "other base": "Von 501 Befragten antworteten 300, davon 120 (40 %) mit Lob.",
    "other meaning in brackets": "Es kamen 30 von 40 Eingeladenen (10 % ohne Anmeldung).",
    "named differently in brackets": "Besucht wurden 3 von 4 Terminen (Ausfallquote 10 %).",
    "hours": "Von 8:30 Uhr bis 17.15 Uhr sind 3 von 12 Räumen frei, 40 % ab 10 Uhr.",
    "durations": "6 von 24 Monaten (30 %) und 3 Tage von 14 Tagen (50 %).",
    "two subjects": "12 Personen fehlten. Von 40 Bögen war die Hälfte leer. Es waren 17 % weniger.",
    "persons in several rows": "Angebot\tPersonen\nEinstieg\t585\nStandort\t545\nGesamt\t571",
    "rows of which": "Frauen\t10\ndavon jung\t4\nMänner\t5\nSumme\t15",
    "mean": "Nord\t3,5\nSüd\t4,5\nDurchschnitt\t4,0",
    "multiple answers": "Internet\t60 %\nZeitung\t55 %\nGesamt\t100 %",
    "withheld": "Nord\t12\nSüd\tgeschützt\nWest\t9\nSumme\t23",
    "two tables": "A\t3\nB\t4\n\nC\t5\nD\t6\nSumme\t11",
    "two tables that do not add up": "A\t3\nB\t4\n\nC\t5\nD\t6\nSumme\t12",
    "a list of figures": "Teilnahmen: 1463\nPersonen: 571\nTermine gesamt: 9794",
    "insgesamt in a sentence": "Nord hatte 12 Termine,\nSüd hatte 8 Termine,\ninsgesamt gab es 25.",
    "incomplete split": "Von 132 Menschen waren darunter 83 Frauen und 40 Männer mit Kindern.",
    "part of a split": "Es gab 501 Abschlüsse (davon 83 Frauen / 49 Männer in Arbeit).",
    "split of shares": "Es gab 1463 Teilnahmen (Frauen: 64 % / Männer: 36 %).",
    "address": "Mehr unter https://example.org/3-von-12?x=50%25 und info@example.org (50 %).",
    "phone beside counts": "Fragen beantworten 3 der 12 Kräfte unter 492-5900 (40 %).",
    "versions": "Fassung 1.2.3 von 4.5.6 (10 %).",
    "approximate": "Es kamen etwa 130 von 501 Geladenen (27 %).",
    "zero": "Es kamen 0 von 0 Geladenen (0 %).",
    "sum of money per year": "Haushalt 2015: 386.948,38 €\nHaushalt 2016: 531.529,95 €\n\nPlan: 650.000,00 €",
    "column of shares": "Jahr\tAusgaben in €\t% des Plans\n2015\t100\t60\n2016\t200\t82\nzusammen\t300\t162",
    "column of shares named so": "Haus\tAbbruchquote\nNord\t12\nSüd\t20\nzusammen\t33",
    "shares under a narrower heading": "Haus\tmit Arbeit in %\nNord\t40\t12\nSüd\t60\t20\nzusammen\t100\t33",
    "shares in a row": "Haus\tgesamt\tw\tm\nQuote\t50\t20\t28",
    "rounded shares make 100": "Nord\t33\nSüd\t33\nWest\t33\nSumme\t100",
    "mean of rows": "Jahr\tje Kopf\n2015\t60\n2016\t82\n2017\t96\nzusammen\t82",
    "mean of columns": "Haus\tgesamt\tw\tm\nAlter\t41\t40\t43",
    "mean by gender": "Das Alter lag bei 41 (w 40, m 43).",
    "footnote with other counts": "Es waren 64,2 %⁴ aller.\n⁴ Gezählt: Teilnahmen (12 von 50)",
    "other counts below": "20,6 % der Termine\n2.017 von 5.000 · 2019",
    "other counts in a column": "gehalten\t7.225\t73,8\nversäumt\t2.017\t20,6\nabgesagt\t552\t5,6\nfällig\t9.795",
    "more than": "Mehr als 40 % von 300 Menschen und über 20 % der 100 Gäste kamen.",
}


@pytest.mark.parametrize("text", HOLDS.values(), ids=HOLDS)
def test_what_is_right_holds(text: str) -> None:
    check = said(text)
    assert check.verdicts
    assert not check.findings
    assert not check.unchecked


@pytest.mark.parametrize("text", DIFFERS.values(), ids=DIFFERS)
def test_what_is_wrong_differs(text: str) -> None:
    assert [sorted(finding.outcomes) for finding in said(text).findings] == [["differs"]]


@pytest.mark.parametrize("text", TRUNCATED.values(), ids=TRUNCATED)
def test_what_was_cut_is_named_truncated(text: str) -> None:
    assert [sorted(finding.outcomes) for finding in said(text).findings] == [["truncated"]]


@pytest.mark.parametrize("text", OTHER_UNIT.values(), ids=OTHER_UNIT)
def test_a_label_with_another_unit_than_its_base_is_a_finding(text: str) -> None:
    assert [sorted(finding.outcomes) for finding in said(text).findings] == [["holds", "other_unit"]]


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
def test_traps_give_no_finding(text: str) -> None:
    assert said(text).findings == ()
