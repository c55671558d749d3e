"""Who may do what with shifts: the rows that `table` takes in. Whoever keeps the event keeps its shifts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from .can import Can
from .cover_table import ROWS as COVER
from .publicity_rules import approved
from .publicity_table import PARTNERS
from .publicity_table import ROWS as PUBLICITY
from .rules import anyone, for_everybody, member, of_own_organisation, oneself, standing
from .shifts_rules import announced
from .volunteers_rules import volunteer

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.FIND_SHIFTS: [(anyone,)],
    Can.READ_SHIFT: [
        (approved, for_everybody, announced),
        *((*clause, announced) for clause in PARTNERS),
        *PUBLICITY[Can.KEEP_EVENT],
    ],
    Can.SIGN_UP_FOR_SHIFT: [(volunteer, approved, for_everybody, announced)],
    Can.ANSWER_OWN_SIGN_UP: [(oneself,)],
    Can.ANSWER_OFFER: [(anyone,)],
    Can.SEE_OWN_QUOTAS: [(member,)],
    Can.READ_QUOTA: [(member, of_own_organisation)],
    Can.FILL_QUOTA: [(member, standing, of_own_organisation)],
    **COVER,
}
