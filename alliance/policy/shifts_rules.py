"""The questions that are asked of shifts alone."""

from typing import Any

from ..foundation.kernel.actor import Actor


def announced(actor: Actor, thing: Any) -> bool:
    """The thing is a shift that was opened once: it is no longer being planned."""
    return bool(thing.announced)


OPEN_TO_ALL = frozenset({announced})
ABOUT_A_THING = frozenset({announced})
