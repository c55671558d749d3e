"""One line of the page: how a matter stands, what was found, and what to do next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ..foundation.kernel.words import N_
from .queries import Seen
from .vocabulary import Condition, Matter

NOBODY_LOOKED = N_("The worker has not looked yet.")
WAIT = N_("The worker looks within five minutes of its start. If this stays, look at its log.")
COULD_NOT = N_("The worker could not look (%(trouble)s).")
READ_LOG = N_("Read the worker's log: journalctl names the cause.")


class Size(int):
    """A number of bytes, to be told in a unit that people read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`found` and `step` are msgids; `params` fill both: moments, spans and sizes are put into words where they are
    shown. `step` is empty where there is nothing to do. `host`, `seen_at`: on which machine and when it was found so,
    where it is one of several."""

    matter: Matter
    condition: Condition
    found: str
    step: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    host: str = ""
    seen_at: datetime | None = None


def good(matter: Matter, found: str, **params: Any) -> Finding:
    return Finding(matter, Condition.GOOD, found, "", params)


def look(matter: Matter, found: str, step: str, **params: Any) -> Finding:
    return Finding(matter, Condition.LOOK, found, step, params)


def act(matter: Matter, found: str, step: str, **params: Any) -> Finding:
    return Finding(matter, Condition.ACT, found, step, params)


def told(matter: Matter, details: Mapping[str, Any] | None, judge: Callable[[Mapping[str, Any]], Finding]) -> Finding:
    """What `judge` makes of the details; where the worker has not looked, or could not, just that."""
    if details is None:
        return look(matter, NOBODY_LOOKED, WAIT)
    if "trouble" in details:
        return look(matter, COULD_NOT, READ_LOG, trouble=details["trouble"])
    return judge(details)


def each(matter: Matter, seen: Sequence[Seen], judge: Callable[[Mapping[str, Any]], Finding]) -> Sequence[Finding]:
    """By the machine that looked last (the first of `seen`); then every other that does not stand well, by name."""
    if len(seen) < 2:
        return [told(matter, seen[0].details if seen else None, judge)]
    first, *others = (named(told(matter, one.details, judge), one) for one in seen)
    return [first, *(one for one in others if one.condition is not Condition.GOOD)]


def named(finding: Finding, seen: Seen) -> Finding:
    """What is well needs no name."""
    return finding if finding.condition is Condition.GOOD else replace(finding, host=seen.host, seen_at=seen.at)
