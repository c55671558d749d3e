"""A thousand letters through a mail server that fails in every way, with the worker killed twenty times: what arrives.

    python bench/letters.py [--letters 1000] [--kills 20] [--database URL]

On SQLite; and on the PostgreSQL server whose superuser's address `--database` gives. The worker is `flask worker`,
killed with -9 wherever it stands; in the middle the mail server is away for a while. That time passes between two tries
is shown to the letters by setting them back, always while no worker runs. Printed is what the server was asked and
took: lost are letters of which it has none, doubled are those that it has under two Message-IDs; a repeat under the
same one is one letter to its reader. Ends with status 1 where anything is lost or doubled.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from alliance.config import read_settings
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL
from alliance.foundation.store import migrate
from alliance.foundation.store.engine import open_engine
from alliance.foundation.store.work import Work
from alliance.journal import letters
from alliance.journal.model import Letter
from bench.databases import on_server, on_sqlite
from bench.processes import ROOT
from bench.unreliable import Unreliable, Way

FLASK = (sys.executable, "-m", "flask", "--app", "app")
WAYS = (Way.TAKES, Way.SLOW, Way.GREYLISTS, Way.CUTS, Way.REFUSES, Way.CUTS_BEFORE, Way.TAKES, Way.TAKES)
SECONDS_AT_WORK = (3.0, 6.0)
"""So long a worker runs until it is killed; about two of it starts the portal."""


@dataclass(frozen=True)
class Outcome:
    letters: int
    kills: int
    tries: int
    arrived: int
    doubled: int
    repeats: int
    given_up: int
    seconds: float

    @property
    def lost(self) -> int:
        return self.letters - self.arrived


def run(environment: Mapping[str, str], count: int, kills: int) -> tuple[Outcome, Unreliable]:
    """Write so many letters and have them sent. `environment`: of the portal, with its database."""
    server, begun = Unreliable(WAYS), time.perf_counter()
    server.controller.start()
    settings = {**os.environ, **environment, "ALLIANCE_SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
    database = open_engine(read_settings(settings).database_url)
    try:
        _write(database, count)
        for number in range(kills):
            _work_and_die(settings, random.uniform(*SECONDS_AT_WORK))
            if number == kills // 2:
                _while_away(settings)
            _let_time_pass(database)
        while _left(database):
            subprocess.run(
                [sys.executable, "-m", "flask", "--app", "app", "deliver"], cwd=ROOT, env=settings, check=True
            )
            _let_time_pass(database)
        return _outcome(database, server, (count, kills), time.perf_counter() - begun), server
    finally:
        database.dispose()
        server.controller.stop()


def _write(database: Engine, count: int) -> None:
    with Session(database) as session:
        work = Work(PORTAL, clock.now(), session)
        for number in range(count):
            letters.write(work, f"reader{number}@example.org", "password_changed", path=f"/{number}")
        session.commit()


def _work_and_die(settings: Mapping[str, str], seconds: float) -> None:
    worker = subprocess.Popen([*FLASK, "worker"], cwd=ROOT, env=settings)
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def _while_away(settings: Mapping[str, str]) -> None:
    """Nobody listens at its address while a worker tries."""
    settings = {**settings, "ALLIANCE_SMTP_URL": "smtp://127.0.0.1:9"}
    _work_and_die(settings, SECONDS_AT_WORK[1])


def _let_time_pass(database: Engine) -> None:
    """Leases run out, and waits between tries are over."""
    with Session(database) as session:
        waits = update(Letter).where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
        session.execute(waits.values(due_at=clock.now()))
        session.commit()


def _left(database: Engine) -> int:
    with Session(database) as session:
        waits = select(func.count()).where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
        return session.scalar(waits) or 0


def _outcome(database: Engine, server: Unreliable, asked: tuple[int, int], seconds: float) -> Outcome:
    with Session(database) as session:
        given_up = session.scalar(select(func.count()).where(Letter.given_up_at.is_not(None))) or 0
    arrived, taken = len(server.texts), sum(server.taken.values())
    doubled = len(server.taken) - arrived
    return Outcome(*asked, sum(server.met.values()), arrived, doubled, taken - len(server.taken), given_up, seconds)


@contextmanager
def _databases(url: str | None) -> Iterator[list[tuple[str, str]]]:
    with on_sqlite() as first:
        if url is None:
            yield [(first.kind, first.url)]
        else:
            with on_server(url, "letters") as second:
                yield [(first.kind, first.url), (second.kind, second.url)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database")
    asked = parser.parse_args()
    print("| database | letters | kills | tries | arrived | lost | doubled | repeats, same Message-ID | given up | s |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    wrong = False
    with _databases(asked.database) as databases, tempfile.TemporaryDirectory() as folder:
        for kind, url in databases:
            environment = {"ALLIANCE_DATABASE_URL": url, "ALLIANCE_INSTANCE": folder, "ALLIANCE_DEMO": "0"}
            migrate.upgrade(open_engine(url))
            o, server = run(environment, asked.letters, asked.kills)
            figures = (o.letters, o.kills, o.tries, o.arrived, o.lost, o.doubled, o.repeats, o.given_up)
            print(f"| {kind} | " + " | ".join(map(str, figures)) + f" | {o.seconds:.0f} |")
            print("  " + ", ".join(f"{way.value}: {count}" for way, count in server.met.items()))
            wrong |= bool(o.lost or o.doubled or o.given_up)
    sys.exit(wrong)


if __name__ == "__main__":
    main()
