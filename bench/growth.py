"""How much each main page grows from the demonstration to a city and to a province: python bench/growth.py

    python bench/growth.py [--scale city,province] [--requests 9] [--database URL] [--only WORDS] [--slow MS]

Makes the demonstration, and a city's years (with `province` seven times that), and asks for every main page as each
role, in turn of the one and of the others: SQL statements, the size of the page, processor time of this process and its
database, the time that the slowest statement takes, and how much the page grows. A page with more rows on it takes
longer to draw: its size says so. `--slow`: print the slowest statement where it takes longer. Everything runs in one
process, without a network. With ALLIANCE_BENCH_KEPT, a folder, databases are kept.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import event

from alliance.demonstration import city
from alliance.foundation.store.work import Work
from bench.cases import Filled, opened
from bench.pages import GROWTH
from bench.plan import FIRST, Request, tour
from bench.search import floor
from bench.visitor import Inside

SMALL = "demonstration"
WARM_UP = 2
STATEMENTS_MOST = 8
HEAD = f"{'page':54} {'SQL':>9} {'KB':>11} {'cpu ms':>13} {'slowest':>8}  growth"


@dataclass(frozen=True)
class Figures:
    """Of one page of one portal: times in milliseconds; `slowest`: its longest statement, and how long that took."""

    statements: int
    size: int
    cpu: float
    slowest: tuple[float, str]


def measured(
    portals: Sequence[Filled], visitors: Sequence[Inside], asked: Sequence[Request], requests: int
) -> list[Figures]:
    """The same page of each portal, in turn."""
    worked: list[list[float]] = [[] for _ in portals]
    for _ in range(WARM_UP + requests):
        for portal, visitor, request, took in zip(portals, visitors, asked, worked, strict=True):
            before = portal.worked()
            visitor.get(request.path)
            took.append((portal.worked() - before) * 1000)
    figures = []
    for portal, visitor, request, took in zip(portals, visitors, asked, worked, strict=True):
        answer, statements = timed(portal, visitor, request.path)
        slowest = max(statements, default=(0.0, ""))
        figures.append(Figures(len(statements), len(answer.content), statistics.median(took[WARM_UP:]), slowest))
    return figures


def timed(portal: Filled, visitor: Inside, path: str) -> tuple[Any, list[tuple[float, str]]]:
    """The page, and each statement that it took with its milliseconds, those of the visit among them."""
    begun: list[float] = []
    took: list[tuple[float, str]] = []

    def begin(*_about: Any) -> None:
        begun.append(time.perf_counter())

    def end(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")):
            took.append(((time.perf_counter() - begun[-1]) * 1000, statement))

    engine = portal.portal.database
    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)
    try:
        return visitor.get(path), took
    finally:
        event.remove(engine, "before_cursor_execute", begin)
        event.remove(engine, "after_cursor_execute", end)


def line(name: str, found: Sequence[Figures]) -> str:
    small, large = found[0], found[-1]
    growth = [one.cpu / small.cpu for one in found[1:]]
    marks = ["s"] * (large.statements > STATEMENTS_MOST) + ["g"] * (growth[-1] > GROWTH)
    sizes = (f"{small.statements}→{large.statements}", f"{small.size // 1024}→{large.size // 1024}")
    grown = " ".join(f"{one:>6.2f}" for one in growth)
    cpu = f"{small.cpu:.1f}→{large.cpu:.1f}"
    return (
        f"{name:54} {sizes[0]:>9} {sizes[1]:>11} {cpu:>13} {large.slowest[0]:>8.1f}  {grown} "
        f"{'!' * bool(marks)}{''.join(marks)}"
    )


def report(portals: Sequence[Filled], chosen: argparse.Namespace) -> None:
    print(f"{portals[0].kind}; a bare page {floor(chosen.requests * 10):.2f} ms; !s statements, !g growth\n{HEAD}")
    for role in FIRST:
        visitors = [Inside(portal.client("" if role == "nobody" else role)) for portal in portals]
        for asked in zip_by_name([tour(role, visitor) for visitor in visitors]):
            name = f"{role}: {asked[0].name}"
            if chosen.only in name and asked[0].form is None and all_there(visitors, asked):
                found = measured(portals, visitors, asked, chosen.requests)
                print(line(name, found), flush=True)
                if found[-1].slowest[0] > chosen.slow:
                    print(f"    {found[-1].slowest[1]}\n")


def all_there(visitors: Sequence[Inside], asked: Sequence[Request]) -> bool:
    return all(visitor.get(one.path).status == one.status for visitor, one in zip(visitors, asked, strict=True))


def zip_by_name(tours: Sequence[Iterator[Request]]) -> Iterator[tuple[Request, ...]]:
    """The requests that every portal has: a small one lacks some things."""
    named = [{request.name: request for request in one} for one in tours]
    for name in named[0]:
        if all(name in one for one in named):
            yield tuple(one[name] for one in named)


@contextmanager
def living(name: str, scale: city.Scale | None, server: str) -> Iterator[Filled]:
    """A portal with the demonstration, and with the years of a place where `scale` says of which size."""

    def lay(work: Work) -> None:
        for part in city.make(work, scale, 1) if scale else ():
            work.session.commit()
            print(f"  {name}: {part}", file=sys.stderr, flush=True)

    with opened(name, server, lay) as portal:
        yield portal


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", default="city", help="city, or city,province")
    parser.add_argument("--requests", type=int, default=9)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    parser.add_argument("--only", default="", help="measure only pages whose name holds these words")
    parser.add_argument("--slow", type=float, default=1e9, help="print the slowest statement if it takes longer (ms)")
    chosen = parser.parse_args()
    sizes = {SMALL: None} | {name: city.SCALES[name] for name in chosen.scale.split(",")}
    with ExitStack() as stack:
        portals = [stack.enter_context(living(name, scale, chosen.database)) for name, scale in sizes.items()]
        print(f"\n{' → '.join(sizes)}, ", end="")
        report(portals, chosen)


if __name__ == "__main__":
    main()
