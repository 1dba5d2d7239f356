"""What the file prints says what it must, to the eye and to whoever listens."""

import io
from datetime import date

import pdfplumber

from perspektiv.records.cases.models import Agreement, ClosingResult, ConfidentialityRelease, Participation
from perspektiv.records.cases.papers.agreement import agreement_kept, agreement_to_sign
from perspektiv.records.cases.papers.certificate import certificate
from perspektiv.records.cases.papers.closing import closing_paper
from perspektiv.records.cases.papers.release import release_paper
from perspektiv.records.people.models import Participant

DAYS = [date(2026, 7, 2), date(2026, 6, 25), date(2026, 6, 25)]


def words(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return " ".join((page.extract_text() or "") for page in opened.pages).replace("\xa0", " ").replace("\n", " ")


def pages(pdf: bytes) -> int:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def test_the_agreement_fits_on_one_page_to_sign(dilan: Participant) -> None:
    pdf = agreement_to_sign(dilan)

    assert b"pdfuaid" in pdf
    assert pages(pdf) == 1
    assert "Ihre Teilnahme ist freiwillig." in words(pdf)
    assert "Unterschrift: Dilan Distel" in words(pdf)


def test_a_kept_agreement_says_when_it_was_signed_and_ended(dilan: Participant) -> None:
    held = Agreement(
        centre=dilan.centre,
        participant=dilan,
        text_version="2026-1",
        signed_on=date(2026, 6, 8),
        ended_on=date(2026, 7, 1),
    )

    said = words(agreement_kept(held))

    assert "Unterschrieben am 8. Juni 2026. Beendet am 1. Juli 2026." in said
    assert "Unterschrift für das Zentrum" not in said


def test_a_release_names_third_party_matter_and_end(dilan: Participant) -> None:
    given = ConfidentialityRelease(
        centre=dilan.centre,
        participant=dilan,
        third_party="Praxis Dr. Specht",
        about="Arbeit im Freien",
        given_on=date(2026, 6, 8),
        ends_on=date(2026, 12, 31),
    )
    said = words(release_paper(given))
    for part in ("Praxis Dr. Specht", "Arbeit im Freien", "8. Juni 2026", "31. Dezember 2026", "widerrufen"):
        assert part in said

    dilan.birth_date, given.revoked_on = date(1990, 3, 3), date(2026, 7, 1)
    assert "Widerrufen am 1. Juli 2026" in words(release_paper(given))
    assert "geboren am 3. März 1990" in words(release_paper(given))


def test_a_certificate_names_content_extent_and_goal(participation: Participation) -> None:
    said = words(certificate(participation, units_held=2, minutes=150, days=DAYS))

    for part in (
        "Dilan Distel",
        "Berufliche Orientierung",
        "2 Beratungseinheiten, zusammen 2 Stunden und 30 Minuten",
        "Stärken und Berufe kennenlernen",
        "Wissen, welche Arbeit passt",
        "§ 45 SGB III",
        "25. Juni 2026 · 2. Juli 2026",
        "seit",
    ):
        assert part in said


def test_a_certificate_without_details_leaves_their_lines_out(participation: Participation) -> None:
    segment = participation.segment
    segment.content = segment.goal = segment.legal_basis = ""
    participation.ended_on = date(2026, 7, 1)
    participation.started_on = date(2026, 6, 1)
    participation.participant.birth_date = date(1990, 3, 3)

    said = words(certificate(participation, units_held=1, minutes=60, days=DAYS))

    assert "1. Juni 2026 bis 2. Juli 2026" in said
    assert "geboren am 3. März 1990" in said
    assert "1 Beratungseinheit, zusammen 1 Stunde" in said
    assert "Rechtsgrundlage" not in said


def test_an_unreleased_result_says_that_it_is_a_draft(participation: Participation) -> None:
    result = ClosingResult(centre=participation.centre, participation=participation, words="Eins\n\nZwei")
    assert "Entwurf, nicht freigegeben" in words(closing_paper(result))


def test_a_result_says_its_period_as_the_certificate_does(participation: Participation) -> None:
    participation.started_on, participation.ended_on = date(2026, 7, 9), None
    result = ClosingResult(centre=participation.centre, participation=participation, words="Eins")
    assert "Zeitraum seit 9. Juli 2026" in words(closing_paper(result))
    participation.ended_on = date(2026, 7, 9)
    assert "bis" not in words(closing_paper(result)).split("Zeitraum")[1].split("Beratungsperson")[0]


def test_made_up_people_are_marked_on_every_page(dilan: Participant) -> None:
    dilan.centre.made_up = True
    assert "alle Personen sind erfunden" in words(agreement_to_sign(dilan))
