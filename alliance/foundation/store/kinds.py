"""Statements that are built once for all who are alike: their ids and the moment are filled in when they are asked.

To build a large statement takes longer than to ask it. `by_kind` builds it with a `Work` whose actor has the role, but
whose ids are unknown and stand in SQL as parameters. So nothing of one person can remain in it for the next; whatever
would need an id or the moment itself, to compare, count or write it, fails.
"""

from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, types

from ..kernel.actor import Actor
from ..kernel.clock import LOCAL_ZONE, local_day
from .base import UtcDateTime
from .work import Work

P = ParamSpec("P")
T = TypeVar("T")
KEPT = 64
"""So many kinds of each statement, by role and day."""


class Given:
    """A value that is known when the statement is asked; SQL's parameter of this name, and nothing else."""

    __slots__ = ("_parameter",)

    def __init__(self, name: str, kind: types.TypeEngine[Any], *, many: bool = False) -> None:
        self._parameter: BindParameter[Any] = bindparam(name, type_=kind, expanding=many)

    def __clause_element__(self) -> BindParameter[Any]:
        return self._parameter

    def __str__(self) -> str:
        raise TypeError(f"{self._parameter.key} is not known yet")


class Moment(datetime):
    """A moment of a known day; in SQL the parameter of the moment itself."""

    def __clause_element__(self) -> BindParameter[datetime]:
        return _NOW

    def __add__(self, _other: Any) -> Any:
        raise TypeError("only the day is known yet")

    __radd__ = __sub__ = __rsub__ = __add__


_NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())
_OF_ACTOR = {name: Given(name, types.Uuid()) for name in ("person_id", "organisation_id", "appointment_id")} | {
    name: Given(name, types.String()) for name in ("district_code", "name", "organisation_name")
}
REACHED = cast("Set[UUID]", Given("reached", types.Uuid(), many=True))
"""The audiences to which the organisation belongs, for the visibility filters that take them."""


def by_kind(build: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
    """Have `build` done once for all who differ in nothing but their ids, and each day; what it takes besides is
    hashable. Its statements are asked with `given`."""

    @lru_cache(maxsize=KEPT)
    def built(actor: Actor, day: date, *more: Hashable) -> T:
        no_session = cast("Any", None)
        kind = Work(actor, Moment.combine(day, time(), LOCAL_ZONE), no_session)
        return cast("Callable[..., T]", build)(kind, *more)

    @wraps(build)
    def of(work: Work, *more: Any) -> T:
        unknown = {name: value for name, value in _OF_ACTOR.items() if getattr(work.actor, name)}
        return built(replace(work.actor, **cast("Any", unknown)), local_day(work.now), *more)

    return cast("Callable[Concatenate[Work, P], T]", of)


def given(work: Work, reached: Set[UUID] = frozenset()) -> Mapping[str, Any]:
    """What a statement of `by_kind` is filled in with."""
    return {name: getattr(work.actor, name) for name in _OF_ACTOR} | {"now": work.now, "reached": sorted(reached)}
