"""A worker process that does jobs and stops at one point of the first, for a test to kill it there.

Arguments: the point (`prepared` or `settled`), and the file that says that it is reached. The settings come from the
environment, as for every process of the portal.
"""

import sys
import threading
from dataclasses import replace
from pathlib import Path

from alliance import create_app
from alliance.console.jobs import do_jobs, place_of
from alliance.jobs.kinds import Kinds


def stop_at(reached: Path) -> None:
    reached.touch()
    threading.Event().wait()


def main(point: str, reached: Path) -> None:
    portal = create_app()
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
    do_jobs(place_of(portal, portal.config["SETTINGS"]), threading.Event())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
