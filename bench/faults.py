"""What becomes of writes when the portal's processes are killed, its database is restarted, and its disk is full.

    python bench/faults.py [--writes 1000] [--kills 5] [--only WORDS]

Four administrators write over HTTP to gunicorn as `deploy/portal.service` starts it, each act with an idempotency key;
of the answers 15 % are never read, and the same key is tried again. On SQLite, and on a PostgreSQL of its own from the
pip package of the tests. Disks that are full are small ones in memory, which only root can make. One table; ends with
status 1 where an acknowledged write is lost, doubled or half-done, the journal's chain does not hold, or a refusal was
not told as such.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from alliance import create_app
from alliance.config import read_settings
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store import migrate
from alliance.foundation.web.portal import Portal
from bench.faulting import Outcome, Web, Writer, done, end, killed_while, outcome, restarted_while, writing
from bench.visitor import Visitor
from tests.databases import Server
from tests.factories import PASSWORD, Make

WRITERS, DROPPED = 4, 0.15
BOTH = ("sqlite", "postgresql")
MEGABYTES = {"sqlite": 12, "postgresql": 150}
REFUSED_LEAST = 20
PAGES = ("/", "/directory/", "/cases/", "/people/sign-in", "/readyz")
KEY = "a key for a measurement, long enough"
HEAD = (
    f"{'fault':32} {'database':10} {'acknowledged':>12} {'lost':>5} {'doubled':>8} {'half-done':>10} {'chain':>6}  more"
)


@dataclass(frozen=True)
class Place:
    """A portal that is served from its own processes. `disk`: where what grows lies."""

    portal: Portal
    environment: dict[str, str]
    disk: Path
    server: Server | None

    def writers(self, web: Web, each: int, dropped: float = DROPPED) -> Sequence[Writer]:
        make = Make(self.portal)
        people = [make.person(Role.CENTER_ADMIN) for _ in range(WRITERS)]
        self.portal.database.dispose()
        found = [Writer(web.port, f"writer{n}", (one.email, PASSWORD), each, dropped) for n, one in enumerate(people)]
        for writer in found:
            writer.sign_in()
        return found


@contextmanager
def place(kind: str, megabytes: int = 0) -> Iterator[Place]:
    """An empty portal; with `megabytes`, its database on a disk that has no more."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alliance-faults-", dir="/tmp")))
        server, disk = None, folder / "disk"
        if kind == "postgresql":
            server = Server()
            stack.callback(server.stop)
            disk = server.data
        disk.mkdir()
        stack.enter_context(_small(disk, megabytes) if megabytes else _owned(disk))
        if server:
            server.start()
        url = server.url.render_as_string(hide_password=False) if server else f"sqlite:///{disk}/alliance.db"
        environment = {"ALLIANCE_DATABASE_URL": url, "ALLIANCE_SECRET_KEY": KEY, "ALLIANCE_INSTANCE": str(folder)}
        portal = create_app(read_settings(environment))
        migrate.upgrade(portal.database)
        stack.callback(portal.database.dispose)
        yield Place(portal, environment, disk, server)


@contextmanager
def _small(disk: Path, megabytes: int) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", disk], check=True)
    try:
        with _owned(disk):
            yield
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@contextmanager
def _owned(disk: Path) -> Iterator[None]:
    """By whom the server runs as; see `tests.databases`."""
    if os.geteuid() == 0:
        shutil.chown(disk, "nobody", "nogroup")
    disk.chmod(0o700)
    yield


def line(fault: str, kind: str, found: Outcome, more: str) -> bool:
    print(
        f"{fault:32} {kind:10} {found.acknowledged:>12} {found.lost:>5} {found.doubled:>8} {found.half_done:>10} "
        f"{'holds' if found.chain_holds else 'BROKEN':>6}  {more}",
        flush=True,
    )
    return found.good


def killed(kind: str, given: argparse.Namespace) -> bool:
    with place(kind) as at, Web(at.environment) as web:
        writers = at.writers(web, given.writes // WRITERS)
        after = [given.writes * (number + 1) // (given.kills + 1) for number in range(given.kills)]
        found, backs = killed_while(web, writers, after, at.portal.database)
        lost = sum((writer.lost for writer in writers), start=Counter())
        told = f"{len(backs)} kills, {lost['dropped']} answers dropped, back after {median(backs):.1f} s"
        good = line("web processes killed with -9", kind, found, f"{told} ({max(backs):.1f} at most)")
        return good and found.acknowledged == given.writes and all(writer.still_signed_in() for writer in writers)


def restarted(kind: str, given: argparse.Namespace) -> bool:
    with place(kind) as at, Web(at.environment) as web:
        writers = at.writers(web, given.writes // WRITERS)
        down = restarted_while(at.server, writers, given.writes // 3, away=5)
        found = outcome(at.portal.database, writers)
        told = f"away {down.seconds:.1f} s, refused {dict(down.refused)}, {down.late} of it later than 3 s after"
        signed_out = sum(not writer.still_signed_in() for writer in writers)
        good = line("database restarted", kind, found, f"{told}, {signed_out} signed out")
        silent = down.without_retry_after or down.late or signed_out or set(down.refused) - {503}
        return good and found.acknowledged == given.writes and not silent


def full(kind: str, given: argparse.Namespace) -> bool:
    """Writers go on until the disk is full, and insist; pages are read meanwhile; then room is made."""
    with place(kind, MEGABYTES[kind]) as at, Web(at.environment) as web:
        writers = at.writers(web, given.writes // WRITERS, dropped=0)
        ballast = at.disk / "ballast"
        for writer in writers:
            writer.start()
        _wait(lambda: done(writers) >= given.writes // 4, writers)
        _fill(ballast)
        _wait(lambda: sum(len(writer.refused) for writer in writers) >= REFUSED_LEAST, writers)
        kept, read = done(writers), _read(web)
        ballast.unlink()
        end(writers)
        found = outcome(at.portal.database, writers)
        refused = Counter(one.status for writer in writers for one in writer.refused)
        good = line("disk full", kind, found, f"{kept} before, refused {dict(refused)}, read meanwhile {dict(read)}")
        whole = found.acknowledged == given.writes and refused[507] >= REFUSED_LEAST and set(refused) <= {503, 507}
        return good and whole and set(read) == {200}


def _wait(come: Callable[[], bool], writers: Sequence[Writer]) -> None:
    while not come() and writing(writers):
        time.sleep(0.01)


def _fill(ballast: Path) -> None:
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass


def _read(web: Web) -> Counter[int]:
    visitor = Visitor(web.port)
    found = Counter(visitor.get(path).status for path in PAGES)
    visitor.connection.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--only", default="", help="only the fault whose name holds these words")
    given = parser.parse_args()
    print(HEAD)
    good = True
    for fault, kinds in FAULTS.items():
        if given.only in fault.__name__:
            for kind in kinds:
                good = fault(kind, given) and good
    sys.exit(not good)


FAULTS = {killed: BOTH, restarted: BOTH[1:], full: BOTH if os.geteuid() == 0 else ()}

if __name__ == "__main__":
    main()
