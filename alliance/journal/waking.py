"""Workers are woken when a letter lies in the outbox. What is to be sent the outbox alone says, so that a call that is
lost costs a letter nothing but the seconds until the next round."""

import logging
import time
from threading import Event
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from redis import Redis

WRITTEN = "letters_written"
KEY = "alliance-outbox"
CALLS_MOST = 10
"""So many wait for workers that are away; one would do."""
SECONDS_TO_ANSWER = 1
SECONDS_OF_QUIET = 30
"""So long nobody calls after Redis was found to be away: pages do not wait for it one after the other."""

log = logging.getLogger("alliance")


class Bell:
    """`wire`: to Redis, where the settings name one; each process has its own, set up before the first act."""

    wire: "Redis | None" = None
    quiet_until: float = 0


def set_up(url: str) -> None:
    Bell.wire, Bell.quiet_until = _wire(url, SECONDS_TO_ANSWER) if url else None, 0


def wait(url: str, seconds: float, stopped: Event) -> bool:
    """Until somebody calls or so many seconds are over; whether it is time to stop."""
    if not url:
        return stopped.wait(seconds)
    from redis import RedisError

    try:
        with _wire(url, seconds + SECONDS_TO_ANSWER) as wire:
            wire.blpop([KEY], timeout=seconds)
    except RedisError:
        return stopped.wait(seconds)
    return stopped.is_set()


def note(session: Session) -> None:
    """A letter was written: once this is for good, call."""
    session.info[WRITTEN] = True


def _call(session: Session) -> None:
    if session.in_nested_transaction() or not session.info.pop(WRITTEN, False):
        return
    if Bell.wire is None or time.monotonic() < Bell.quiet_until:
        return
    from redis import RedisError

    try:
        Bell.wire.lpush(KEY, "")
        Bell.wire.ltrim(KEY, 0, CALLS_MOST - 1)
    except RedisError as away:
        Bell.quiet_until = time.monotonic() + SECONDS_OF_QUIET
        log.warning("nobody wakes the workers: %s", type(away).__name__)


def _wire(url: str, seconds: float) -> "Redis":
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    waits = {"socket_connect_timeout": SECONDS_TO_ANSWER, "socket_timeout": seconds}
    return Redis.from_url(url.replace("redis+unix:", "unix:"), retry=Retry(NoBackoff(), 1), **waits)


def _forget(session: Session) -> None:
    """The letter is not there. Of a part that failed alone another letter may be left: one call too many is none."""
    if not session.in_nested_transaction():
        session.info.pop(WRITTEN, None)


event.listen(Session, "after_commit", _call)
event.listen(Session, "after_rollback", _forget)
