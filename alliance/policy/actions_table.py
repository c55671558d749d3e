"""Who may do what with joint actions and their assignments: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .rules import (
    assigned_to_own_organisation,
    center,
    district_officer,
    inspector,
    launched,
    member,
    of_own_district,
    of_own_organisation,
    reported_by_others,
    standing,
)

OVERSEERS: Sequence[tuple[Callable[[Actor, Any], bool], ...]] = [
    (center,),
    (inspector, launched),
    (district_officer, launched),
]
"""Who reads a joint action without having a part in it."""

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.OVERSEE_ACTIONS: OVERSEERS,
    Can.READ_ACTION: [*OVERSEERS, (member, launched, assigned_to_own_organisation)],
    Can.WRITE_ACTION: [(center,)],
    Can.LAUNCH_ACTION: [(center,)],
    Can.SEE_BOARD: [(center,), (inspector,), (district_officer,)],
    Can.SEE_LEADERS_PAGE: [(center,), (inspector,)],
    Can.SEE_OWN_ACTIONS: [(member,)],
    Can.READ_ASSIGNMENT: [(center,), (inspector,), (district_officer, of_own_district), (member, of_own_organisation)],
    Can.ANSWER_ASSIGNMENT: [(member, standing, of_own_organisation)],
    Can.REVIEW_ASSIGNMENT: [(center, reported_by_others), (district_officer, of_own_district, reported_by_others)],
    Can.STEER_ASSIGNMENT: [(center,)],
}

REFUSED_WITH = {
    Can.ANSWER_ASSIGNMENT: N_("Only people of the organisation that is asked, while it is not suspended, answer it."),
    Can.REVIEW_ASSIGNMENT: N_("A report is verified by an officer who did not send it."),
}
