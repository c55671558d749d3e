"""What following joint actions costs, next to a bare Flask page in the same run: python bench/actions.py

    python bench/actions.py [--actions 2000] [--requests 15] [--database URL] [--only WORDS]

Makes the demonstration with 20 actions (10,000 assignments) and with as many as asked for, each for 500 organisations,
and asks for the board, an organisation's own page and the leader's page, in turn of the one and of the other: SQL
statements, median and 99th percentile in milliseconds by the clock, the processor time of this process and of its
database, how many times that of the bare page it is, and how much it grows from the small portal to the large one, by
the clock. Everything runs in one process, without a network.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


from alliance.demonstration import many_actions
from alliance.demonstration.many_actions import Plan
from bench.cases import Filled, opened
from bench.search import Figures, Page, floor, measured

SMALL = 20
STATEMENTS_MOST = 6
HEAD = f"{'who':10} {'asks for':36} SQL {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>8} {'× bare':>7} {'growth':>7}"
ASKED = {
    ("officer", "board, first page"): "/actions/board",
    ("officer", "board, red ones"): "/actions/board?light=red",
    ("officer", "board, one alliance"): "/actions/board?alliance=police_bank",
    ("officer", "board as a list"): "/actions/board?show=list",
    ("officer", "board by alliance"): "/actions/board?show=alliances",
    ("officer", "board, closed actions"): "/actions/board?state=closed",
    ("district", "board, first page"): "/actions/board",
    ("officer", "leader's page"): "/actions/leader",
    ("bank", "own page"): "/actions/own",
    ("bank", "own page, finished"): "/actions/own?finished=1",
}


def line(small: Figures, large: Figures, bare_ms: float) -> str:
    """The figures of the large portal, and what it takes more than the small one; `!` where too many statements."""
    figures = f"{large.p50:>8.1f} {large.p99:>8.1f} {large.cpu:>8.1f} {large.cpu / bare_ms:>7.0f}"
    missed = " !" if large.statements > STATEMENTS_MOST else ""
    return f"{large.statements:>3} {figures} {large.p50 / small.p50:>7.2f}{missed}"


def report(portals: Sequence[Filled], requests: int, only: str) -> None:
    bare_ms = floor(requests * 5)
    print(f"{portals[0].kind}; a bare Flask page takes {bare_ms:.2f} ms\n{HEAD}")
    for (who, name), path in ASKED.items():
        if only in name:
            pages = [Page(portal, portal.client(who), path) for portal in portals]
            print(f"{who:10} {name:36} {line(*measured(pages, requests), bare_ms)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=2_000)
    parser.add_argument("--requests", type=int, default=15)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    parser.add_argument("--only", default="", help="measure only pages whose name holds these words")
    chosen = parser.parse_args()
    with filled(SMALL, chosen.database) as small, filled(chosen.actions, chosen.database) as large:
        sizes = " → ".join(f"{actions * many_actions.ORGANISATIONS:,}" for actions in (SMALL, chosen.actions))
        print(f"\n{sizes} assignments, ", end="")
        report((small, large), chosen.requests, chosen.only)


@contextmanager
def filled(actions: int, server: str) -> Iterator[Filled]:
    """A portal with so many actions."""
    with opened(f"actions-{actions}", server, lambda work: many_actions.make(work, Plan(actions))) as portal:
        yield portal


if __name__ == "__main__":
    main()
