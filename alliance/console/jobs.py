"""Doing what people asked for, beside the letters: in a thread of its own, so that a long job holds up no letter."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import url_for
from flask_babel import force_locale
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..config import Settings
from ..files.keeping import Keeping
from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..foundation.web.portal import Portal
from ..jobs import keeping, running
from ..jobs.asking import QUERY
from .rounds import Duty, go_round

SECONDS_BETWEEN_LOOKS = 1
SECONDS_TO_END = 30
"""So long a job may go on after the worker was told to stop."""


def place_of(portal: Portal, settings: Settings) -> running.Place:
    """Jobs are done as if their page had been asked: with its address, its filters, and its reader's language."""

    @contextmanager
    def around(claim: running.Claim) -> Iterator[None]:
        with portal.test_request_context(base_url=settings.base_url):
            path = url_for(claim.kind.endpoint) if claim.kind.endpoint else "/"
        asked = {"path": path, "query_string": claim.params.get(QUERY, ""), "method": "POST"}
        with portal.test_request_context(base_url=settings.base_url, **asked), force_locale(claim.language):
            yield

    return running.Place(portal.database, clock.now, around, portal.logger)


def do_jobs(place: running.Place, stopped: threading.Event) -> None:
    """One after the other, until none is due."""
    while not stopped.is_set() and running.do_next(place):
        continue


def do_jobs_until(portal: Portal, settings: Settings, stopped: threading.Event) -> None:
    """What does not come to its end in time is handed back."""
    place = place_of(portal, settings)
    doing = threading.Thread(target=_go_on, args=(place, stopped), daemon=True)
    doing.start()
    stopped.wait()
    doing.join(SECONDS_TO_END)
    go_round([Duty("hand back the jobs", lambda: running.hand_back(place))], time.monotonic(), portal.logger)


def _go_on(place: running.Place, stopped: threading.Event) -> None:
    duties = [Duty("do the jobs", lambda: do_jobs(place, stopped))]
    while not stopped.wait(SECONDS_BETWEEN_LOOKS):
        go_round(duties, time.monotonic(), place.log)


def forget_jobs(database: Engine) -> int:
    """Erase what ended long enough ago; how many. A content whose row is gone is found by the sweep, if not here."""
    forgotten = 0
    while True:
        with Session(database) as session:
            count, contents = keeping.forget(Work(PORTAL, clock.now(), session))
            session.commit()
        for name in contents:
            Keeping.store.remove(name)
        if not count:
            return forgotten
        forgotten += count
