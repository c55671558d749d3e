"""Who may do what with publicity events: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .publicity_rules import approved, of_the_media, operating
from .rules import (
    addressed,
    center,
    district_officer,
    for_everybody,
    inspector,
    member,
    of_own_organisation,
    of_the_center,
    proposed_by_another,
    standing,
)

Clauses = Sequence[tuple[Callable[[Actor, Any], bool], ...]]

PARTNERS: Clauses = [
    (center,),
    (inspector, approved),
    (district_officer, approved),
    (member, of_own_organisation),
    (member, standing, approved, addressed),
]
"""Who reads an event whether it is public or not."""

ROWS: Mapping[Can, Clauses] = {
    Can.OVERSEE_EVENTS: [(center,), (inspector,), (district_officer,)],
    Can.READ_EVENT: [(approved, for_everybody), *PARTNERS],
    Can.READ_EVENT_PAPERS: PARTNERS,
    Can.SEE_OWN_EVENTS: [(center,), (member,)],
    Can.WRITE_EVENT: [(center,), (member, standing)],
    Can.KEEP_EVENT: [(center, of_the_center), (center, approved), (member, standing, of_own_organisation)],
    Can.DECIDE_EVENT: [(center, of_the_center), (center, proposed_by_another)],
    Can.WORK_POINT: [(center,), (member, standing, of_own_organisation), (member, standing, operating)],
    Can.ADD_COVERAGE: [(center,), (member, standing, of_the_media)],
    Can.ENTER_REACH: [(center,), (member, standing)],
}

REFUSED_WITH = {
    Can.DECIDE_EVENT: N_("What an organisation proposes is decided by somebody of the center who did not propose it."),
    Can.WORK_POINT: N_("Only who operates the point, and who holds the event, say how it stands and count there."),
    Can.ADD_COVERAGE: N_("What was published is added by the members of the media, and by the center."),
}
