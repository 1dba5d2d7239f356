"""Nothing of the counselling gets onto a page by link: canaries in notes, goals, steps and unreleased results."""

from uuid import uuid4

from django.urls import NoReverseMatch, reverse

from perspektiv.records.cases.models import ClosingResult, Document, Goal, GoalStep, Mandate, Note, Referral
from perspektiv.records.selfservice.jobcoach_links import token_for
from perspektiv.records.selfservice.urls import urlpatterns
from tests.records.appointments.office import Office
from tests.records.selfservice.visiting import Visitor

CANARIES = 200


def sing(dilan: Visitor, office: Office) -> list[str]:
    """200 strings that occur nowhere else, in everything that participant and counsellor share."""
    songs = [f"Kanarie{uuid4().hex}" for _ in range(CANARIES)]
    belonging = {"centre": office.centre, "participant": dilan.participant}
    for n, song in enumerate(songs[:190]):
        if n % 3 == 0:
            Note.objects.create(**belonging, author=office.personas.jule, words=song)
        elif n % 3 == 1:
            Mandate.objects.create(**belonging, words=song)
        else:
            goal = Goal.objects.create(**belonging, words=song)
            GoalStep.objects.create(centre=office.centre, goal=goal, progress=3, words=song)
    for song in songs[190:199]:
        Document.objects.create(
            **belonging, name=song, kind="cv", size=1, content_type="x", sha256=song, added_by=office.personas.jule
        )
    dilan.appointment.note = songs[199]
    dilan.appointment.save()
    ClosingResult.objects.create(
        centre=office.centre, participation=dilan.participation, words=songs[0], next_steps=songs[1]
    )
    return songs


def test_no_page_by_link_says_any_of_it(dilan: Visitor, office: Office) -> None:
    dilan.participation.jobcoach = office.personas.wachtel
    dilan.participation.save()
    referral = Referral.objects.create(
        centre=office.centre, participant=dilan.participant, jobcoach=office.personas.wachtel
    )
    songs = sing(dilan, office)
    ids = {
        "id": dilan.appointment.pk,
        "referral": referral.pk,
        "participation": dilan.participation.pk,
        "what": "kopie",
    }
    seen = 0
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if not route.startswith(("p/", "j/<")):
            continue
        token = dilan.token if route.startswith("p/") else token_for(office.personas.wachtel)
        wanted = {name: value for name, value in {"token": token, **ids}.items() if f":{name}>" in route}
        try:
            address = reverse(f"selfservice:{pattern.name}", kwargs=wanted)
        except NoReverseMatch as no:
            raise AssertionError(f"{route}: {no}") from no
        page = dilan.browser.get(address)
        seen += page.status_code == 200
        text = page.content.decode(errors="replace")
        assert [song for song in songs if song in text] == [], route
    assert seen >= 9


def test_the_canaries_can_be_found(dilan: Visitor, office: Office) -> None:
    """Where they may be read they are: else the test above would see nothing."""
    songs = sing(dilan, office)
    assert Note.objects.first() and any(song in Note.objects.values_list("words", flat=True) for song in songs)
