"""What a desk asks: each feature gives its questions, and the database answers all of them in one statement.

The questions are built once for all who are alike (`by_kind`): what a feature takes from the `Work` that it is given
can stand in SQL only.
"""

from collections.abc import Callable, Hashable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, literal_column, select, type_coerce, types, union_all

from .foundation.kernel.errand import Errand
from .foundation.store.base import UtcDateTime
from .foundation.store.kinds import by_kind, given
from .foundation.store.work import Work


@dataclass(frozen=True, slots=True)
class Found:
    """A row of an answer: one thing, or how many there are. What its question does not select is empty, and `count` 1.

    `more`: whatever text the question selects beside the title.
    """

    id: UUID | None
    title: str
    more: str
    count: int
    day: date | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """A part of the statement, made by `single` or `listed`; `say` puts a row of it into words."""

    part: Select[Any]
    say: Callable[[Found], Errand]


_EMPTY: dict[str, tuple[str, Any]] = {
    "id": ("CAST(NULL AS UUID)", types.Uuid()),
    "title": ("''", types.String()),
    "more": ("''", types.String()),
    "count": ("1", types.Integer()),
    "day": ("CAST(NULL AS DATE)", types.Date()),
    "since": ("CAST(NULL AS TIMESTAMPTZ)", UtcDateTime()),
}


@cache
def _plain(sql: str, name: str, kind: Any = types.Integer) -> Any:
    return literal_column(sql, kind).label(name)


def columns(**given: Any) -> list[Any]:
    """The columns of a question, by the names of `Found`: all of them, because the parts of a union agree in types."""
    asked = {name: type_coerce(column, _EMPTY[name][1]).label(name) for name, column in given.items()}
    return list(({name: _plain(sql, name, kind) for name, (sql, kind) in _EMPTY.items()} | asked).values())


def single(asked: Select[Any], say: Callable[[Found], Errand]) -> Question:
    """For what `asked`, a select of `columns(...)`, answers in one row; none, or a count of 0, is nothing to say."""
    return Question(asked.add_columns(_plain("0", "rank")), say)


def listed(
    asked: Select[Any], say: Callable[[Found], Errand], order: Sequence[Any], most: int | None = None
) -> Question:
    """For the first `most` rows of `asked` in this order. They are ranked, because a union keeps no order, in a
    subquery, because SQLite limits no part of a union."""
    rank = func.row_number().over(order_by=order).label("rank")
    first = asked.add_columns(rank).order_by(*order).limit(most).subquery("found")
    found = [_plain(f"found.{name}", name, kind) for name, (_sql, kind) in _EMPTY.items()]
    return Question(select(*found, _plain("found.rank", "rank")).select_from(first), say)


def errands_of(
    work: Work, ask: Callable[..., Sequence[Question]], reached: Set[UUID] = frozenset(), *facts: Hashable
) -> list[Errand]:
    """What the answers come to, question by question; one statement, or none where nothing is asked.

    `ask` is given a `Work` of `by_kind`, and `facts`, whatever else the questions hang on. `reached`: what `REACHED`
    stands for in them.
    """
    statement, say = _asked(work, ask, *facts)
    if statement is None:
        return []
    rows = work.session.execute(statement, given(work, reached)).all()
    answers = [(say[place], Found(*found)) for *found, _rank, place in rows]
    return [say(found) for say, found in answers if found.count]


@by_kind
def _asked(
    work: Work, ask: Callable[..., Sequence[Question]], *facts: Hashable
) -> tuple[CompoundSelect[Any] | None, Sequence[Callable[[Found], Errand]]]:
    """The statement, and what puts the rows of each of its parts into words."""
    questions = ask(work, *facts)
    parts = [question.part.add_columns(_plain(str(place), "place")) for place, question in enumerate(questions)]
    asked = union_all(*parts).order_by("place", "rank") if parts else None
    return asked, [question.say for question in questions]
