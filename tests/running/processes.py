"""The portal as it runs on a server: gunicorn by its own settings, and the worker, as processes of their own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alliance.foundation.web.portal import Portal
from tests.architecture.source import ROOT

KEY = "a key that only the tests know, long enough"
TOKEN = "a-token-that-only-the-tests-know-long-enough"
SECONDS = 180
"""The longest that anything is waited for, on a machine that is busy with other tests."""


def wait_until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, f"in vain waited until {what}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(portal: Portal, folder: Path, **more: str) -> dict[str, str]:
    """What a process needs to work on the database of this test."""
    return {
        **os.environ,
        "ALLIANCE_DATABASE_URL": portal.database.url.render_as_string(hide_password=False),
        "ALLIANCE_INSTANCE": str(folder),
        "ALLIANCE_SECRET_KEY": KEY,
        "ALLIANCE_DEMO": "0",
        "ALLIANCE_LOG": "json",
        "ALLIANCE_METRICS_TOKEN": TOKEN,
        **more,
    }


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    counts: Path

    def workers(self) -> set[int]:
        master = self.process.pid
        return set(map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split()))

    def send(self, sign: signal.Signals) -> None:
        self.process.send_signal(sign)

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, str, Mapping[str, str]]:
        """One request on a connection of its own, as the proxy in front makes them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers
        finally:
            connection.close()

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@contextmanager
def served(portal: Portal, folder: Path, code: Path = ROOT, **more: str) -> Iterator[Server]:
    """gunicorn on a free port of this machine, by deploy/gunicorn.conf.py of that code."""
    port, log, counts = free_port(), folder / "web.log", folder / "counts"
    settings = {"GUNICORN_BIND": f"127.0.0.1:{port}", "PROMETHEUS_MULTIPROC_DIR": str(counts)}
    settings["ALLIANCE_BASE_URL"] = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "app:app"]
    with log.open("wb") as out:
        asked = environment(portal, folder, **settings | more)
        process = subprocess.Popen(command, cwd=code, env=asked, stdout=out, stderr=out)
    server = Server(port, process, log, counts)
    try:
        wait_until(lambda: server.answers() or process.poll() is not None, "gunicorn listens")
        server.ask("/healthz")
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(SECONDS)


@contextmanager
def working(portal: Portal, folder: Path, smtp_port: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """`flask worker`, whose mail server is at that port; without one, mail is not set up."""
    asked = environment(portal, folder, ALLIANCE_SMTP_URL=f"smtp://127.0.0.1:{smtp_port}" if smtp_port else "")
    command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    with (folder / "worker.log").open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=asked, stdout=out, stderr=out)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(SECONDS)
