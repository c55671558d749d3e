"""The questions that are asked of volunteers and their teams alone."""

from typing import Any

from ..foundation.kernel.actor import Actor, Role


def volunteer(actor: Actor, thing: Any) -> bool:
    return actor.role is Role.VOLUNTEER


def coordinated(actor: Actor, thing: Any) -> bool:
    """The actor coordinates the team, or one to which the volunteer belongs, as it was read for this very actor."""
    return bool(thing.coordinated)


def of_own_team(actor: Actor, thing: Any) -> bool:
    """The volunteer belongs, or asks to belong, to a team of the actor's organisation, as read for this very actor."""
    return bool(thing.of_own_team)


def still_there(actor: Actor, thing: Any) -> bool:
    """The thing is a team that was not closed."""
    return thing.closed_at is None


ABOUT_A_THING = frozenset({coordinated, of_own_team, still_there})
