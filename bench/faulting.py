"""Breaking things under a portal that serves many: its processes killed, answers lost, its database restarted.

Each writer invites people over HTTP, one after the other, each with an idempotency key of its own, and asks with the
same key until it is answered. An invitation is one act of four rows: the invitation, its letter, its entry in the
journal and the key. What is lost, doubled or half-done is counted afterwards.
"""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from alliance.foundation.store.once import OnceKey
from alliance.journal import queries as journal
from alliance.journal.model import Entry, Letter
from alliance.people.events import Invited
from alliance.people.model import Invitation
from bench.visitor import Answer, Visitor

ROOT = Path(__file__).parents[1]
PATIENCE = 90
PAUSE = 0.05
TROUBLE = (OSError, http.client.HTTPException)


class Web:
    """gunicorn as `deploy/portal.service` starts it, on a port of its own, in a group of processes that can be killed
    at one blow; whoever looks after it, systemd, starts it again."""

    def __init__(self, environment: Mapping[str, str], before: Sequence[str] = ()) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        own = {"ALLIANCE_BASE_URL": f"http://127.0.0.1:{self.port}", "ALLIANCE_TESTING": "1"}
        self.environment, self.before = {**os.environ, **environment, **own}, before
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [*self.before, sys.executable, "-m", "gunicorn", "app:app", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--worker-class", "gthread", "--workers", "2", "--threads", "12", "--no-control-socket"]
        command += ["--log-level", "critical"]
        with (Path(self.environment["ALLIANCE_INSTANCE"]) / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """-9 to the master and all workers at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def await_answer(self) -> float:
        """Seconds until it answers a page."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            visitor = Visitor(self.port)
            try:
                if visitor.get("/healthz").status == 200:
                    return time.monotonic() - begun
            except TROUBLE:
                time.sleep(PAUSE)
            finally:
                visitor.connection.close()
        raise TimeoutError("the portal does not answer")

    def __enter__(self) -> Self:
        self.start()
        try:
            self.await_answer()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


@dataclass(frozen=True)
class Refused:
    """An answer that was no acknowledgement, and when (time.monotonic)."""

    at: float
    status: int
    retry_after: str
    text: str


@dataclass
class Writer:
    """A signed-in administrator who invites `count` people; of so many answers `dropped` (0 to 1) are never read."""

    port: int
    name: str
    credentials: tuple[str, str]
    count: int
    dropped: float = 0.0
    acknowledged: list[tuple[str, float]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)

    def sign_in(self) -> None:
        self.visitor = Visitor(self.port)
        self.visitor.sign_in(*self.credentials)
        self.form = self.visitor.get("/people/invite").form("/people/invite")
        self.visitor.connection.close()
        self.chance = random.Random(self.name)
        self.thread = threading.Thread(target=self.write)

    def start(self) -> None:
        self.thread.start()

    def write(self) -> None:
        for number in range(self.count):
            email = f"{self.name}-{number}@example.org"
            if not self.insist(email):
                self.failures.append(f"{email} was never acknowledged")
                return

    def insist(self, email: str) -> bool:
        """Ask with the same key until it is acknowledged."""
        given = {"name": "新同事", "email": email, "role": "center_officer", "idempotency_key": f"the key of {email}"}
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self.try_once(self.form | given)
            if answer is not None and self.understood(answer, email):
                return True
            time.sleep(PAUSE)
        return False

    def try_once(self, form: dict[str, str]) -> Answer | None:
        """The answer; None where it was dropped on its way, or where nobody answered."""
        try:
            if self.chance.random() < self.dropped:
                self.visitor.send("POST", "/people/invite", form)
                self.lost["dropped"] += 1
                return None
            return self.visitor.ask("POST", "/people/invite", form)
        except TROUBLE:
            self.lost["away"] += 1
            return None
        finally:
            self.visitor.connection.close()

    def understood(self, answer: Answer, email: str) -> bool:
        if answer.status == 303 and answer.headers["location"].startswith("/people/invited/"):
            self.acknowledged.append((email, time.monotonic()))
            return True
        told = answer.headers.get("location", "") or answer.text
        self.refused.append(Refused(time.monotonic(), answer.status, answer.headers.get("retry-after", ""), told))
        return False

    def still_signed_in(self) -> bool:
        try:
            return self.visitor.get("/people/invite").status == 200
        finally:
            self.visitor.connection.close()


@dataclass(frozen=True)
class Outcome:
    """What the database says of the writes: how many were acknowledged, and how many of them are there, once, whole."""

    acknowledged: int
    lost: int
    doubled: int
    half_done: int
    chain_holds: bool

    @property
    def good(self) -> bool:
        return self.chain_holds and not (self.lost or self.doubled or self.half_done)


def outcome(database: Engine, writers: Sequence[Writer]) -> Outcome:
    emails = {email for writer in writers for email, _at in writer.acknowledged}
    with Session(database) as session:
        made = Counter(session.scalars(_of(Invitation.email)))
        letters = Counter(session.scalars(_of(Letter.address)))
        entries = select(Invitation.email).join(Entry, Entry.subject_id == Invitation.id)
        told = Counter(session.scalars(entries.where(Entry.event == Invited.__name__, _ours(Invitation.email))))
        keys = set(session.scalars(select(OnceKey.key).where(OnceKey.key.startswith("the key of "))))
        verdict = journal.verify(session)
    parts: list[Mapping[str, int]] = [letters, told, Counter(key.removeprefix("the key of ") for key in keys)]
    whole = {email for email in made if all(part.get(email) == 1 for part in parts)}
    return Outcome(
        acknowledged=len(emails),
        lost=len(emails - made.keys()),
        doubled=sum(number > 1 for number in made.values()),
        half_done=len((made.keys() | letters.keys() | told.keys()) - whole),
        chain_holds=verdict.altered is None,
    )


def _of(column: Any) -> Any:
    return select(column).where(_ours(column))


def _ours(column: Any) -> Any:
    return column.like("writer%@example.org")


def writing(writers: Sequence[Writer]) -> bool:
    return any(writer.thread.is_alive() for writer in writers)


def done(writers: Sequence[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def end(writers: Sequence[Writer]) -> None:
    for writer in writers:
        writer.thread.join()


def killed_while(
    web: Web, writers: Sequence[Writer], after: Sequence[int], database: Engine
) -> tuple[Outcome, list[float]]:
    """Kill every web process each time that so many writes were acknowledged, and start them again; what came of it,
    and the seconds from each kill to the next page that was answered."""
    backs = []
    for writer in writers:
        writer.start()
    for wanted in after:
        while done(writers) < wanted and writing(writers):
            time.sleep(0.005)
        if not writing(writers):
            break
        killed = time.monotonic()
        web.kill()
        web.start()
        web.await_answer()
        backs.append(time.monotonic() - killed)
    end(writers)
    return outcome(database, writers), backs


@dataclass(frozen=True)
class Down:
    """A database that was away between two moments (time.monotonic); `refused` and `acknowledged`: while it was, and
    `late`: what was refused more than `GRACE` seconds after it answered again."""

    seconds: float
    refused: Counter[int]
    without_retry_after: int
    late: int
    acknowledged_after: int


GRACE = 3


def restarted_while(server: Any, writers: Sequence[Writer], after: int, away: float) -> Down:
    """Stop the database server once so many writes were acknowledged, leave it away for a while, and start it again."""
    for writer in writers:
        writer.start()
    while done(writers) < after and writing(writers):
        time.sleep(0.005)
    stopped = time.monotonic()
    server.halt()
    time.sleep(away)
    server.go_on()
    back = time.monotonic()
    end(writers)
    refused = [one for writer in writers for one in writer.refused]
    return Down(
        seconds=back - stopped,
        refused=Counter(one.status for one in refused),
        without_retry_after=sum(not one.retry_after for one in refused),
        late=sum(not stopped <= one.at <= back + GRACE for one in refused),
        acknowledged_after=sum(at > back for writer in writers for _email, at in writer.acknowledged),
    )
