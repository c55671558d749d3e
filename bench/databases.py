"""An empty database for a measurement, filled, and gone afterwards: a file, or one on a PostgreSQL server."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from .processes import ROOT

KEPT = "ALLIANCE_BENCH_KEPT"
"""A folder in which SQLite databases are kept from run to run: a city takes some minutes to make. Where it is named,
those on a server are kept too."""


@dataclass(frozen=True)
class Database:
    url: str
    kind: str

    def fill(self, environment: Mapping[str, str], organisations: int) -> None:
        """The demonstration, and as many further organisations as asked for."""
        command = [sys.executable, "-m", "bench.filled", str(organisations)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        if self.kind == "postgresql":
            _execute(self.url, "ANALYZE")

    def live(self, environment: Mapping[str, str], scale: str | None) -> None:
        """The demonstration, and the years of a place of this scale; as it is kept, where it is."""
        kept = Path(os.environ.get(KEPT, "/nowhere")) / f"{scale or 'demonstration'}.db"
        if self.kind == "sqlite" and kept.exists():
            shutil.copy(kept, str(make_url(self.url).database))
            return
        for command in (["migrate"], ["demo", *(["--scale", scale] if scale else [])]):
            flask = [sys.executable, "-m", "flask", "--app", "app", *command]
            subprocess.run(flask, cwd=ROOT, env=environment, check=True)

    def processes(self) -> list[int]:
        """The processes that answer the portal: none where the database is within it."""
        if self.kind == "sqlite":
            return []
        mine = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return _execute(self.url, mine)


@contextmanager
def on_sqlite() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        yield Database(f"sqlite:///{folder}/alliance.db", "sqlite")


@contextmanager
def on_server(url: str, its: str | int) -> Iterator[Database]:
    """A database of its own on the server, whose superuser `url` names; `its`: what tells it from another."""
    kept = KEPT in os.environ
    name = f"bench_{its}" if kept else f"bench_{its}_{os.getpid()}"
    if not _execute(url, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        _execute(url, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    try:
        yield Database(make_url(url).set(database=name).render_as_string(hide_password=False), "postgresql")
    finally:
        if not kept:
            _execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> list[int]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            answer = connection.execute(text(statement))
            return [int(row[0]) for row in answer] if answer.returns_rows else []
    finally:
        engine.dispose()
