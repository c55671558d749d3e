"""Programs of their own beside the test: web nodes, workers, a Redis. Each ends with the test that started it."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import requests
from aiosmtpd.controller import Controller
from fakeredis import TcpFakeServer

ROOT = Path(__file__).parents[2]
SECONDS_TO_COME = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_that(what: Callable[[], Any], why: Callable[[], str] = lambda: "") -> None:
    """Return once it is so; AssertionError where it does not become so for a long time."""
    until = time.monotonic() + SECONDS_TO_COME
    while not what():
        assert time.monotonic() < until, why()
        time.sleep(0.05)


class Program:
    """A process that writes into a log of its own."""

    def __init__(self, words: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("wb") as told:
            self._process = subprocess.Popen(
                words, cwd=ROOT, env={**os.environ, **environment}, stdout=told, stderr=told, start_new_session=True
            )

    @property
    def log(self) -> str:
        return self._log.read_text()

    def await_end(self) -> int:
        """What it answers to whoever started it, once it ends by itself."""
        return self._process.wait(SECONDS_TO_COME)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        self._process.send_signal(how)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Node(Program):
    """A web server with a disk of its own, as it runs in production. `url`: where it listens."""

    def __init__(self, environment: Mapping[str, str], disk: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        words = [sys.executable, "-m", "gunicorn", "app:app", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
        words += ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning"]
        disk.mkdir(parents=True)
        super().__init__(words, {**environment, "ALLIANCE_INSTANCE": str(disk)}, disk.with_suffix(".log"))

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=10).ok
        except requests.RequestException:  # it has the port, and still reads its programs
            return False


class Worker(Program):
    def __init__(self, environment: Mapping[str, str], disk: Path) -> None:
        disk.mkdir(parents=True)
        words = [sys.executable, "-m", "flask", "--app", "app", "worker"]
        super().__init__(words, {**environment, "ALLIANCE_INSTANCE": str(disk)}, disk.with_suffix(".log"))


class HeldWorker(Program):
    """A worker that does jobs and stops at one point of the first; see `tests.jobs.held_worker`."""

    def __init__(self, environment: Mapping[str, str], disk: Path, point: str) -> None:
        disk.mkdir(parents=True)
        self._reached = disk / "reached"
        words = [sys.executable, "-m", "tests.jobs.held_worker", point, self._reached]
        super().__init__(words, {**environment, "ALLIANCE_INSTANCE": str(disk)}, disk.with_suffix(".log"))

    def is_there(self) -> bool:
        return self._reached.exists()

    def go_on(self) -> None:
        self._reached.with_suffix(".go").touch()


class Redis:
    """A real one where the machine has it, else one that speaks as it does. It may go away and come back, empty."""

    def __init__(self, log: Path) -> None:
        self._log, self.port = log, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._running: Program | TcpFakeServer | None = None

    def start(self) -> None:
        server = shutil.which("redis-server")
        if server:
            words = [server, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
            self._running = Program([*words, "--dir", str(self._log.parent)], {}, self._log)
        else:
            self._running = TcpFakeServer(("127.0.0.1", self.port))
            threading.Thread(target=self._running.serve_forever, daemon=True).start()
        await_that(self._answers)

    def stop(self) -> None:
        if isinstance(self._running, Program):
            self._running.stop()
        elif self._running:
            self._running.shutdown()
            self._running.server_close()
        self._running = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Postman:
    """A mail server that notes to whom each letter went, under which Message-ID."""

    def __init__(self) -> None:
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self.taken: list[tuple[str, str]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()
        self.url = f"smtp://127.0.0.1:{self._controller.port}"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        head = envelope.content.decode("utf-8", "replace").partition("\r\n\r\n")[0]
        message_id = next(line for line in head.splitlines() if line.lower().startswith("message-id:"))
        self.taken += [(address, message_id) for address in envelope.rcpt_tos]
        return "250 taken"

    def stop(self) -> None:
        self._controller.stop()
