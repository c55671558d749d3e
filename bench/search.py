"""What finding cases costs, by role, next to a bare Flask page in the same run: python bench/search.py

    python bench/search.py [--cases 50000] [--requests 15] [--database postgresql+psycopg://postgres@127.0.0.1/postgres]

Makes the demonstration with 1,000 cases and with as many as asked for, without `--cases` 5,000, and asks for the first
page of searches and filters as each role: SQL statements, how many cases stand on the page, median and 99th percentile
in milliseconds by the clock, the processor time of this process and of its connections to the database, how many times
that of the bare page it is, and how much clock and processor time grow between the two sizes. A page with more cases on
it takes longer to draw: where few fit among 1,000, that is in the growth too. Everything runs in one process, without a
network. `--database` names a PostgreSQL server on this machine and its superuser: a database is made on it and dropped.
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
GROWTH_MOST = 2
HEAD = f"{'who':10} {'asks for':36} SQL rows {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>8} {'× bare':>7} growth: clock, cpu"
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
    "a long word": "q=%E4%BC%9A%E8%AE%AE%E8%BD%AF%E4%BB%B6",
    "four filters": "victim_group=elder&channel={channel}&district=140123&least=50%E4%B8%87",
}
ROLES = ("", "bank", "carrier", "media", "district", "officer", "inspector")


@dataclass(frozen=True)
class Figures:
    """Milliseconds by the clock and of the processor, and the SQL statements of one page, with the one of the visit."""

    statements: int
    rows: int
    p50: float
    p99: float
    cpu: float


def timed(ask: Callable[[], object], times: int, worked: Callable[[], float]) -> tuple[float, float, float]:
    """Median and 99th percentile by the clock, and the median of the work done, in milliseconds."""
    for _ in range(WARM_UP):
        ask()
    took, used = [], []
    for _ in range(times):
        start, before = time.perf_counter(), worked()
        ask()
        took.append((time.perf_counter() - start) * 1000)
        used.append((worked() - before) * 1000)
    took.sort()
    return statistics.median(took), took[min(times - 1, int(times * 0.99))], statistics.median(used)


def floor(times: int) -> float:
    client = bare().test_client()
    return timed(lambda: client.get("/"), times * 5, time.process_time)[2]


def measured(portal: Filled, requests: int) -> dict[tuple[str, str], Figures]:
    found = {}
    for role in ROLES:
        client = portal.client(role)
        for name, query in ASKED.items():
            path = f"/cases/?{query.format(**portal.words)}"
            answer, statements = portal.counted(lambda path=path, client=client: client.get(path))
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
            answer, statements = portal.counted(lambda path=path, client=client: client.get(path))
            figures = timed(lambda path=path, client=client: client.get(path), requests, portal.worked)
            found[role or "nobody", name] = Figures(statements, answer.text.count('<li class="hit">'), *figures)
    return found


def line(one: Figures, bare_ms: float, before: Figures | None) -> str:
    """The figures of a page, and what it takes more than among fewer cases; `!` where a goal is missed."""
    figures = (
        f"{one.statements:>3} {one.rows:>4} {one.p50:>8.1f} {one.p99:>8.1f} {one.cpu:>8.1f} {one.cpu / bare_ms:>7.0f}"
    )
    grown = (one.p50 / before.p50, one.cpu / before.cpu) if before else ()
    missed = one.statements > STATEMENTS_MOST or (grown and grown[1] >= GROWTH_MOST)
    return figures + "".join(f" {one:>7.2f}" for one in grown) + " !" * bool(missed)


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
                print(f"{who:10} {name:36} {line(one, bare_ms, small.get((who, name)))}")
            small = found


if __name__ == "__main__":
    main()
