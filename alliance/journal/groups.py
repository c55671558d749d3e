"""Whoever else is told what letters tell: the organisations' groups, which know more readers than a letter has."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.store.work import Work

Letters = Sequence[tuple[str, Mapping[str, Any]]]


class Groups:
    """Told of all letters of one kind at once; set up before the first act, as the journal's reactions are."""

    tell: Callable[[Work, str, Letters], None] = staticmethod(lambda work, template, letters: None)
