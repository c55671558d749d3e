"""What reminds of a duty and still waits is not sent once that is done: asked when it would be sent.

So nobody has to know by which of many acts a duty ends. Asked is what is committed by then: while an act is under way
its duty still waits, and a letter that is due is never lost to one that fails.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from ..foundation.store.work import Work

REMINDS = "reminds"
"""The parameter that makes a letter a reminder: the keys of the duties that it is about."""


class Duties:
    """Which of these duties still wait; set up before the first act, as the journal's reactions are."""

    waiting: Callable[[Work, Collection[str]], Set[str]] = staticmethod(lambda work, keys: frozenset(keys))


class Unsent(Protocol):
    """A letter, or a message to a group."""

    @property
    def params(self) -> Mapping[str, Any]: ...
    @property
    def attempts(self) -> int: ...


Sent = TypeVar("Sent", bound=Unsent)


def key(duty: str, thing_id: UUID, day: date | None = None) -> str:
    """What names a duty about a thing, by the day that was set for it; by whatever day, where none is given."""
    return f"{duty}:{thing_id}:{day or ''}"


def over(work: Work, unsent: Sequence[Sent]) -> list[Sent]:
    """Those that remind only of what is done, or has got another day. Never one that was tried: it may have arrived,
    and is tried again as it was."""
    reminders = [one for one in unsent if not one.attempts and one.params.get(REMINDS)]
    keys = {its for one in reminders for its in one.params[REMINDS]}
    waiting = Duties.waiting(work, keys) if keys else frozenset()
    return [one for one in reminders if waiting.isdisjoint(one.params[REMINDS])]
