"""Who may do what with attendance and certificates: the rows that `table` takes in. Whoever keeps an event keeps its
lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from .can import Can
from .rules import center, center_admin, oneself, signed_in

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.SEE_OWN_HOURS: [(signed_in,)],
    Can.KEEP_OWN_HOURS: [(oneself,)],
    Can.TAKE_CERTIFICATE: [(signed_in,)],
    Can.READ_CERTIFICATE: [(oneself,)],
    Can.SEE_CERTIFICATE_RULE: [(center,)],
    Can.KEEP_CERTIFICATE_RULE: [(center_admin,)],
}
