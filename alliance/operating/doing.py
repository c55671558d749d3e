"""What this thread is doing now, and what it has asked the database for so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(slots=True)
class Doing:
    """A page by its endpoint, or a duty of the worker by its words. `number`: of the request; a duty has none."""

    name: str
    number: str = ""
    statements: int = 0
    seconds_asking: float = 0.0
    began: float = field(default_factory=perf_counter)

    @property
    def seconds(self) -> float:
        return perf_counter() - self.began


_now: ContextVar[Doing | None] = ContextVar("doing", default=None)


def doing() -> Doing | None:
    return _now.get()


def begin(what: Doing) -> Doing:
    """From here on this thread does `what`; it takes the place of what came before."""
    _now.set(what)
    return what


@contextmanager
def during(name: str) -> Iterator[Doing]:
    """A duty, and afterwards what was done before."""
    token = _now.set(what := Doing(name))
    try:
        yield what
    finally:
        _now.reset(token)


def end() -> None:
    _now.set(None)
