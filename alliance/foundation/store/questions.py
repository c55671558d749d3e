"""What a desk asks: each feature gives its questions, and the database answers all of them in one statement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, literal_column, select, type_coerce, types, union_all

from ..kernel.errand import Errand
from .base import UtcDateTime
from .work import Work

ME, OWN = bindparam("me", type_=types.Uuid()), bindparam("own", type_=types.Uuid())
"""Whoever asks, and the organisation that they act for, in what is built once for everybody."""


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


def errands_of(work: Work, questions: Sequence[Question]) -> list[Errand]:
    """What the answers come to, question by question; one statement, or none where nothing is asked."""
    if not questions:
        return []
    parts = [question.part.add_columns(_plain(str(place), "place")) for place, question in enumerate(questions)]
    values = {"me": work.actor.person_id, "own": work.actor.organisation_id}
    rows = work.session.execute(union_all(*parts).order_by("place", "rank"), values).all()
    answers = [(questions[place].say, Found(*found)) for *found, _rank, place in rows]
    return [say(found) for say, found in answers if found.count]
