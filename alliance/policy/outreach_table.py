"""Who may do what with the log of everyday publicity: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from .can import Can
from .rules import center, district_officer, inspector, member, of_own_district, of_own_organisation, standing

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.READ_OUTREACH: [(center,), (inspector,), (district_officer, of_own_district), (member, of_own_organisation)],
    Can.OVERSEE_OUTREACH: [(center,), (inspector,), (district_officer,)],
    Can.SEE_OWN_OUTREACH: [(member,)],
    Can.LOG_OUTREACH: [(member, standing)],
    Can.KEEP_OUTREACH: [(member, standing, of_own_organisation)],
}
