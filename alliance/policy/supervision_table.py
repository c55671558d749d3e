"""Who may do what in supervision, and with the calendar and the reminders before it: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .rules import (
    center,
    center_admin,
    district_officer,
    given_out,
    inspector,
    member,
    of_own_district,
    of_own_organisation,
    proposed_by_another,
    rechecked_by_another,
    rectified_by_another,
    signed_in,
)

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.SEE_WORKTIME: [(signed_in,)],
    Can.KEEP_WORKTIME: [(center_admin,)],
    Can.SEE_REMINDERS: [(center,), (inspector,), (district_officer,)],
    Can.KEEP_REMINDERS: [(center_admin,)],
    Can.SEE_SUPERVISION: [(center,), (inspector,), (district_officer,), (member,)],
    Can.SEE_LADDER: [(center,), (inspector,), (district_officer,)],
    Can.KEEP_LADDER: [(center_admin,)],
    Can.PROPOSE_MEASURE: [(center,)],
    Can.SKIP_STEP: [(center_admin,)],
    Can.READ_MEASURE: [
        (center,),
        (inspector,),
        (district_officer, of_own_district),
        (member, of_own_organisation, given_out),
    ],
    Can.APPROVE_MEASURE: [(center, proposed_by_another)],
    Can.ANSWER_MEASURE: [(member, of_own_organisation, given_out)],
    Can.LIFT_MEASURE: [(center,)],
    Can.READ_LETTER: [(center,), (inspector,), (member, of_own_organisation, given_out)],
    Can.LIST_PROBLEM: [(center,)],
    Can.READ_PROBLEM: [(center,), (inspector,), (district_officer, of_own_district), (member, of_own_organisation)],
    Can.RECTIFY_PROBLEM: [(member, of_own_organisation)],
    Can.RECHECK_PROBLEM: [(center, rectified_by_another), (district_officer, of_own_district, rectified_by_another)],
    Can.WRITE_OFF_PROBLEM: [(center, rectified_by_another, rechecked_by_another)],
}

REFUSED_WITH = {
    Can.APPROVE_MEASURE: N_("A measure is approved by somebody of the center other than the one who proposed it."),
    Can.RECHECK_PROBLEM: N_("A problem is checked again by an officer who did not report it as mended."),
    Can.WRITE_OFF_PROBLEM: N_(
        "A problem is written off by an officer of the center who neither mended it nor checked it again."
    ),
}
