"""How far an action is, of all its assignments together, by its own rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from .vocabulary import AssignmentRole, AssignmentState, RollUpRule

WITHOUT_PART = frozenset({AssignmentState.WAIVED, AssignmentState.RECALLED})


@dataclass(frozen=True, slots=True)
class Tally:
    """So many assignments of an action that have one role and one state; `weight`: of all of them together."""

    role: AssignmentRole
    state: AssignmentState
    count: int
    weight: int


@dataclass(frozen=True, slots=True)
class RollUp:
    """`verified` of `asked` organisations, as the rule counts them; `percent` is 100 only where it is `done`."""

    percent: int
    done: bool
    asked: int
    verified: int


def roll_up(rule: RollUpRule, rule_number: int | None, tallies: Iterable[Tally]) -> RollUp:
    """Who is only informed, waived or recalled does not count. Where nobody is left to count, it is done."""
    counted = [one for one in tallies if one.role is not AssignmentRole.INFORM and one.state not in WITHOUT_PART]
    if rule is RollUpRule.LEAD:
        counted = [one for one in counted if one.role is AssignmentRole.LEAD]
    fulfilled = [one for one in counted if one.state is AssignmentState.VERIFIED]
    asked, verified = _sum(counted), _sum(fulfilled)
    part, whole = verified, asked
    if rule is RollUpRule.COUNT:
        whole = min(rule_number or asked, asked)
    elif rule is RollUpRule.WEIGHTED:
        part, whole = (
            100 * sum(one.weight for one in fulfilled),
            sum(one.weight for one in counted) * (rule_number or 100),
        )
    done = part >= whole
    return RollUp(100 if done else min(99, _percent(part, whole)), done, asked, verified)


def _sum(tallies: Iterable[Tally]) -> int:
    return sum(one.count for one in tallies)


def _percent(part: int, whole: int) -> int:
    """Rounded to the nearest: two of three are 67."""
    return (200 * part + whole) // (2 * whole)
