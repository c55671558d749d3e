"""How quickly a worker starts and how much memory it takes, next to a bare Flask page: python bench/startup.py

    python bench/startup.py [--starts 3]

Starts gunicorn with two sync workers from compiled bytecode, with an empty database, until the first page is answered:
seconds by the clock, processor time, and the memory of a worker after that page and after the front page was asked for
a hundred times. Without a network.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.databases import on_sqlite
from bench.processes import memory_megabytes, processor_seconds, served
from bench.visitor import Visitor
from bench.weight import MEMORY_MB, START_SECONDS, installed

REQUESTS = 100
HEAD = f"{'program':10} {'seconds':>8} {'cpu s of a worker':>18} {'MB at first':>12} {'MB later':>9}"


@dataclass(frozen=True)
class Start:
    seconds: float
    worker_cpu: float
    first_mb: float
    later_mb: float


def start(program: str, environment: Mapping[str, str]) -> Start:
    with served(program, environment) as server:
        visitor = Visitor(server.port)
        visitor.get("/")
        seconds = time.perf_counter() - server.started
        workers = server.workers()
        used = processor_seconds(workers) / len(workers)
        first = max(map(memory_megabytes, workers))
        for _ in range(REQUESTS):
            visitor.get("/")
        return Start(seconds, used, first, max(map(memory_megabytes, workers)))


def report(program: str, environment: Mapping[str, str], starts: int) -> Start:
    """The median of each figure; the start before them compiles what is not compiled."""
    taken = [start(program, environment) for _ in range(1 + starts)][1:]
    figures = [[getattr(one, name) for one in taken] for name in Start.__annotations__]
    its = Start(*(statistics.median(some) for some in figures))
    print(f"{program:10} {its.seconds:>8.2f} {its.worker_cpu:>18.2f} {its.first_mb:>12.0f} {its.later_mb:>9.0f}")
    return its


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=3)
    chosen = parser.parse_args()
    with on_sqlite() as database, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ALLIANCE_INSTANCE": folder, "ALLIANCE_DATABASE_URL": database.url}
        environment = installed(environment, folder)
        database.live(environment, None)
        print(HEAD)
        report("bare", environment, chosen.starts)
        ours = report("portal", environment, chosen.starts)
    missed = (" !" * (ours.seconds > START_SECONDS), " !" * (ours.later_mb > MEMORY_MB))
    print(f"goals: {START_SECONDS} s{missed[0]}, {MEMORY_MB} MB{missed[1]}")


if __name__ == "__main__":
    main()
