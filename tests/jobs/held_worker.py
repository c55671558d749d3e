"""A worker process that does jobs and stops at one point of the first, for a test to kill it there, or to let it go on.

Arguments: the point (`prepared`, `settled`, or a step of an import), and the file that says that it is reached; it goes
on once one of that name with `.go` behind it is there. With a third one it is the whole worker, which gives a job no
time once it was told to stop. The settings come from the environment, as for every process of the portal.
"""

import sys
import threading
from dataclasses import replace
from pathlib import Path

from alliance import create_app
from alliance.console import jobs as console
from alliance.console.jobs import do_jobs, place_of
from alliance.jobs.kinds import Kinds
from alliance.sheets import stepping


def stop_at(reached: Path) -> None:
    reached.touch()
    while not reached.with_suffix(".go").exists():
        threading.Event().wait(0.02)


def hold_steps(point: str, reached: Path) -> None:
    """Of an import: stops when that step is taken, and not yet kept."""
    take, points = stepping.take, iter(("first_step", "second_step"))

    def taken(work, *its):
        take(work, *its)
        work.session.flush()
        if next(points, "") == point:
            stop_at(reached)

    stepping.take = taken


def main(point: str, reached: Path) -> None:
    portal = create_app()
    hold_steps(point, reached)
    for kind in list(Kinds.known.values()):

        def prepare(run, kind=kind):
            prepared = kind.prepare(run)
            if point == "prepared":
                stop_at(reached)
            return prepared

        def settle(work, job, kind=kind):
            outcome = kind.settle(work, job)
            work.session.flush()
            if point == "settled":
                stop_at(reached)
            return outcome

        Kinds.known = {**Kinds.known, kind.name: replace(kind, prepare=prepare, settle=settle)}
    if len(sys.argv) > 3:
        console.SECONDS_TO_END = 0
        portal.test_cli_runner().invoke(args=["worker"], catch_exceptions=False)
    else:
        do_jobs(place_of(portal, portal.config["SETTINGS"]), threading.Event())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
