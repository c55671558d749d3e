"""What finding cases costs, by role, next to a bare Flask page in the same run: python bench/search.py

    python bench/search.py [--cases 50000] [--requests 15] [--database URL]

Makes the demonstration with 1,000 cases and with as many as asked for, without `--cases` 5,000, and asks for the first
page of searches and filters as each role: SQL statements, median and 99th percentile in milliseconds by the clock, the
processor time of this process, how many times that of the bare page it is, and how much it grows between the two sizes.
Everything runs in one process, without a network; PostgreSQL's own processor time is not in it, so look at the clock.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.cases import Filled, filled
from bench.served import bare

SMALL = 1_000
WARM_UP = 3
STATEMENTS_MOST = 3
HEAD = f"{'who':10} {'asks for':36} SQL {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>8} {'× bare':>7} {'growth':>7}"
ASKED = {
    "newest first": "",
    "a frequent word": "q=%E5%B1%8F%E5%B9%95",
    "the same, most relevant first": "q=%E5%B1%8F%E5%B9%95&order=relevant",
    "two words": "q=%E5%85%B1%E4%BA%AB+%E8%BD%AC%E8%B4%A6",
    "a rare name": "q=fraud-7",
    "a word that nobody wrote": "q=%E9%BE%98%E9%BE%98",
    "one district": "district=140123",
    "an alliance": "alliance=police_bank",
    "more than 1 million yuan": "least=100%E4%B8%87",
    "one month": "since=2024-03-01&until=2024-03-31",
    "victim group and channel": "victim_group=elder&channel={channel}",
    "an old heading, a word, a district": "type={type}&q=%E8%BD%AC%E8%B4%A6&district=140106",
    "TLP:RED": "tlp=red",
}
ROLES = ("", "bank", "carrier", "media", "district", "officer", "inspector")


@dataclass(frozen=True)
class Figures:
    """Milliseconds by the clock and of the processor, and the SQL statements of one page, with the one of the visit."""

    statements: int
    p50: float
    p99: float
    cpu: float


def timed(ask: Callable[[], object], times: int) -> tuple[float, float, float]:
    """Median and 99th percentile by the clock, and the median of this process's own work, in milliseconds."""
    for _ in range(WARM_UP):
        ask()
    took, worked = [], []
    for _ in range(times):
        start, used = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - used) * 1000)
    took.sort()
    return statistics.median(took), took[min(times - 1, int(times * 0.99))], statistics.median(worked)


def floor(times: int) -> float:
    client = bare().test_client()
    return timed(lambda: client.get("/"), times * 5)[2]


def measured(portal: Filled, requests: int) -> dict[tuple[str, str], Figures]:
    found = {}
    for role in ROLES:
        client = portal.client(role)
        for name, query in ASKED.items():
            path = f"/cases/?{query.format(**portal.words)}"
            answer, statements = portal.counted(lambda path=path, client=client: client.get(path))
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
            answer, statements = portal.counted(lambda path=path, client=client: client.get(path))
            figures = timed(lambda path=path, client=client: client.get(path), requests)
            found[role or "nobody", name] = Figures(statements, *figures)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=15)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    chosen = parser.parse_args()
    small: dict[tuple[str, str], Figures] = {}
    for cases in (SMALL, chosen.cases):
        with filled(cases, chosen.database) as portal:
            bare_ms = floor(chosen.requests)
            print(f"\n{cases:,} cases, {portal.kind}; a bare Flask page takes {bare_ms:.2f} ms")
            print(HEAD)
            found = measured(portal, chosen.requests)
            for (who, name), one in found.items():
                growth = f"{one.cpu / small[who, name].cpu:>7.2f}" if small else ""
                missed = " !" if one.statements > STATEMENTS_MOST else ""
                figures = (
                    f"{one.statements:>3} {one.p50:>8.1f} {one.p99:>8.1f} {one.cpu:>8.1f} {one.cpu / bare_ms:>7.0f}"
                )
                print(f"{who:10} {name:36} {figures} {growth}{missed}")
            small = found


if __name__ == "__main__":
    main()
