"""One person's way, told day by day through the rooms' own actions; days are counted back from today."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions import bookings, marks
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.moments import holiday, local
from perspektiv.records.cases.actions import (
    agreements,
    consents,
    contacts,
    goals,
    notes,
    offers,
    participations,
    referrals,
)
from perspektiv.records.cases.models import CaseOffer, Consent, EndingReason, Participation, Referral, Segment
from perspektiv.records.cases.papers.agreement_text import newest
from perspektiv.records.people.models import Care, Participant
from perspektiv.site.operating.demo.house import House

HOURS = (time(9), time(10, 30), time(13), time(14, 30), time(16))


def day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)


def at(ago: int, hour: int = 10) -> datetime:
    return local(day(ago), time(hour))


def workday(ago: int) -> date:
    """That day, or the next on which the centre is open."""
    found = day(ago)
    while found.weekday() > 4 or holiday(found):
        found += timedelta(days=1)
    return found


class Story:
    """A person on the way. Every step is written by whoever takes it in such a centre."""

    def __init__(self, house: House, name: tuple[str, str], number: int) -> None:
        self.house, self.number = house, number
        self.toni, self.birte = house.staff["toni"], house.staff["birte"]
        self.counsellor = house.counsellors[number % len(house.counsellors)]
        self.jobcoach = house.jobcoaches[number % len(house.jobcoaches)]
        self.given_name, self.family_name = name
        self.referral: Referral
        self.participation: Participation

    @property
    def participant(self) -> Participant:
        return self.referral.participant

    def comes_in(self, ago: int, *, concern: str = "", own_wish: bool = False) -> "Story":
        mail = f"{self.given_name}.{self.family_name}@example.org".lower()
        for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
            mail = mail.replace(letter, written)
        jobcoach = None if own_wish else self.jobcoach
        self.referral = referrals.register_way_in(
            by=(jobcoach.user if jobcoach and jobcoach.user else self.toni),
            centre=self.house.centre,
            person={
                "given_name": self.given_name,
                "family_name": self.family_name,
                "gender": ("female", "male", "female", "male", "diverse")[self.number % 5 if self.number % 7 else 4],
                "birth_date": date(1964 + self.number * 7 % 41, 1 + self.number % 12, 1 + self.number * 3 % 28),
                "customer_number": f"000B{self.number:06d}",
                "phone": f"0221 4711{self.number:03d}",
                "email": mail,
                "language": ("de", "de", "ar", "de", "uk", "de", "tr")[self.number % 7],
            },
            jobcoach=jobcoach,
            initiative=Referral.Initiative.PARTICIPANT if own_wish else Referral.Initiative.BOTH,
            referred_on=day(ago),
            informed_on=day(ago),
            concern=concern,
        )
        return self

    def is_called(self, *said: tuple[int, str, str]) -> "Story":
        for ago, way, outcome in said:
            contacts.note_contact(by=self.birte, referral=self.referral, way=way, outcome=outcome, at=at(ago))
        return self

    def waits(self, ago: int) -> "Story":
        self.referral.refresh_from_db()
        version = self.referral.version
        self.referral = referrals.wait_for_place(by=self.birte, referral=self.referral, version=version, since=day(ago))
        return self

    def is_decided(self, result: str, ago: int) -> "Story":
        self.referral.refresh_from_db()
        version = self.referral.version
        referrals.decide(by=self.birte, referral=self.referral, version=version, result=result, day=day(ago))
        return self

    def is_offered(self, segment: Segment, *, ago: int, message: str = "") -> CaseOffer:
        offer = offers.offer_case(
            by=self.birte, participant=self.participant, segment=segment, counsellor=self.counsellor, message=message
        )
        CaseOffer.objects.filter(pk=offer.pk).update(offered_at=at(ago, 9))  # a story of before, told today
        return offer

    def begins(self, segment: Segment, ago: int, *, agree: bool = True) -> "Story":
        offer = self.is_offered(segment, ago=ago + 1)
        offer.refresh_from_db()
        self.participation = offers.accept(by=self.counsellor, offer=offer, version=offer.version, day=day(ago))
        Care.objects.filter(participant=self.participant, user=self.counsellor).update(since=at(ago, 8))
        if agree:
            agreements.agree(
                by=self.toni, participant=self.participant, text_version=newest().version, signed_on=day(ago)
            )
            for purpose in (Consent.Purpose.MESSAGES, Consent.Purpose.SURVEY, Consent.Purpose.LATER_CONTACT)[
                : 2 + self.number % 2
            ]:
                consents.give(by=self.toni, participant=self.participant, purpose=purpose)
        return self

    def meets(self, *said: tuple[int, str], kind: str = "") -> "Story":
        """Appointments so many days ago (or ahead), each with what happened; planned ones stay open."""
        for place, (ago, status) in enumerate(said):
            made = self._booked(workday(ago), place, kind)
            if made and status != Status.PLANNED:
                marks.mark(by=self.toni, appointment=made, version=made.version, status=status)
        return self

    def talks(self, *said: tuple[int, str]) -> "Story":
        """The first talk, before there is a participation."""
        for place, (ago, status) in enumerate(said):
            made = self._booked(workday(ago), place, "", of=self.referral)
            if made and status != Status.PLANNED:
                marks.mark(by=self.toni, appointment=made, version=made.version, status=status)
        return self

    def ends(self, ago: int, *, next_segment: Segment | None = None) -> "Story":
        self.participation.refresh_from_db()
        self.participation = participations.end_regularly(
            by=self.birte,
            participation=self.participation,
            version=self.participation.version,
            day=day(ago),
            next_segment=next_segment,
        )
        return self._let_go(ago)

    def stops(self, ago: int, reason: EndingReason) -> "Story":
        self.participation.refresh_from_db()
        version = self.participation.version
        self.participation = participations.end_early(
            by=self.birte, participation=self.participation, version=version, reason=reason, day=day(ago)
        )
        return self._let_go(ago)

    def wants(self, mandate: str, goal: str, *progress: int) -> "Story":
        by, participant = self.counsellor, self.participant
        goals.state_mandate(by=by, participant=participant, words=mandate)
        set_goal = goals.set_goal(by=by, participant=participant, words=goal, target=8, begins_at=progress[0])
        set_goal.steps.update(on=self.participation.started_on)
        for place, reached in enumerate(progress[1:], start=1):
            on = day(max(1, 7 * (len(progress) - 1 - place)))
            goals.step(by=by, goal=set_goal, progress=reached, on=on)
        return self

    def is_noted(self, *said: tuple[int, str]) -> "Story":
        by, participant = self.counsellor, self.participant
        for ago, words in said:
            notes.save_note(by=by, participant=participant, id=uuid4(), version=0, words=words, about_on=workday(ago))
        return self

    def _booked(self, on: date, place: int, kind: str, of: Referral | None = None) -> Appointment | None:
        """At the first hour of the day at which counsellor and a room are free; none on a full day."""
        by: User = self.toni
        start = self.number + place
        for turn in range(len(HOURS)):
            for room in self.house.rooms[:3]:
                try:
                    return bookings.book(
                        by=by,
                        of=of or self.participation,
                        starts_at=local(on, HOURS[(start + turn) % len(HOURS)]),
                        counsellor=self.counsellor,
                        room=room,
                        kind=kind,
                    )
                except Refused:
                    continue
        return None

    def _let_go(self, ago: int) -> "Story":
        """The counsellor's access ends as it would have then."""
        until = at(ago) + timedelta(days=14)
        Care.objects.filter(participant=self.participant, user=self.counsellor).update(until=until)
        return self
