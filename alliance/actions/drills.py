"""The mark of a drill where there are only words: on desks and in lists."""

from typing import Any

from sqlalchemy import ColumnElement, case, literal

DRILL = "〔演练〕"
"""Stands before the name of whatever is only practised, in either language."""


def called(title: str, drill: bool) -> str:
    return DRILL + title if drill else title


def titled(thing: Any) -> ColumnElement[str]:
    """What `called` makes of a thing that has a `title` and may be a `drill`."""
    return case((thing.drill, literal(DRILL).concat(thing.title)), else_=thing.title)
