"""Who may read the figures of the running portal: no role, but a place or a token."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from .can import Can


def trusted_to_watch(actor: Actor, thing: Any) -> bool:
    """Whoever asks is on the portal's own machine, or has the token of its settings."""
    return bool(thing.trusted)


OPEN_TO_ALL = frozenset({trusted_to_watch})
ABOUT_A_THING = frozenset({trusted_to_watch})

ROWS: Mapping[Can, Sequence[tuple[Any, ...]]] = {Can.READ_METRICS: [(trusted_to_watch,)]}
