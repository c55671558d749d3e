"""The tables of an index of texts, as migrations make them; see `fulltext`."""

from typing import Any

import sqlalchemy as sa

DENSE = 128
"""So many bytes of a row stay with its number: thousands of numbers are read from few pages."""

BETWEEN = """
CREATE FUNCTION {name}_between(asked tsquery, first integer, below integer) RETURNS SETOF integer
LANGUAGE sql STABLE ROWS 1000 SET enable_seqscan = off SET enable_indexscan = off
AS 'SELECT number FROM {name} WHERE bigrams @@ asked AND number + 0 >= first AND number + 0 < below'
"""
"""PostgreSQL believes that to read every text costs little, and does it; within this function it asks the index."""


def create_index(op: Any, name: str) -> None:
    """In a migration: make the index, empty and without marks. `op`: Alembic's operations."""
    number = sa.Column("number", sa.Integer, autoincrement=False)
    key = sa.PrimaryKeyConstraint("number", name=f"pk_{name}")
    op.create_table(name, number, sa.Column("folded", sa.Text, nullable=False), key)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {name} ADD COLUMN bigrams tsvector NOT NULL")
        op.execute(f"CREATE INDEX {name}_bigrams ON {name} USING gin (bigrams)")
    else:
        _create_fts5(op, name)


def add_marks(op: Any, name: str) -> None:
    """In a migration: let the texts of the index carry marks. Put each again afterwards."""
    op.add_column(name, sa.Column("marks", sa.Text, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {name} SET (toast_tuple_target = {DENSE})")
        op.execute(f"ALTER TABLE {name} ALTER COLUMN folded SET STORAGE EXTERNAL")
        op.execute(BETWEEN.format(name=name))


def drop_marks(op: Any, name: str) -> None:
    """In a migration: no text carries any. Put each again before, without."""
    op.drop_column(name, "marks")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {name}_between")
        op.execute(f"ALTER TABLE {name} RESET (toast_tuple_target)")
        op.execute(f"ALTER TABLE {name} ALTER COLUMN folded SET STORAGE EXTENDED")


def begin_anew(op: Any, name: str, *, signs: bool) -> None:
    """In a migration: FTS5 forgets every text, and with `signs` finds single signs at once from now on. Put each again;
    PostgreSQL has nothing to forget."""
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table(f"{name}_bigrams")
        _create_fts5(op, name, ", prefix=1" if signs else "")


def _create_fts5(op: Any, name: str, more: str = "") -> None:
    how = f"content='', detail=none, columnsize=0, tokenize=ascii{more}"
    op.execute(f"CREATE VIRTUAL TABLE {name}_bigrams USING fts5(bigrams, {how})")


def drop_index(op: Any, name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table(f"{name}_bigrams")
    op.drop_table(name)


def in_models(_thing: object, name: str | None, _kind: str, _reflected: bool, same: object) -> bool:
    """For Alembic's `include_object`: the bigrams are the database's own, and no model is expected to know them."""
    return same is not None or "bigrams" not in (name or "").split("_")
