"""What finding cases costs, by role, next to a bare Flask page in the same run: python bench/search.py

    python bench/search.py [--cases 50000] [--requests 15] [--database postgresql+psycopg://postgres@127.0.0.1/postgres]

Makes the demonstration with 1,000 cases and with as many as asked for, without `--cases` 5,000, and asks for the first
page of searches and filters as each role, in turn of the one and of the other: SQL statements, how many cases stand on
the page of either, median and 99th percentile in milliseconds by the clock, the processor time of this process and of
its connections to the database, how many times that of the bare page it is, and how much clock and processor time grow
from the small portal to the large one. A page with more cases on it takes longer to draw: where few fit among 1,000,
that is in the growth too. Everything runs in one process, without a network. `--database` names a PostgreSQL server on
this machine and its superuser: two databases are made on it and dropped.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.cases import Filled, filled
from bench.served import bare

SMALL = 1_000
WARM_UP = 3
STATEMENTS_MOST = 3
GROWTH_MOST = 2
HEAD = (
    f"{'who':10} {'asks for':36} SQL {'rows':>8} {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>8} {'× bare':>7}"
    " growth: clock, cpu"
)
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


@dataclass(frozen=True)
class Page:
    """A page of one of the portals, asked for again and again."""

    portal: Filled
    client: Any
    path: str

    def ask(self) -> tuple[float, float]:
        """Milliseconds by the clock, and of work done."""
        start, before = time.perf_counter(), self.portal.worked()
        self.client.get(self.path)
        return (time.perf_counter() - start) * 1000, (self.portal.worked() - before) * 1000

    def figures(self, asked: Sequence[tuple[float, float]]) -> Figures:
        answer, statements = self.portal.counted(lambda: self.client.get(self.path))
        assert answer.status_code == 200, f"{self.path}: {answer.status_code}"
        took = sorted(by_the_clock for by_the_clock, _worked in asked)
        worked = statistics.median(its for _by_the_clock, its in asked)
        last = took[min(len(took) - 1, int(len(took) * 0.99))]
        return Figures(statements, answer.text.count('<li class="hit">'), statistics.median(took), last, worked)


def measured(pages: Sequence[Page], requests: int) -> list[Figures]:
    """Of pages that are asked for in turn: a machine that is busy for a while slows all of them."""
    rounds = [[page.ask() for page in pages] for _ in range(WARM_UP + requests)]
    return [page.figures(asked) for page, asked in zip(pages, zip(*rounds[WARM_UP:], strict=True), strict=True)]


def floor(requests: int) -> float:
    client, took = bare().test_client(), []
    for _ in range(WARM_UP + requests):
        before = time.process_time()
        client.get("/")
        took.append((time.process_time() - before) * 1000)
    return statistics.median(took[WARM_UP:])


def line(small: Figures, large: Figures, bare_ms: float) -> str:
    """The figures of the large portal, and what it takes more than the small one; `!` where a goal is missed."""
    rows = f"{small.rows}→{large.rows}"
    grown = (large.p50 / small.p50, large.cpu / small.cpu)
    missed = large.statements > STATEMENTS_MOST or grown[1] >= GROWTH_MOST
    figures = f"{large.p50:>8.1f} {large.p99:>8.1f} {large.cpu:>8.1f} {large.cpu / bare_ms:>7.0f}"
    growth = "".join(f" {one:>7.2f}" for one in grown)
    return f"{large.statements:>3} {rows:>8} {figures}{growth}{' !' if missed else ''}"


def report(portals: Sequence[Filled], requests: int) -> None:
    bare_ms = floor(requests * 5)
    print(f"{portals[0].kind}; a bare Flask page takes {bare_ms:.2f} ms\n{HEAD}")
    for role in ROLES:
        clients = [portal.client(role) for portal in portals]
        for name, query in ASKED.items():
            pages = [
                Page(portal, client, f"/cases/?{query.format(**portal.words)}")
                for portal, client in zip(portals, clients, strict=True)
            ]
            print(f"{role or 'nobody':10} {name:36} {line(*measured(pages, requests), bare_ms)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--requests", type=int, default=15)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    chosen = parser.parse_args()
    with filled(SMALL, chosen.database) as small, filled(chosen.cases, chosen.database) as large:
        print(f"\n{SMALL:,} → {chosen.cases:,} cases, ", end="")
        report((small, large), chosen.requests)


if __name__ == "__main__":
    main()
