"""Putting the database back to what the migrations made, quickly, between two tests."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine, Table, event

from alliance.models import Base


def hasten(engine: Engine) -> None:
    """SQLite in haste, as PostgreSQL is by its settings: it does not wait for the disk."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))


class Freshener:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sqlite = engine.dialect.name == "sqlite"
        if self._sqlite:
            self._file = Path(str(engine.url.database))
            self._engine.dispose()
            self._template, self._next = (self._file.with_suffix(suffix) for suffix in (".template", ".next"))
            with engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
            self._engine.dispose()
            shutil.copy(self._file, self._template)
            return
        with engine.begin() as connection:
            for statement in _keeping(Base.metadata.sorted_tables):
                connection.exec_driver_sql(statement)

    def refresh(self) -> None:
        if self._sqlite:
            self._engine.dispose()
            for suffix in ("-wal", "-shm"):
                Path(f"{self._file}{suffix}").unlink(missing_ok=True)
            shutil.copy(self._template, self._next)
            self._next.replace(self._file)  # a new file: SQLite would mistake the old one for what it still remembers
            return
        with self._engine.begin() as connection:
            connection.exec_driver_sql("SELECT pristine.refresh()")


def _keeping(tables: Sequence[Table]) -> Iterator[str]:
    """Statements that keep a copy of each table's rows beside it, and a function that puts them back: one message for
    all tables, whose plans each connection makes once."""
    yield "CREATE SCHEMA pristine"
    acts = []
    for table in tables:
        name, kept = f'public."{table.name}"', f'pristine."{table.name}"'
        yield f"CREATE TABLE {kept} AS TABLE {name}"
        acts.append(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM {kept};")
    body = " ".join(acts)
    yield f"""CREATE FUNCTION pristine.refresh() RETURNS void LANGUAGE plpgsql
        SET session_replication_role = replica AS $$ BEGIN {body} END $$"""
