"""Models without a table of their own: who works with the records, what is agreed, what is said."""

from collections.abc import Mapping

from django.db import models

from perspektiv.records.access import models as access
from perspektiv.records.appointments import models as appointments
from perspektiv.records.cases import models as cases
from perspektiv.records.desk import models as desk
from perspektiv.records.feedback import models as feedback
from perspektiv.records.letters import models as letters
from perspektiv.records.outcomes import models as outcomes
from perspektiv.records.people import models as people
from perspektiv.records.reminders import models as reminders
from perspektiv.records.selfservice import models as selfservice
from perspektiv.snapshot.deciding import ROWS, Decision, together, withheld

ACCOUNTS = "Who works with the records is not counted: there are no figures by user."
TRAIL = "The trail watches over the records and is no part of them."
COUNSELLING = "Counselling content: what participant and counsellor share stays with them."
AGREED = "What somebody agreed to is kept for them, not counted."
CONTACTS = "Who is reached how, and by whom a person is sent, is not counted."
STEERING = "How a case came to its counsellor is not counted; the participation carries who counsels."
CORRESPONDENCE = "What is written to people, and what they ask for, is not counted."
ORGANISATION = "How the centre organises its time is not counted."
ANONYMOUS = "What lies in the box is counted once it is open; words are never counted."
HISTORY = "The way to a state is not counted, the state is: its record carries it."

_RECORD = ("id", "centre", "source_key", "created_at", "version")

WITHHELD: Mapping[type[models.Model], Mapping[str, Decision]] = {
    access.User: withheld(
        ACCOUNTS,
        *("id", "password", "last_login", "email", "given_name", "family_name", "language", "is_active", "version"),
    ),
    access.Membership: withheld(ACCOUNTS, "id", "user", "centre", "role", "starts_on", "ends_on", "places"),
    access.Deputy: withheld(ACCOUNTS, "id", "centre", "absent", "deputy", "starts_on", "ends_on"),
    access.Draft: withheld("Typed and not yet sent.", "id", "user", "form", "content", "saved_at"),
    access.TrailRow: withheld(TRAIL, "seq", "at", "actor", "centre", "what", "subject", "person", "hash"),
    access.TrailHead: withheld(TRAIL, "id", "seq", "hash"),
    people.Care: withheld(ACCOUNTS, *_RECORD, "participant", "user", "kind", "since", "until", "reason"),
    people.Jobcoach: withheld(
        CONTACTS, *_RECORD, "user", "given_name", "family_name", "email", "phone", "team", "in_use", "links_ended"
    ),
    people.Merge: withheld(
        "A merge shows in the person who was kept.", *_RECORD, "kept", "merged", "moved", "filled", "undone_at"
    ),
    people.SavedFilter: withheld(ACCOUNTS, "id", "user", "name", "query"),
    cases.Mandate: withheld(COUNSELLING, *_RECORD, "participant", "words", "stated_on"),
    cases.Goal: withheld(COUNSELLING, *_RECORD, "participant", "words", "target", "due_on", "state"),
    cases.GoalStep: withheld(COUNSELLING, *_RECORD, "goal", "on", "progress", "words"),
    cases.Note: withheld(
        COUNSELLING, *_RECORD, "participant", "author", "appointment", "about_on", "words", "saved_at"
    ),
    cases.Document: withheld(
        COUNSELLING,
        *(*_RECORD, "participant", "kind", "name", "content_type", "size", "file", "sha256", "added_by", "removed_at"),
    ),
    cases.ClosingResult: withheld(
        COUNSELLING,
        *(*_RECORD, "participation", "words", "next_steps", "participant_released_at"),
        *("counsellor_released_at", "counsellor_released_by", "acknowledged_at"),
    ),
    cases.Agreement: withheld(AGREED, *_RECORD, "participant", "text_version", "signed_on", "ended_on"),
    cases.Consent: withheld(AGREED, *_RECORD, "participant", "purpose", "given_on", "withdrawn_on"),
    cases.ConfidentialityRelease: withheld(
        AGREED, *_RECORD, "participant", "third_party", "about", "given_on", "ends_on", "revoked_on"
    ),
    cases.Counselling: withheld(
        STEERING, *_RECORD, "participation", "counsellor", "substitute", "since", "until", "batch"
    ),
    cases.CaseOffer: withheld(
        STEERING,
        *(*_RECORD, "participant", "segment", "counsellor", "takes_over", "offered_at", "answer", "answered_at"),
        "message",
    ),
    cases.Step: withheld(HISTORY, *_RECORD, "participant", "what", "actor", "changes", "batch", "undone_at"),
    appointments.Room: withheld("Where somebody was is not counted.", *_RECORD, "name", "position", "in_use"),
    appointments.AppointmentChange: {
        **withheld(
            HISTORY,
            *("id", "centre", "source_key", "version", "action", "actor", "why", "starts_before", "starts_after"),
            *("status_before", "status_after", "counsellor_before", "counsellor_after", "room_before", "room_after"),
        ),
        "appointment": ROWS,
        "kind": ROWS,  # of the history, the booking alone is counted
        "created_at": together("booked_on"),
    },
    outcomes.ListRelease: withheld(
        "Who let a list leave the house is for the trail.",
        *(*_RECORD, "year", "asked_by", "decided_by", "decided_at", "released"),
    ),
    outcomes.Inquiry: withheld(
        "The answer is counted, not who was asked for it by mail.",
        *(*_RECORD, "participant", "about", "jobcoach", "due_on", "sent_at", "answered_at", "follow_up"),
    ),
    cases.HandoverNote: withheld(COUNSELLING, *_RECORD, "participant", "written_by", "to", "words", "done_at"),
    letters.Template: withheld(
        CORRESPONDENCE,
        *(*_RECORD, "purpose", "name", "channel", "language", "number", "subject", "body", "reviewed"),
    ),
    letters.Letterhead: withheld(CORRESPONDENCE, *_RECORD, "sender", "street", "postcode", "city", "phone", "email"),
    letters.Preference: withheld(CORRESPONDENCE, *_RECORD, "participant", "channel", "no_reminders", "no_questions"),
    letters.Message: withheld(
        CORRESPONDENCE,
        *(*_RECORD, "key", "participant", "jobcoach", "purpose", "channel", "language", "template", "about", "address"),
        *(
            "subject",
            "body",
            "made_from",
            "by_hand",
            "confidential",
            "calendar",
            "due_at",
            "state",
            "claimed_at",
            "carrier",
            "done_at",
        ),
        *("attempts", "why"),
    ),
    appointments.OpeningHours: withheld(ORGANISATION, *_RECORD, "weekday", "opens", "closes"),
    appointments.ClosingDay: withheld(ORGANISATION, *_RECORD, "starts_on", "ends_on", "name"),
    appointments.Absence: withheld(ORGANISATION, *_RECORD, "counsellor", "day", "action", "withdrawn_at"),
    appointments.Feed: withheld(ACCOUNTS, *_RECORD, "user", "name", "token_hash", "revoked_at", "last_used_at"),
    appointments.ClosingDate: withheld(
        ORGANISATION,
        *(*_RECORD, "participation", "participant", "counsellor", "starts_at", "participant_says", "jobcoach_says"),
        *("appointment", "closed_at", "closed_with", "end", "batch", "from_jobcoach", "expires_at"),
    ),
    appointments.WishedTimes: withheld(ORGANISATION, *_RECORD, "jobcoach", "half_days"),
    feedback.CollectionRule: withheld(
        ORGANISATION,
        *(*_RECORD, "line", "instrument", "step", "moment", "every", "days", "open_days", "remind_after", "segments"),
        *("starts_on", "ended_at"),
    ),
    feedback.CollectionRule.segments.through: withheld(ORGANISATION, "id", "collectionrule", "segment"),
    feedback.Limit: withheld(ORGANISATION, *_RECORD, "questions_a_month"),
    feedback.Discussed: withheld(COUNSELLING, *_RECORD, "response", "kind", "about", "on", "by"),
    feedback.SurveyCode: withheld(ANONYMOUS, "code_hash", "centre", "version_of", "quarter", "used"),
    feedback.Ballot: withheld(ANONYMOUS, "id", "centre", "version_of", "sealed"),
    feedback.AnonymousText: withheld(ANONYMOUS, "id", "centre", "item", "quarter", "words", "state"),
    reminders.Rule: withheld(
        ORGANISATION, *_RECORD, "line", "days_before", "at", "by_letter", "share_without", "starts_on", "ended_at"
    ),
    reminders.Lot: {
        **withheld(ORGANISATION, *_RECORD, "drawn_at"),
        "appointment": ROWS,
        "arm": together("lot"),
    },
    reminders.Reminder: {
        **withheld(ORGANISATION, *_RECORD, "rule", "starts_at", "why_not"),
        "appointment": ROWS,
        "message": together("reminders"),  # how many were sent
    },
    selfservice.PersonalLink: withheld(
        CORRESPONDENCE,
        *(*_RECORD, "participant", "token_hash", "expires_at", "ended_at", "last_used_at", "in_message", "language"),
    ),
    selfservice.Wish: withheld(
        CORRESPONDENCE,
        *(*_RECORD, "participant", "kind", "appointment", "words", "times", "received_at", "answer_by", "settled_at"),
        *("settled_by", "withdrawn", "settled_with", "answer"),
    ),
    desk.Tap: withheld(
        HISTORY,
        *("id", "user", "appointment", "status", "tapped_at", "received_at", "outcome", "found", "version", "sentence"),
    ),
    desk.Seen: withheld(ACCOUNTS, "id", "user", "key", "state", "at"),
    desk.NoticeChoice: withheld(ACCOUNTS, "user", "daily_mail"),
    desk.DailyMail: withheld(ACCOUNTS, "id", "user", "day", "claimed_at", "done_at"),
}
