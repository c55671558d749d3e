"""Who may do what. Any clause suffices; within a clause, every rule holds. What is not here is not allowed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from . import actions_table as actions
from . import attendance_table as attendance
from . import initiatives_table as initiatives
from . import materials_table as materials
from . import operating_table as operating
from . import operations_table as operations
from . import outreach_table as outreach
from . import publicity_rules, rules, shifts_rules, volunteers_rules
from . import publicity_table as publicity
from . import shifts_table as shifts
from . import supervision_table as supervision
from . import volunteers_table as volunteers
from .can import Can
from .rules import (
    addressed,
    anyone,
    center,
    center_admin,
    district_officer,
    drafted_by_another,
    from_own_organisation,
    handed_in,
    inspector,
    issued,
    leaves_the_portal,
    liaison,
    lower_in_rank,
    member,
    not_of_the_media,
    of_own_district,
    of_own_organisation,
    of_the_center,
    oneself,
    open_among_members,
    public_edition,
    published,
    sent_in,
    shared,
    signed_in,
    standing,
    standing_member,
    written_by_oneself,
    written_by_others,
)

Rule = Callable[[Actor, Any], bool]

OPEN_TO_ALL = rules.OPEN_TO_ALL | publicity_rules.OPEN_TO_ALL | shifts_rules.OPEN_TO_ALL | operating.OPEN_TO_ALL
ABOUT_A_THING = rules.ABOUT_A_THING | publicity_rules.ABOUT_A_THING | shifts_rules.ABOUT_A_THING
ABOUT_A_THING |= volunteers_rules.ABOUT_A_THING | operating.ABOUT_A_THING

READERS: Sequence[tuple[Rule, ...]] = [
    (shared, public_edition),
    (center,),
    (inspector, shared),
    (district_officer, shared, open_among_members),
    (district_officer, shared, of_own_district),
    (member, not_of_the_media, shared, from_own_organisation),
    (member, not_of_the_media, standing, shared, addressed),
]
"""Who reads an edition. What else readers may do with it is this with one rule more."""

SIGNERS: Sequence[tuple[Rule, ...]] = [
    (member, standing, shared, public_edition),
    (member, not_of_the_media, standing, shared, from_own_organisation),
    (member, not_of_the_media, standing, shared, addressed),
]
"""Who speaks for a member that reads it."""

TABLE: Mapping[Can, Sequence[tuple[Rule, ...]]] = {
    Can.VISIT: [(anyone,)],
    **{can: [(signed_in,)] for can in (Can.USE_ACCOUNT, Can.SEE_DESK, Can.READ_INBOX, Can.CHOOSE_LETTERS)},
    Can.SEE_OWN_JOBS: [(signed_in,)],
    Can.KEEP_OWN_JOB: [(oneself,)],
    Can.CHOOSE_LETTERS_OF_MEMBER: [(liaison,)],
    Can.STOP_LETTERS: [(anyone,)],
    Can.SEE_BOTS: [(center,), (liaison,)],
    Can.READ_BOT: [(center, of_the_center), (liaison, of_own_organisation)],
    Can.SET_UP_BOT: [(center,), (liaison, standing)],
    Can.KEEP_BOT: [(center, of_the_center), (liaison, standing, of_own_organisation)],
    Can.READ_JOURNAL: [(center_admin,), (inspector,)],
    Can.SEND_AGAIN: [(center_admin,)],
    Can.SEE_ADMINISTRATION: [(center_admin,), (inspector,)],
    Can.KEEP_LISTS: [(center_admin,)],
    Can.READ_MAILBOX: [(anyone,)],
    Can.READ_ORGANISATION: [
        (standing_member,),
        (center,),
        (inspector,),
        (district_officer, of_own_district),
        (member, of_own_organisation),
    ],
    Can.READ_CONTACTS: [
        (center,),
        (inspector,),
        (district_officer, of_own_district),
        (member, of_own_organisation),
        (member, standing, standing_member),
    ],
    Can.READ_HISTORY: [(center,), (inspector,), (member, of_own_organisation)],
    Can.OVERSEE_MEMBERS: [(center,), (inspector,), (district_officer,)],
    Can.TAKE_DIRECTORY: [(signed_in,)],
    Can.KEEP_ORGANISATION: [(center,), (liaison, of_own_organisation)],
    Can.PLACE_ORGANISATION: [(center,)],
    Can.RENAME_ORGANISATION: [(center,)],
    Can.SUSPEND_ORGANISATION: [(center,)],
    Can.RESUME_ORGANISATION: [(center,)],
    Can.RELEASE_ORGANISATION: [(center,)],
    Can.MERGE_ORGANISATION: [(center_admin,)],
    Can.READ_PEOPLE: [(center_admin,)],
    Can.INVITE_ANYONE: [(center_admin,)],
    Can.READ_APPOINTMENT: [(center_admin,), (center, lower_in_rank), (member, of_own_organisation), (oneself,)],
    Can.END_APPOINTMENT: [(center_admin, lower_in_rank), (liaison, of_own_organisation, lower_in_rank)],
    **{can: [(center_admin, lower_in_rank)] for can in (Can.DISABLE_PERSON, Can.KEEP_ACCOUNT)},
    Can.SEE_OWN_STAFF: [(member,)],
    Can.READ_STAFF: [(center,), (member, of_own_organisation)],
    Can.INVITE_STAFF: [(center,), (liaison, of_own_organisation)],
    Can.KEEP_INVITATION: [(center, lower_in_rank), (liaison, of_own_organisation)],
    Can.HAND_OVER: [(center,), (liaison, of_own_organisation, lower_in_rank), (oneself,)],
    Can.ASK_TO_JOIN: [(standing_member,)],
    Can.ANSWER_JOIN_REQUEST: [(center,), (liaison, of_own_organisation)],
    Can.KEEP_MATRIX: [(center_admin,)],
    Can.SEAT_ORGANISATION: [(center,)],
    Can.CHOOSE_AUDIENCE: [(center,)],
    Can.KEEP_AUDIENCE: [(center,)],
    Can.LOOK_FOR_PERSONAL: [(signed_in,)],
    Can.APPLY: [(anyone,)],
    Can.SEE_APPLICATIONS: [(center,), (inspector,), (district_officer,)],
    Can.READ_APPLICATION: [
        (center, handed_in),
        (inspector, handed_in),
        (district_officer, of_own_district, handed_in),
    ],
    Can.REVIEW_APPLICATION: [(center, handed_in), (district_officer, of_own_district, handed_in)],
    Can.READ_ROSTER: [(published,), (center,), (inspector,)],
    Can.DRAFT_ROSTER: [(center,)],
    Can.APPROVE_ROSTER: [(center, drafted_by_another)],
    Can.PUBLISH_ROSTER: [(center,)],
    Can.IMPORT_ROSTER: [(center,)],
    Can.READ_PLAQUES: [(center,), (inspector,)],
    Can.KEEP_PLAQUES: [(center,)],
    Can.READ_PLAQUE_PDF: [(center,), (member, of_own_organisation, issued)],
    Can.FIND_CASES: [(anyone,)],
    Can.TAKE_CASES: [(signed_in,)],
    Can.KEEP_SEARCH: [(signed_in,)],
    Can.DROP_SEARCH: [(oneself,)],
    Can.ADD_OCCURRENCE: SIGNERS,
    Can.READ_EDITION: READERS,
    Can.READ_EVERY_EDITION: [(center,), (inspector,)],
    Can.OVERSEE_DISTRICT_CASES: [(district_officer,)],
    Can.SEE_OWN_CASES: [(member,)],
    Can.WRITE_CASE: [(member, standing), (center,)],
    Can.READ_CASE: [
        (center, sent_in),
        (center, of_the_center),
        (inspector, sent_in),
        (district_officer, of_own_district, sent_in),
        (member, of_own_organisation),
    ],
    Can.CHANGE_CASE: [(member, standing, of_own_organisation), (center, of_the_center, written_by_oneself)],
    Can.SEE_CASES_HANDED_IN: [(center,), (inspector,), (district_officer,)],
    Can.REVIEW_CASE: [(center, sent_in)],
    Can.PREPARE_EDITION: [(center,)],
    Can.RELEASE_EDITION: [(center, written_by_others)],
    Can.WITHDRAW_EDITION: [(center, shared)],
    Can.OPEN_ORIGINAL: [(center, sent_in)],
    Can.READ_COMMENTS: [(signed_in, *clause) for clause in READERS],
    Can.COMMENT_ON_EDITION: [
        (center,),
        (district_officer, shared, public_edition),
        (district_officer, shared, open_among_members),
        (district_officer, shared, of_own_district),
        *SIGNERS,
    ],
    Can.WITHDRAW_COMMENT: [(center,), (district_officer, oneself), (member, oneself)],
    Can.SIGN_FOR_EDITION: SIGNERS,
    Can.READ_RECEIPTS: [(center,), (inspector,)],
    Can.FOLLOW_CASES: [(district_officer,), (member,)],
    Can.TAKE_BULLETIN: [(*clause, leaves_the_portal) for clause in READERS],
    Can.SUGGEST_FRAUD_TYPE: [(center,), (district_officer,), (member,)],
    **operating.ROWS,
    **actions.ROWS,
    **initiatives.ROWS,
    **operations.ROWS,
    **supervision.ROWS,
    **publicity.ROWS,
    **materials.ROWS,
    **outreach.ROWS,
    **volunteers.ROWS,
    **shifts.ROWS,
    **attendance.ROWS,
}

REFUSED_WITH = {
    Can.APPROVE_ROSTER: N_("A roster is approved by an officer of the center other than the one who drew it up."),
    Can.RELEASE_EDITION: N_("An edition is released by an officer who wrote neither the case nor this text."),
    Can.SIGN_FOR_EDITION: N_("Only people of a member organisation that is not suspended sign for it."),
    Can.COMMENT_ON_EDITION: N_("Only the center, its sub-centers and members that are not suspended comment."),
    Can.TAKE_BULLETIN: N_("This case is marked to stay in the portal: there is no bulletin of it."),
    **actions.REFUSED_WITH,
    **initiatives.REFUSED_WITH,
    **operations.REFUSED_WITH,
    **supervision.REFUSED_WITH,
    **publicity.REFUSED_WITH,
    **materials.REFUSED_WITH,
    **volunteers.REFUSED_WITH,
}


def may(actor: Actor, can: Can, thing: Any = None) -> bool:
    """Whether `actor` may do `can` to `thing`. Rules that ask about a thing say no where there is none."""
    return any(all(_holds(rule, actor, thing) for rule in clause) for clause in TABLE[can])


def _holds(rule: Rule, actor: Actor, thing: Any) -> bool:
    if thing is None and rule in ABOUT_A_THING:
        return False
    return rule(actor, thing)


def public(can: Can) -> bool:
    """Whether it is open to all, at least for some things: then a refusal is no reason to sign in."""
    return any(OPEN_TO_ALL.issuperset(clause) for clause in TABLE[can])
