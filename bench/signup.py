"""Five hundred people at once for a hundred places: how quickly, and whether exactly a hundred are in.

    python bench/signup.py [--people 500] [--places 100] [--database URL]

Everybody signs up by the portal's own command, each in a transaction of its own, from processes with threads as a web
server has them. On SQLite; and on the PostgreSQL server whose superuser's address `--database` gives. Printed are
sign-ups a second and, as the floor in the same run, the bare conditional UPDATE of one counter by as many people in as
many transactions; then what came of it: how many are in, how many wait, and whether both stand in the order of their
numbers. Ends with status 1 where that is wrong.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from alliance import create_app
from alliance.config import read_settings
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Actor
from alliance.foundation.store import migrate
from alliance.foundation.store.work import Work
from alliance.foundation.web.portal import Portal
from alliance.shifts import signing_up
from alliance.shifts.model import Shift, SignUp
from bench.databases import Database, on_server, on_sqlite
from tests.factories import Make
from tests.shifts.doing import roster_of

PROCESSES = 4
THREADS = 8
ONE_MORE = "UPDATE bench_counter SET taken = taken + 1 WHERE taken < 1000000"


@dataclass(frozen=True)
class Crowd:
    """Who wants a place of the shift, and where."""

    environment: dict[str, str]
    shift_id: UUID
    actors: Sequence[Actor]


def opened(environment: dict[str, str]) -> Portal:
    return create_app(read_settings(environment))


def at_once(crowd: Crowd, act: Callable[[Portal, Crowd, Actor], None]) -> float:
    """Seconds from the moment at which all processes have opened the portal until the last one is through."""
    start = multiprocessing.Barrier(PROCESSES + 1)
    parts = [replace(crowd, actors=crowd.actors[number::PROCESSES]) for number in range(PROCESSES)]
    running = [multiprocessing.Process(target=_part, args=(part, act, start)) for part in parts]
    for one in running:
        one.start()
    start.wait()
    begun = time.perf_counter()
    for one in running:
        one.join()
    if any(one.exitcode for one in running):
        raise SystemExit("a process failed")
    return time.perf_counter() - begun


def _part(crowd: Crowd, act: Callable[[Portal, Crowd, Actor], None], start: Barrier) -> None:
    portal = opened(crowd.environment)
    start.wait()
    with ThreadPoolExecutor(THREADS) as pool:
        for _done in pool.map(lambda actor: act(portal, crowd, actor), crowd.actors):
            pass


def signs_up(portal: Portal, crowd: Crowd, actor: Actor) -> None:
    with Session(portal.database) as session:
        signing_up.sign_up(Work(actor, clock.now(), session), crowd.shift_id)
        session.commit()


def counts_one_more(portal: Portal, _crowd: Crowd, _actor: Actor) -> None:
    with Session(portal.database) as session:
        session.execute(text(ONE_MORE))
        session.commit()


def measure(database: Database, people: int, places: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "ALLIANCE_DATABASE_URL": database.url,
            "ALLIANCE_INSTANCE": folder,
            "ALLIANCE_SECRET_KEY": "a key for a measurement, long enough",
            "ALLIANCE_BASE_URL": "http://localhost",
        }
        portal = opened(environment)
        migrate.upgrade(portal.database)
        roster = roster_of(Make(portal))
        crowd = Crowd(environment, roster.shift(places=places), [one.actor for one in roster.helpers(people)])
        with portal.database.begin() as connection:
            connection.execute(text("CREATE TABLE bench_counter (taken integer)"))
            connection.execute(text("INSERT INTO bench_counter VALUES (0)"))
        portal.database.dispose()
        floor = at_once(crowd, counts_one_more)
        seconds = at_once(crowd, signs_up)
        print(f"{database.kind}: {people} people, {places} places, {PROCESSES} processes of {THREADS} threads")
        pace, bare = people / seconds, people / floor
        print(f"  {pace:.0f} sign-ups a second; the bare UPDATE {bare:.0f} a second; {bare / pace:.1f} x")
        return right(portal, crowd.shift_id, people, places)


def right(portal: Portal, shift_id: UUID, people: int, places: int) -> bool:
    with Session(portal.database) as session:
        asked = select(SignUp.number, SignUp.state).where(SignUp.shift_id == shift_id).order_by(SignUp.number)
        rows = session.execute(asked).all()
        taken = session.get_one(Shift, shift_id).taken
    states = [str(state) for _number, state in rows]
    wanted = ["confirmed"] * places + ["waiting"] * (people - places)
    in_order = states == wanted and [number for number, _state in rows] == list(range(1, people + 1))
    told = f"{states.count('confirmed')} in, {states.count('waiting')} waiting, {taken} counted"
    print(f"  {told}; {'in the order of their numbers' if in_order else 'WRONG'}")
    portal.database.dispose()
    return in_order and taken == places


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--places", type=int, default=100)
    parser.add_argument("--database", default=os.environ.get("ALLIANCE_BENCH_POSTGRES_URL", ""))
    given = parser.parse_args()
    with on_sqlite() as database:
        good = measure(database, given.people, given.places)
    if given.database:
        with on_server(given.database, given.people) as database:
            good = measure(database, given.people, given.places) and good
    else:
        print("postgresql: not measured; name a server with --database")
    sys.exit(not good)


if __name__ == "__main__":
    main()
