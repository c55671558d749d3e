"""Who may do what with initiatives and the answers to them: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .rules import (
    addressed,
    center,
    district_officer,
    for_everybody,
    given_out,
    inspector,
    member,
    standing,
    told_by_others,
)

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.OVERSEE_INITIATIVES: [(center,), (inspector,), (district_officer,)],
    Can.READ_INITIATIVE: [
        (given_out, for_everybody),
        (center,),
        (inspector, given_out),
        (district_officer, given_out),
        (member, standing, given_out, addressed),
    ],
    Can.WRITE_INITIATIVE: [(center,)],
    Can.ISSUE_INITIATIVE: [(center,)],
    Can.SEE_OWN_INITIATIVES: [(member,)],
    Can.ANSWER_INITIATIVE: [(member, standing, given_out, addressed)],
    Can.READ_RESPONSES: [(center,), (inspector, given_out)],
    Can.CONFIRM_FULFILMENT: [(center, told_by_others)],
}

REFUSED_WITH = {
    Can.ANSWER_INITIATIVE: N_("Only people of a member to whom it is addressed, and that is not suspended, answer it."),
    Can.CONFIRM_FULFILMENT: N_("What is done is confirmed by an officer who did not tell it."),
}
