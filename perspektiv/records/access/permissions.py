"""What can be allowed. A role grants each permission either for own cases or for the whole centre."""

from enum import Enum, StrEnum


class Permission(StrEnum):
    """One thing that somebody may do. Views and actions ask for these, never for a role."""

    SEE_PEOPLE = "see_people"  # names, contact data, the path: compartment B
    EDIT_PEOPLE = "edit_people"
    REGISTER = "register"  # people and their ways into the centre
    MERGE_PEOPLE = "merge_people"
    SEE_APPOINTMENTS = "see_appointments"
    BOOK = "book"  # book, move, cancel
    MARK = "mark"  # what happened to an appointment
    AGREE = "agree"  # agreements, consents, releases from confidentiality
    STEER = "steer"  # first contact, offering cases, moving between segments, endings
    ANSWER_OFFERS = "answer_offers"  # accept or decline a case that is offered
    CLOSE = "close"  # closing talks and their joint result
    SEE_COUNSELLING = "see_counselling"  # notes, goals, documents: compartment C, own cases only
    KEEP_NOTES = "keep_notes"  # write and read own notes; also those of a case that was handed on, to finish them
    BREAK_GLASS = "break_glass"  # open compartment C of another's case, with a reason that is told
    FOLLOW_UP = "follow_up"  # the six-month desk
    OFFER_SLOTS = "offer_slots"  # times at which a counsellor can be booked
    WRITE = "write"  # letters and messages to participants, and what became of them
    MANAGE_LETTERS = "manage_letters"  # templates, rules of reminders
    ANSWER_WISHES = "answer_wishes"  # what participants ask for by their link: another date, a late word
    ANSWER_COMPLAINTS = "answer_complaints"  # never by whoever counsels the person
    ANSWER_DATA_WISHES = "answer_data_wishes"  # a copy of one's data, a correction, erasure
    RELEASE_LISTS = "release_lists"  # the second pair of eyes before a list with customer numbers leaves the house
    INVITE_FEEDBACK = "invite_feedback"  # hand a questionnaire to a participant: by link, QR or on paper
    ENTER_FEEDBACK = "enter_feedback"  # type in what somebody filled in on paper; answers are not seen afterwards
    SEE_FEEDBACK = "see_feedback"  # answers and signals of own cases: compartment C, nobody opens it for another
    MANAGE_INSTRUMENTS = "manage_instruments"  # questionnaires, and the plan of who is asked what
    HAND_OUT_CODES = "hand_out_codes"  # of the anonymous survey
    CHECK_TEXTS = "check_texts"  # read what was written there for names, before it is shown
    SEE_BOARD = "see_board"
    SEE_FIGURES = "see_figures"  # how the centre stands, in numbers; its reports
    MANAGE_GOALS = "manage_goals"  # goals, guiding questions, expectations, the plan of data collection
    SEE_QUALITY = "see_quality"  # audits, findings, actions, documents and registers, as evidence; no names of people
    KEEP_QUALITY = "keep_quality"  # write them
    WORK_ON_ACTIONS = "work_on_actions"  # say of an action that was given to oneself what was done
    READ_DOCUMENTS = "read_documents"  # controlled documents in force, and confirm to know them
    TAKE_EVIDENCE = "take_evidence"  # pseudonymised sample files, and the evidence pack
    SEE_MONEY = "see_money"  # budgets, contracts, payments
    MANAGE_MONEY = "manage_money"  # council decisions, budgets, contracts and their prices
    PREPARE_PAYMENTS = "prepare_payments"  # invoices, statements, bookings
    RELEASE_PAYMENTS = "release_payments"  # the second pair of eyes before money is paid
    CONFIRM_HOURS = "confirm_hours"  # counsellors: what was worked, month by month; their own invoices
    WRITE_EDITIONS = "write_editions"  # draft a report: plan, texts, preview
    RELEASE_EDITIONS = "release_editions"  # the second pair of eyes before a report is public
    REFER = "refer"  # jobcoaches: propose a person
    SEE_REFERRALS = "see_referrals"  # jobcoaches: status of their own proposals: compartment A
    MANAGE_CATALOGUE = "manage_catalogue"  # segments, ending reasons, rooms
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_CENTRE = "manage_centre"
    IMPORT_EXPORT = "import_export"
    HEAR_OF_ROLES = "hear_of_roles"  # be told when somebody gets a role that opens counselling content
    SEE_TRAIL = "see_trail"
    NAME_ACTORS = "name_actors"  # see in the trail whose account it was, not only that it was one and the same


class Scope(Enum):
    """How far a permission reaches."""

    OWN = "own"  # the cases that one cares for, the proposals that one made
    CENTRE = "centre"
