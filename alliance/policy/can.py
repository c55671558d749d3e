"""Every permission of the portal, a line each."""

from enum import StrEnum


class Can(StrEnum):
    VISIT = "portal: visit"
    USE_ACCOUNT = "account: use one's own"
    SEE_DESK = "desk: see one's own"
    READ_JOURNAL = "journal: read"
    SEND_AGAIN = "journal: try an undelivered letter again"
    READ_MAILBOX = "mailbox: read (on the newcomer's own machine)"

    READ_ORGANISATION = "organisation: read"
    READ_CONTACTS = "organisation: read its contacts"
    READ_HISTORY = "organisation: read what happened to it"
    OVERSEE_MEMBERS = "organisation: list those that are suspended, gone or late in confirming"
    TAKE_DIRECTORY = "organisation: take the list along, on paper or as a sheet"
    KEEP_ORGANISATION = "organisation: keep its page up to date"
    PLACE_ORGANISATION = "organisation: change its sector or district"
    RENAME_ORGANISATION = "organisation: rename"
    SUSPEND_ORGANISATION = "organisation: suspend"
    RESUME_ORGANISATION = "organisation: resume"
    RELEASE_ORGANISATION = "organisation: release (it leaves)"
    MERGE_ORGANISATION = "organisation: merge into another"

    READ_PEOPLE = "people: read all"
    INVITE_ANYONE = "people: invite into any role"
    READ_APPOINTMENT = "people: read an appointment"
    END_APPOINTMENT = "people: end an appointment"
    DISABLE_PERSON = "people: disable an account"
    SEE_OWN_STAFF = "staff: open the page of one's own organisation"
    READ_STAFF = "staff: read one's own organisation's"
    INVITE_STAFF = "staff: invite into one's own organisation"
    KEEP_INVITATION = "staff: send an invitation again, revoke it"
    HAND_OVER = "staff: hand over duties"
    ASK_TO_JOIN = "staff: ask to join an organisation"
    ANSWER_JOIN_REQUEST = "staff: answer a request to join"

    KEEP_MATRIX = "matrix: keep alliances and matrices"
    SEAT_ORGANISATION = "matrix: seat an organisation"
    CHOOSE_AUDIENCE = "audience: choose"
    KEEP_AUDIENCE = "audience: keep for later"

    LOOK_FOR_PERSONAL = "masking: look for personal data in one's own text"

    APPLY = "application: apply"
    SEE_APPLICATIONS = "application: see those that were handed in"
    READ_APPLICATION = "application: read"
    REVIEW_APPLICATION = "application: review"

    READ_ROSTER = "roster: read"
    DRAFT_ROSTER = "roster: draft"
    APPROVE_ROSTER = "roster: approve"
    PUBLISH_ROSTER = "roster: publish"
    IMPORT_ROSTER = "roster: import from a sheet"

    READ_PLAQUES = "plaque: read all"
    KEEP_PLAQUES = "plaque: prepare, issue, replace, revoke"
    READ_PLAQUE_PDF = "plaque: read as a document"

    SUGGEST_FRAUD_TYPE = "fraud type: suggest from a story"
