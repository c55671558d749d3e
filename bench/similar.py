"""What it costs to look for similar cases, by role, next to `SELECT 1` in the same run: python bench/similar.py

    python bench/similar.py [--cases 50000] [--lookups 200] [--database URL]

At 1,000 cases and at as many as asked for, without `--cases` 5,000: a released story of which every twentieth sign was
changed, and its indicators, looked for by each role; SQL statements, median and 99th percentile by the clock, and this
process's own work, in milliseconds, how often it was found of how often it may be read, and how much the work grows.
Then what a hidden twin adds: the same lookup by an organisation that may read none of the twins, before and after; and
how bands that are keyed by readers compare with bands that are filtered after they were found.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from alliance.cases import similar
from alliance.cases.keys import CLOSED, EVERYBODY, OPEN, keys
from alliance.cases.likeness import bands, signature
from alliance.cases.model import Edition
from alliance.cases.visibility import audiences_reached, readable
from alliance.demonstration import many_cases
from alliance.demonstration.stories import retold, story
from alliance.foundation.kernel import clock
from alliance.foundation.store.engine import for_reading
from alliance.foundation.store.work import Work
from bench.cases import Filled, filled

SMALL = 1_000
MOST_MS = 200
GROWTH_MOST = 2
ROLES = ("bank", "carrier", "media", "district", "officer", "inspector")


Times = tuple[float, float, float]
"""Median and 99th percentile by the clock, and the median of this process's own work, in milliseconds."""


def percentiles(took: Sequence[tuple[float, float]]) -> Times:
    by_clock, worked = (sorted(column) for column in zip(*took, strict=True))
    last = len(by_clock) - 1
    return by_clock[last // 2], by_clock[min(last, int(last * 0.99))], worked[last // 2]


def timed(acts: Sequence[Callable[[], Any]]) -> Times:
    return percentiles([clocked(lambda _nothing, act=act: act(), "") for act in acts])


def marks_of(session: Session, number: int) -> list[str]:
    found = session.scalars(select(Edition.indicators).where(Edition.id == many_cases.edition_id(number))).one()
    return [one["mark"] for one in found]


def lookups(portal: Filled, role: str, cases: int, how_many: int) -> tuple[int, Times, str]:
    """SQL statements, times, and how often the retold case was among the hints, of how often it may be read."""
    actor, step = portal.actor(role), max(1, cases // how_many)
    found, readable_ones = 0, 0
    with Session(for_reading(portal.portal.database)) as session:
        work = Work(actor, clock.now(), session)
        may_be_read = readable(work, audiences_reached(work))
        acts, wanted = [], []
        for number in range(0, cases, step):
            told, marks = retold(story(number).text, 0.05, number), marks_of(session, number)
            acts.append(lambda told=told, marks=marks: similar.alike(work, told, marks))
            its = Edition.id == many_cases.edition_id(number)
            wanted.append(session.scalar(select(Edition.case_id).where(its, may_be_read)))
        for act, case_id in zip(acts, wanted, strict=True):
            hints = {one.case_id for one in act()}
            readable_ones += case_id is not None
            found += case_id in hints
        _answer, statements = portal.counted(acts[0])
        times = timed(acts)
    return statements, times, f"{found}/{readable_ones}"


def two_ways(portal: Filled, cases: int, how_many: int) -> list[tuple[str, Times]]:
    """For a reader who may read none of them: looking up only the own keys, against looking up all and filtering; for
    stories that have a hidden twin, in turn with stories that have none."""
    twins = [number for number in range(cases) if number % 10][:how_many]
    told = [(retold(story(n).text, 0.05, n), retold(story(cases + n).text, 0.05, n)) for n in twins]
    with Session(for_reading(portal.portal.database)) as session:
        work = Work(portal.actor("media"), clock.now(), session)

        def filtered(text_: str) -> Any:
            near = similar._held(work, keys((EVERYBODY, OPEN, CLOSED), bands(signature(text_))), 60)
            may_be_read = readable(work, audiences_reached(work))
            return session.execute(select(Edition.id).where(Edition.release_number.in_(near), may_be_read)).all()

        def keyed(text_: str) -> Any:
            return similar.alike(work, text_)

        rows = []
        for name, way in (("keyed by readers", keyed), ("found, then filtered", filtered)):
            took = [[clocked(way, twin), clocked(way, strange)] for pair in (told, told) for twin, strange in pair]
            for column, words in enumerate(("a hidden twin", "no twin")):
                rows.append((f"{name}: {words}", percentiles([pair[column] for pair in took])))
    return rows


def clocked(way: Callable[[str], Any], text_: str) -> tuple[float, float]:
    start, used = time.perf_counter(), time.process_time()
    way(text_)
    return (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=5_000)
    parser.add_argument("--lookups", type=int, default=100)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    chosen = parser.parse_args()
    small: dict[str, float] = {}
    for cases in (SMALL, chosen.cases):
        with filled(cases, chosen.database) as portal:
            with Session(portal.portal.database) as session:
                floor = timed([lambda: session.execute(text("SELECT 1"))] * 200)[2]
            print(f"\n{cases:,} cases, {portal.kind}; SELECT 1 takes {floor:.3f} ms")
            print(f"{'who looks':40} SQL {'p50 ms':>8} {'p99 ms':>8} {'cpu ms':>8} {'× floor':>8} {'found':>8}  growth")
            for role in ROLES:
                statements, times, found = lookups(portal, role, cases, chosen.lookups)
                growth = times[2] / small.setdefault(role, times[2])
                missed = " !" if times[1] > MOST_MS or growth > GROWTH_MOST else ""
                print(f"{role:40} {statements:>3} {line(times, floor)} {found:>8} {growth:>7.2f}{missed}")
            for name, times in two_ways(portal, cases, chosen.lookups):
                print(f"{name:40} {'':>3} {line(times, floor)}")


def line(times: Times, floor: float) -> str:
    return f"{times[0]:>8.2f} {times[1]:>8.2f} {times[2]:>8.2f} {times[2] / floor:>8.0f}"


if __name__ == "__main__":
    main()
