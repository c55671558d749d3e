"""Who may do what with operations, their stages and their hotspots: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .rules import (
    addressed,
    begun,
    center,
    district_officer,
    inspector,
    member,
    of_own_district,
    proposed_by_another,
    standing,
    stationed,
)

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.SEE_OPERATIONS: [(center,), (inspector,), (district_officer,), (member,)],
    Can.OVERSEE_OPERATIONS: [(center,), (inspector,), (district_officer,)],
    Can.READ_OPERATION: [
        (center,),
        (inspector, begun),
        (district_officer, begun),
        (member, standing, begun, addressed),
    ],
    Can.WRITE_OPERATION: [(center,)],
    Can.STEER_OPERATION: [(center,)],
    Can.KEEP_HOTSPOT: [(center,)],
    Can.CONFIRM_DELISTING: [(center, proposed_by_another)],
    Can.WRITE_LOG: [
        (center,),
        (district_officer, begun, of_own_district),
        (member, standing, begun, addressed, stationed),
    ],
}

REFUSED_WITH = {
    Can.CONFIRM_DELISTING: N_("A hotspot is delisted by an officer other than the one who proposed it."),
    Can.WRITE_LOG: N_("The log is written by the center, the district's officer and whoever is stationed there today."),
}
