"""A release from confidentiality on paper: for one third party, about one matter, until a day."""

from perspektiv.records.cases.models import ConfidentialityRelease
from perspektiv.records.cases.papers.setting import day, set_paper


def release_paper(release: ConfidentialityRelease) -> bytes:
    """To be signed, and to be shown to the third party."""
    person = release.participant
    return set_paper(
        "release.typ",
        centre=release.centre,
        title="Entbindung von der Schweigepflicht",
        kind="Erklärung",
        data={
            "name": str(person),
            "born": f"geboren am {day(person.birth_date)}" if person.birth_date else "",
            "third_party": release.third_party,
            "about": release.about,
            "given_on": day(release.given_on),
            "ends_on": day(release.ends_on),
            "revoked": f"Widerrufen am {day(release.revoked_on)}" if release.revoked_on else "",
        },
    )
