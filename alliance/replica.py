"""Lists are read from a replica of the database, where there is one: it takes what many look through off the primary.

A replica is some moments behind. So who makes a request, and whether they are still signed in, the primary says; a
page with a form is read there, the desk and the inbox too; and so is every list for whoever has just changed something
or comes by a letter about it. A replica that is away, or further behind than a few seconds, is not asked.
"""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from flask import Response, g, request
from flask import session as cookie
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from sqlalchemy.orm import Session

from .foundation.kernel import clock
from .foundation.store.engine import for_reading, open_engine
from .foundation.web.portal import SAFE_METHODS, Portal, Visit, refuse_sql_while_rendering

LISTS = frozenset(
    {
        *("actions.actions", "actions.board", "actions.leader", "directory.members"),
        *("fraudtypes.crosswalk", "initiatives.overview", "materials.materials", "materials.every_reach"),
        *("matrix.alliances", "matrix.matrices", "operations.operations", "outreach.overview", "outreach.reports"),
        *("plaques.plaques", "publicity.calendar", "publicity.feed", "rosters.versions", "shifts.shifts"),
        *("volunteers.teams", "volunteers.volunteers"),
    }
)
"""What may be some seconds old: pages that are looked through, none from which something is changed. Cases and measures
are not among them: what is withdrawn from its readers is gone at the next request."""
KINDS = (OperationalError, DBAPIError)
"""Of trouble with the database, as the portal explains it."""
WROTE = "wrote"
SECONDS_AFTER_WRITING = 30
"""Longer than a replica that is asked can be behind: two looks apart, and one more until the next."""
SECONDS_BETWEEN_LOOKS = 5
WRITTEN = text("SELECT CAST(pg_current_wal_flush_lsn() AS text)")
REPLAYED = text("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= CAST(:written AS pg_lsn)")


class Replica:
    """Knows how far the replica is. What it remembers is of this process alone and holds for seconds."""

    def __init__(self, primary: Engine, url: str) -> None:
        self.engine = open_engine(url)
        event.listen(self.engine, "before_cursor_execute", refuse_sql_while_rendering)
        self._primary, self._replica = for_reading(primary), for_reading(self.engine)
        self._looking = Lock()
        self._looked_at = float("-inf")
        self._written = ""
        self._sound = False

    def keeps_up(self) -> bool:
        """Whether it has replayed what the primary had written at the look before. One thread looks, every few seconds;
        the others do not wait for what it finds."""
        if time.monotonic() - self._looked_at < SECONDS_BETWEEN_LOOKS:
            return self._sound
        if not self._looking.acquire(blocking=False):
            return False
        try:
            self._look(time.monotonic())
        finally:
            self._looking.release()
        return self._sound

    def _look(self, now: float) -> None:
        with self._primary.connect() as primary:
            written = str(primary.scalar(WRITTEN))
        recent = now - self._looked_at < 2 * SECONDS_BETWEEN_LOOKS
        asked_for = self._written if self._written and recent else written
        self._written, self._looked_at = written, now
        try:
            with self._replica.connect() as replica:
                self._sound = bool(replica.scalar(REPLAYED, {"written": asked_for}))
        except (DBAPIError, TimeoutError):
            self._sound = False

    def turn(self, session: Session) -> bool:
        """Let what follows in this session be read from the replica; False, and from the primary, where it is away."""
        primary = session.get_bind()
        session.close()
        session.bind = self._replica
        try:
            session.connection()
        except (DBAPIError, TimeoutError):
            self.leave()
            session.close()
            session.bind = primary
            return False
        return True

    def leave(self) -> None:
        """Until the next look it is away."""
        self._sound = False

    def close(self) -> None:
        self.engine.dispose()


def read_lists(portal: Portal, url: str) -> Engine:
    """Let the portal, once it is open and explains its refusals, read its lists from the replica at `url`: returned,
    so that it is watched as the database is."""
    replica, visit_of = Replica(portal.database, url), portal.visit_of

    def visit_and_turn(session: Session) -> Visit:
        visit = visit_of(session)
        g.from_replica = _may_be_older() and replica.keeps_up() and replica.turn(session)
        return visit

    def once_more(trouble: DBAPIError) -> Response:
        """Where the replica went away while it was read, the same page from the primary."""
        if not g.pop("from_replica", False):
            return portal.make_response(explained[_kind(trouble)](trouble))
        replica.leave()
        try:
            return portal.make_response(portal.dispatch_request())
        except Exception as refusal:
            return portal.make_response(portal.handle_user_exception(refusal))

    handlers: dict[Any, Callable[[Any], Any]] = portal.error_handler_spec[None][None]
    explained = {kind: handlers[kind] for kind in KINDS}
    for kind in explained:
        portal.register_error_handler(kind, once_more)
    portal.extensions[__name__] = replica
    portal.visit_of = visit_and_turn
    portal.after_request(_remember_writing)
    return replica.engine


def _kind(trouble: DBAPIError) -> type[DBAPIError]:
    return OperationalError if isinstance(trouble, OperationalError) else DBAPIError


def _may_be_older() -> bool:
    """A list, for somebody who has changed nothing just now and has no letter that leads here."""
    just_wrote = clock.now().timestamp() - float(cookie.get(WROTE, 0)) < SECONDS_AFTER_WRITING
    return request.endpoint in LISTS and request.method in SAFE_METHODS and not just_wrote and not g.waits_here


def _remember_writing(answer: Response) -> Response:
    if request.method not in SAFE_METHODS and answer.status_code < 400:
        cookie[WROTE] = int(clock.now().timestamp())
    return answer
