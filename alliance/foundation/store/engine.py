"""Opening the database: one engine for reading, one for writing, with the settings each database needs."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

WRITING = ("INSERT", "UPDATE", "DELETE", "MERGE")


class WriteWhileReading(RuntimeError):
    """A page that asks a question has tried to change a row."""


def open_engine(url: str) -> Engine:
    """An engine for `url`; SQLite in WAL with foreign keys, PostgreSQL with time limits on connecting and waiting."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": 15})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        limits = "-c statement_timeout=20000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            pool_timeout=5,
            connect_args={"connect_timeout": 5, "options": limits},
        )
    event.listen(engine, "before_cursor_execute", _refuse_writes_while_reading)
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same pool; a statement that changes rows raises."""
    return engine.execution_options(reading=True)


def for_reading_only(session: Session) -> bool:
    """Whether this transaction can have changed nothing: it sees only what was committed."""
    return bool(session.get_bind().get_execution_options().get("reading"))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "synchronous=FULL",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _refuse_writes_while_reading(
    connection: Connection, _cursor: Any, statement: str, _params: Any, _context: Any, _many: bool
) -> None:
    reading = connection.get_execution_options().get("reading")
    if reading and statement.lstrip()[:6].upper() in WRITING:
        raise WriteWhileReading(statement.split("\n", maxsplit=1)[0])
