"""What stands in a database, table by table, short enough to be kept and compared."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, inspect, text

from .manifest import Rows

BITS = 2**64
SETTINGS = ("TimeZone = 'UTC'", "DateStyle = 'ISO'", "IntervalStyle = 'postgres'", "bytea_output = 'hex'")
"""How PostgreSQL writes a row as text, whatever its own settings are."""


def tables(connection: Connection) -> dict[str, Rows]:
    """Every table with its rows. The mark is a sum over the rows, so their order does not matter."""
    if connection.dialect.name == "postgresql":
        for setting in SETTINGS:
            connection.execute(text(f"SET LOCAL {setting}"))
        return {name: _of_postgresql(connection, name) for name in sorted(inspect(connection).get_table_names())}
    return {name: _of_sqlite(connection, name) for name in sorted(_names_of_sqlite(connection))}


def _of_postgresql(connection: Connection, name: str) -> Rows:
    mark = "sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric)"
    count, total = connection.execute(text(f'SELECT count(*), {mark} FROM "{name}" t')).one()  # noqa: S608
    return Rows(count, _short(int(total or 0)))


def _names_of_sqlite(connection: Connection) -> Iterator[str]:
    """Of an index of texts its own tables, and not the view that it gives of them: that one holds nothing itself."""
    real = "type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    yield from connection.execute(text(f"SELECT name FROM sqlite_master WHERE {real}")).scalars()  # noqa: S608


def _of_sqlite(connection: Connection, name: str) -> Rows:
    count = total = 0
    for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').yield_per(1000):  # noqa: S608
        count, total = count + 1, total + int.from_bytes(sha256(repr(tuple(row)).encode()).digest()[:8], "big")
    return Rows(count, _short(total))


def _short(total: int) -> str:
    return f"{total % BITS:016x}"
