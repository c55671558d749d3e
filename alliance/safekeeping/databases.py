"""The database of one moment, out into a file and back: SQLite by its backup, PostgreSQL by its own programs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from . import postgresql
from .manifest import Unfit

FILES = {"sqlite": "database.sqlite", "postgresql": "database.dump"}


def file_of(kind: str) -> str:
    return FILES[kind]


@contextmanager
def copied_out(engine: Engine, folder: Path) -> Iterator[Connection]:
    """Write the database into its file in `folder`; the connection reads exactly what is in it. Raises Unfit."""
    file = folder / file_of(engine.dialect.name)
    copy = _out_of_postgresql if engine.dialect.name == "postgresql" else _out_of_sqlite
    with copy(engine, file) as connection:
        yield connection


@contextmanager
def _out_of_postgresql(engine: Engine, file: Path) -> Iterator[Connection]:
    """Both see one snapshot: this transaction, which may take its time, and the program that writes the rows down."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ", reading=True) as connection:
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {limit} = 0"))
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        postgresql.dump(engine.url, snapshot, file)
        yield connection


@contextmanager
def _out_of_sqlite(engine: Engine, file: Path) -> Iterator[Connection]:
    """In one step under one reading transaction, which holds up no writer: in several steps each write of somebody
    else would begin it anew."""
    file.touch(mode=0o600)
    with closing(sqlite3.connect(_path(engine))) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise Unfit(f"the database itself is damaged: {found}")
    reader = create_engine(f"sqlite:///{file}")
    try:
        with reader.connect() as connection:
            yield connection
    finally:
        reader.dispose()


def is_empty(engine: Engine) -> bool:
    """Whether there is no table in it. A database that is a file comes with the first question."""
    if engine.dialect.name == "sqlite":
        _path(engine).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with engine.connect() as connection:
        return not inspect(connection).get_table_names()


def copy_in(engine: Engine, folder: Path) -> None:
    """Read the file in `folder` into an empty database, all or nothing; raises Unfit."""
    file = folder / file_of(engine.dialect.name)
    if engine.dialect.name == "postgresql":
        postgresql.restore(engine.url, file)
        return
    engine.dispose()
    read_only = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(read_only, uri=True)) as kept, closing(sqlite3.connect(_path(engine))) as empty:
        kept.backup(empty)


def _path(engine: Engine) -> Path:
    return Path(str(engine.url.database)).absolute()
