"""A mixed load by every role, nine of ten reading: python bench/mixed.py

    python bench/mixed.py [--minutes 10] [--share 0.7] [--scale city] [--database URL]

Serves the demonstration, or the years of a place, by gunicorn as `bench/pages.py` does, finds for half a minute how
many requests a second four visitors get out of it, and then asks at `--share` of that rate for so many minutes: the
main pages of every role in turn, every tenth request an act. Prints what was answered, how long that took from the
moment at which it was due, and the memory of the workers minute by minute. Ends with status 1 where a server error was
answered, or memory grew by more than 5 KB a request after the first minute, in which every worker has met every page.
With ALLIANCE_BENCH_KEPT a copy of the database that is kept there is served.
"""

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.databases import on_server, on_sqlite
from bench.plan import FIRST, Request, tour
from bench.processes import Server, memory_megabytes, served
from bench.visitor import Visitor

VISITORS = 4
LIMIT_SECONDS = 30
WRITES_EACH = 10
GROWTH_KB = 5
SHARED = frozenset({"own page kept", "a case kept"})
"""Kept by one visitor alone: the second at once is told to look again, and that is no load."""


@dataclass
class Load:
    """What was asked of the server so far."""

    statuses: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, request: Request, status: int, milliseconds: float) -> None:
        with self.lock:
            self.statuses[status] += 1
            self.took.append(milliseconds)
            if status >= 400:
                self.failed[f"{request.name}: {status}"] += 1


def asked_by_all(port: int, place: int) -> Iterator[tuple[Visitor, Request]]:
    """What one visitor of each role asks for, for ever, every tenth time an act."""
    reads: list[tuple[Visitor, Request]] = []
    writes: list[tuple[Visitor, Request]] = []
    for role in FIRST:
        visitor = Visitor(port)
        if role != "nobody":
            visitor.sign_in(f"{role}@demo.example")
        for request in tour(role, visitor):
            there = bool(request.form) or visitor.get(request.path).status == request.status
            if there and (place == 0 or request.name not in SHARED):
                (writes if request.form else reads).append((visitor, request))
    reading, writing = itertools.cycle(reads), itertools.cycle(writes)
    for number in itertools.count(1):
        yield next(writing if number % WRITES_EACH == 0 else reading)


def ask(load: Load, mix: Iterator[tuple[Visitor, Request]], due: Iterator[float]) -> None:
    """Until `due` ends: each request at its moment, or as soon after it as this visitor can."""
    for moment in due:
        time.sleep(max(0.0, moment - time.perf_counter()))
        visitor, request = next(mix)
        form = request.form() if request.form else None
        begun = min(moment, time.perf_counter()) or time.perf_counter()
        answer = visitor.ask("POST" if form else "GET", request.path, form)
        load.note(request, answer.status, (time.perf_counter() - begun) * 1000)


def run(mixes: Sequence[Iterator[tuple[Visitor, Request]]], seconds: float, rate: float = 0) -> Load:
    """At this rate over all visitors together, or as fast as they are answered."""
    load, begun = Load(), time.perf_counter()

    def moments(place: int) -> Iterator[float]:
        for number in itertools.count():
            at = begun + (number * len(mixes) + place) / rate if rate else 0.0
            if max(at, time.perf_counter()) >= begun + seconds:
                return
            yield at

    threads = [threading.Thread(target=ask, args=(load, mix, moments(n))) for n, mix in enumerate(mixes)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return load


def told(load: Load, seconds: float) -> str:
    took = sorted(load.took)
    answered = ", ".join(f"{count} × {status}" for status, count in sorted(load.statuses.items()))
    per_second = len(took) / seconds
    return (
        f"{per_second:6.1f} a second, p50 {statistics.median(took):.0f} ms, "
        f"p99 {took[int(len(took) * 0.99)]:.0f} ms; {answered}"
    )


def memory(portal: Server) -> str:
    return " ".join(f"{memory_megabytes(pid):.1f}" for pid in portal.workers())


def measure(portal: Server, minutes: float, share: float) -> bool:
    mixes = [asked_by_all(portal.port, place) for place in range(VISITORS)]
    for mix in mixes:
        next(mix)  # everybody has signed in and found what there is before it counts
    limit = run(mixes, LIMIT_SECONDS)
    print(f"the limit: {told(limit, LIMIT_SECONDS)}; workers {memory(portal)} MB", flush=True)
    rate, whole, before, since = share * len(limit.took) / LIMIT_SECONDS, Load(), 0.0, 0
    for minute in range(1, max(1, round(minutes)) + 1):
        load = run(mixes, min(60, minutes * 60), rate)
        whole.statuses += load.statuses
        whole.took += load.took
        whole.failed += load.failed
        print(f"minute {minute:>2}: {told(load, min(60, minutes * 60))}; workers {memory(portal)} MB", flush=True)
        if minute == 1:
            before, since = sum(map(memory_megabytes, portal.workers())), len(whole.took)
    grown = (sum(map(memory_megabytes, portal.workers())) - before) * 1024 / max(1, len(whole.took) - since)
    bad = sum(count for status, count in whole.statuses.items() if status >= 500)
    print(f"{len(whole.took):,} requests, {bad} with 5xx; memory {grown:+.2f} KB a request (goal < {GROWTH_KB})")
    for name, count in whole.failed.most_common(10):
        print(f"  {count} × {name}")
    return not bad and grown < GROWTH_KB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--share", type=float, default=0.7, help="of the rate that is the limit")
    parser.add_argument("--scale", choices=("city", "province"), help="the demonstration alone without it")
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    chosen = parser.parse_args()
    opened = on_server(chosen.database, "mixed") if chosen.database else on_sqlite()
    with opened as database, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ALLIANCE_INSTANCE": folder, "ALLIANCE_DATABASE_URL": database.url}
        database.live(environment, chosen.scale)
        with served("portal", environment) as portal:
            print(f"{chosen.scale or 'the demonstration'}; gunicorn sync, 2 workers; {database.kind}", flush=True)
            good = measure(portal, chosen.minutes, chosen.share)
    sys.exit(not good)


if __name__ == "__main__":
    main()
