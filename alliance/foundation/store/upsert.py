"""INSERT … ON CONFLICT: both databases have it, each under a class of its own."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_or(session: Session, table: Any) -> Any:
    """An insert into `table` that can say what happens on a conflict, in the words of the session's database."""
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)
