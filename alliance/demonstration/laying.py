"""Laying rows in by the thousand, with ids that the same seed gives again."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from ..foundation.store.work import Work

Row = dict[str, Any]
Rows = dict[type[Any], list[Row]]


class AlreadyMade(RuntimeError):
    """This database holds such things: they are made once."""


def lay_in(work: Work, model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """One statement, past the mapper: each row names every column that has no default in the database."""
    if rows:
        work.session.connection().execute(insert(model.__table__), rows)


def lay_in_all(work: Work, rows: Rows) -> None:
    """In the order of their tables: what others point to comes first."""
    for model, its in rows.items():
        lay_in(work, model, its)


def chosen_id(chance: Random) -> UUID:
    """As random as any other id, and the same for the same seed."""
    return UUID(int=chance.getrandbits(128), version=4)
