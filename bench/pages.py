"""What the main pages cost, by role, next to a bare Flask page under the same server in the same run.

    python bench/pages.py [--organisations 5000] [--requests 300] [--database URL] [--only WORDS]

Prints for each page: status, requests a second, p50 and p99 in milliseconds, SQL statements, bytes, processor time of
a request (web workers and, where it has processes of its own, the database) and how many times that of the bare page it
is. Requests go one after the other, each over a connection of its own as sync workers have it: the ratio is the figure
to quote, not the milliseconds. Between pages the bare page is asked too, and each page is compared with its
neighbours, because a busy machine slows both. Then come start, memory and the weight of a page.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import weight
from bench.databases import Database, on_server, on_sqlite
from bench.plan import FIRST, Request, tour
from bench.processes import Server, processor_seconds, served
from bench.visitor import Visitor

GOALS = {"list": 25, "search": 40, "item": 20, "form": 15, "write": 30, "desk": 30}
BARE = Request("bare Flask page", "", "/")
BARE_REQUESTS = 200
WARM_UP_MOST = 60
WARM_UP_EACH = 3
GROWTH = 1.5


@dataclass(frozen=True)
class Figures:
    """Times in milliseconds; `times_bare`: processor time beside that of the bare page in the same minute."""

    status: int
    per_second: float
    p50: float
    p99: float
    statements: str
    size: int
    cpu: float
    times_bare: float = 1.0


class Bench:
    """The portal and the bare page, both served, and a visitor of each."""

    def __init__(self, portal: Server, bare: Server, database: Database, requests: int) -> None:
        self.portal, self.bare, self.database, self.requests = portal, bare, database, requests
        self.passer_by = Visitor(bare.port)
        warm_up(self.passer_by, bare, BARE)
        self.bare_cpu = self.measure_bare().cpu

    def measure_bare(self) -> Figures:
        return measure(self.passer_by, self.bare.workers(), BARE, BARE_REQUESTS)

    def measure(self, visitor: Visitor, request: Request) -> Figures:
        warm_up(visitor, self.portal, request)
        pids = [*self.portal.workers(), *self.database.processes()]
        found, before = measure(visitor, pids, request, self.requests), self.bare_cpu
        self.bare_cpu = self.measure_bare().cpu
        return replace(found, times_bare=found.cpu / statistics.mean([before, self.bare_cpu]))


def warm_up(visitor: Visitor, server: Server, request: Request) -> None:
    """Until every worker has answered the page a few times, so that templates and statements are compiled."""
    seen = dict.fromkeys(map(str, server.workers()), 0)
    for _ in range(WARM_UP_MOST):
        answer = visitor.ask("POST" if request.form else "GET", request.path, request.form() if request.form else None)
        assert answer.status == request.status, f"{request.name}: {answer.status} instead of {request.status}"
        seen[answer.headers["x-worker"]] += 1
        if min(seen.values()) >= WARM_UP_EACH:
            return


def measure(visitor: Visitor, pids: Sequence[int], request: Request, requests: int) -> Figures:
    method, times = "POST" if request.form else "GET", []
    used_before = processor_seconds(pids)
    for _ in range(requests):
        form = request.form() if request.form else None
        start = time.perf_counter()
        answer = visitor.ask(method, request.path, form)
        times.append((time.perf_counter() - start) * 1000)
    used = processor_seconds(pids) - used_before
    times.sort()
    return Figures(
        status=answer.status,
        per_second=1000 / statistics.mean(times),
        p50=statistics.median(times),
        p99=times[min(requests - 1, int(requests * 0.99))],
        statements=answer.headers.get("x-statements", "-"),
        size=len(answer.content),
        cpu=used / requests * 1000,
    )


HEAD = (
    f"{'page':54} {'':>4} {'req/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'SQL':>4} {'bytes':>8} {'cpu ms':>8} {'× bare':>7}"
)


def line(name: str, figures: Figures) -> str:
    return (
        f"{name:54} {figures.status:>4} {figures.per_second:>8.1f} {figures.p50:>8.1f} {figures.p99:>8.1f} "
        f"{figures.statements:>4} {figures.size:>8} {figures.cpu:>8.2f} {figures.times_bare:>7.1f}"
    )


def goal(request: Request, found: Figures, small: Figures | None) -> str:
    """The goal, marked where it is missed; and, with more organisations, how much more processor time it takes."""
    most = GOALS.get(request.kind)
    words = f"≤ {most}{' !' if found.times_bare > most else '  '}" if most else "      "
    if small is None:
        return words
    growth = found.times_bare / small.times_bare
    return f"{words} grown × {growth:.2f}{' !' if growth > GROWTH else ''}"


def compare(
    environment: dict[str, str], database: Database, chosen: argparse.Namespace, small: dict[str, Figures]
) -> dict[str, Figures]:
    """Print the report of one database; what was found, by role and name."""
    found = {}
    with served("bare", environment) as bare, served("portal", environment) as portal:
        bench = Bench(portal, bare, database, chosen.requests)
        print(line("bare Flask page, before", bench.measure_bare()))
        for role in FIRST:
            visitor = Visitor(portal.port)
            if role != "nobody":
                visitor.sign_in(f"{role}@demo.example")
            for request in tour(role, visitor):
                name = f"{role}: {request.name}"
                if chosen.only in name:
                    found[name] = bench.measure(visitor, request)
                    print(line(name, found[name]), goal(request, found[name], small.get(name)), flush=True)
        print(line("bare Flask page, after", bench.measure_bare()))
        weight.report_memory(portal, bare)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--organisations", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    parser.add_argument("--only", default="", help="measure only pages whose name holds these words")
    chosen = parser.parse_args()
    found: dict[str, Figures] = {}
    for size in (0, chosen.organisations):
        opened = on_server(chosen.database, size) if chosen.database else on_sqlite()
        with opened as database, tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "ALLIANCE_INSTANCE": folder, "ALLIANCE_DATABASE_URL": database.url}
            database.fill(environment, size)
            print(f"\nthe demonstration and {size} further organisations; gunicorn sync, 2 workers; {database.kind}")
            print(HEAD, "goal (! missed)")
            found = compare(environment, database, chosen, found)
            weight.report_start_and_page(environment)


if __name__ == "__main__":
    main()
