"""Who may do what with requests to stand in: the rows that the table of shifts takes in. Whoever keeps the event asks
for a place that is free."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from .can import Can
from .rules import anyone, oneself

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.FIND_COVER: [(oneself,)],
    Can.ANSWER_STAND_IN: [(oneself,)],
    Can.ANSWER_STAND_IN_BY_LETTER: [(anyone,)],
}
