"""A volunteer's own page is made of sections, and what is kept of her of parts: each room gives its own.

Rooms that come after this one are not known here: `alliance/own_page.py` names all of them, in their order.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ..foundation.store.work import Work


@dataclass(frozen=True, slots=True)
class Section:
    """A card of the page. `columns` and `rows`: of a table; where there are no rows `empty` is said. `links`: [.label
    .url] at its head."""

    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[tuple[Any, ...]]
    empty: str
    links: Sequence[dict[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept of a volunteer: of which kind, what it is, since when or until when."""

    part: str
    what: str
    value: str


class OwnPage:
    """Both take the volunteer's id. Set up before the first page is shown."""

    sections: Sequence[Callable[[Work, UUID], Section]] = ()
    kept: Sequence[Callable[[Work, UUID], Iterable[Kept]]] = ()
