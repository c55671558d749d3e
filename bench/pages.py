"""What the main pages cost, by role, next to a bare Flask page under the same server in the same run.

    python bench/pages.py [--organisations 5000] [--requests 60] [--database URL]

Prints for each page: status, requests a second, p50 and p99 in milliseconds, SQL statements, bytes, processor time of
the web workers a request, and how many times that of the bare page it is. Single requests, one after the other, over
one connection: the ratio is the figure to quote, not the milliseconds.
"""

import argparse
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PASSWORD = "zhong-zhi-cheng-cheng-2022"
TICKS = os.sysconf("SC_CLK_TCK")
GOALS = {"list": 25, "item": 20, "form": 15, "write": 30, "desk": 30}


@dataclass(frozen=True)
class Figures:
    status: int
    per_second: float
    p50: float
    p99: float
    statements: str
    size: int
    cpu: float


class Visitor:
    """One browser over one connection, with its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = urllib.parse.urlencode(form) if form is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, content

    def token(self, path: str) -> str:
        page = self.ask("GET", path)[2].decode()
        return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)  # type: ignore[union-attr]

    def sign_in(self, email: str) -> None:
        form = {"email": email, "password": PASSWORD, "csrf_token": self.token("/people/sign-in")}
        status, _, _ = self.ask("POST", "/people/sign-in", form)
        assert status == 303, f"{email} could not sign in: {status}"


def processor_seconds(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def workers_of(master: int) -> list[int]:
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return [int(child) for child in children]


@contextmanager
def served(program: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-k", "sync", "-w", "2", "--keep-alive", "5"]
    command += ["-b", f"127.0.0.1:{port}", "--log-level", "warning", f"bench.served:{program}()"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        await_answer(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def await_answer(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def measure(visitor: Visitor, master: int, path: str, requests: int, form: dict[str, str] | None = None) -> Figures:
    method = "GET" if form is None else "POST"
    for _ in range(5):
        status, headers, content = visitor.ask(method, path, form)
    times = []
    pids = workers_of(master)
    before, begun = processor_seconds(pids), time.perf_counter()
    for _ in range(requests):
        start = time.perf_counter()
        status, headers, content = visitor.ask(method, path, form)
        times.append((time.perf_counter() - start) * 1000)
    whole, spent = time.perf_counter() - begun, processor_seconds(pids) - before
    times.sort()
    return Figures(
        status=status,
        per_second=requests / whole,
        p50=statistics.median(times),
        p99=times[min(len(times) - 1, int(len(times) * 0.99))],
        statements=headers.get("x-statements", "-"),
        size=len(content),
        cpu=spent / requests * 1000,
    )


def report(name: str, kind: str, figures: Figures, bare: Figures) -> None:
    ratio = figures.cpu / bare.cpu if bare.cpu else float("nan")
    goal = f"≤ {GOALS[kind]}" if kind in GOALS else ""
    print(
        f"{name:44} {figures.status:>4} {figures.per_second:>8.1f} {figures.p50:>8.1f} {figures.p99:>8.1f} "
        f"{figures.statements:>4} {figures.size:>8} {figures.cpu:>8.2f} {ratio:>7.1f} {goal}"
    )


def fill(environment: dict[str, str], organisations: int) -> None:
    """The demonstration, and as many further organisations as asked for."""
    command = [sys.executable, "-m", "bench.filled", str(organisations)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def pages(visitor: Visitor) -> list[tuple[str, str, str]]:
    """(name, kind, path): the pages that the roles open all day."""
    listing = visitor.ask("GET", "/directory/")[2].decode()
    member = re.search(r'href="(/directory/[0-9a-f-]{36})"', listing).group(1)  # type: ignore[union-attr]
    return [
        ("front page with the board", "desk", "/"),
        ("directory, 50 rows", "list", "/directory/"),
        ("directory, searched by pinyin initials", "list", "/directory/?q=yh"),
        ("directory, one alliance and matrix", "list", "/directory/?alliance=police_bank&matrix=publicity_matrix"),
        ("a member's page", "item", member),
        ("sign-in form", "form", "/people/sign-in"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--organisations", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    for size in (0, chosen.organisations):
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "ALLIANCE_INSTANCE": folder}
            if chosen.database:
                environment["ALLIANCE_DATABASE_URL"] = chosen.database
            fill(environment, size)
            print(f"\ndemonstration and {size} further organisations; gunicorn sync, 2 workers")
            print(
                f"{'page':44} {'':>4} {'req/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'SQL':>4} {'bytes':>8} {'cpu ms':>8} "
                f"{'× bare':>7} goal"
            )
            compare(environment, chosen.requests)


def compare(environment: dict[str, str], requests: int) -> None:
    with served("bare", environment) as (port, master):
        bare = measure(Visitor(port), master, "/", 3000)
        report("bare Flask page", "", bare, bare)
    with served("portal", environment) as (port, master):
        for role in ("", "bank", "officer"):
            visitor = Visitor(port)
            if role:
                visitor.sign_in(f"{role}@demo.example")
            for name, kind, path in pages(visitor):
                report(f"{role or 'nobody'}: {name}", kind, measure(visitor, master, path, requests), bare)
            if role:
                report(f"{role}: desk", "desk", measure(visitor, master, "/desk", requests), bare)
        form = {"care": "0", "csrf_token": visitor.token("/people/sign-in")}
        report(
            "officer: preferences posted, redirected",
            "write",
            measure(visitor, master, "/preferences", requests, form),
            bare,
        )


if __name__ == "__main__":
    main()
