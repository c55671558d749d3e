"""The questions that are asked of publicity events alone."""

from typing import Any

from ..foundation.kernel.actor import Actor


def of_the_media(actor: Actor, thing: Any) -> bool:
    return actor.of_the_media


def approved(actor: Actor, thing: Any) -> bool:
    """The thing is an event that the center has approved, or belongs to one; it stays so when it is cancelled."""
    return thing.approved_at is not None


def operating(actor: Actor, thing: Any) -> bool:
    """The actor's organisation operates the point, as it was read for this very actor."""
    return bool(thing.operating)


OPEN_TO_ALL = frozenset({approved})
ABOUT_A_THING = frozenset({approved, operating})
