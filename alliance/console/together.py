"""What several nodes of a portal must have in common, looked at by the doctor of each."""

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session

from ..config import Settings
from ..journal import queries as journal
from ..limiting import SECONDS_TO_ANSWER
from ..replica import Replica
from .findings import Finding


def limits(settings: Settings) -> Finding:
    if settings.limits_url == "memory://":
        return Finding("limits")
    import redis

    counting = redis.Redis.from_url(settings.limits_url.replace("redis+unix", "unix"), socket_timeout=SECONDS_TO_ANSWER)
    with counting:
        try:
            counting.ping()
        except redis.RedisError as away:
            why = type(away).__name__
            return Finding("limits", f"Redis does not answer ({why}), each process counts alone: ALLIANCE_LIMITS_URL")
    return Finding("limits")


def replica(database: Engine, settings: Settings) -> Finding:
    if not settings.replica_url:
        return Finding("replica")
    looked_at = Replica(database, settings.replica_url)
    try:
        behind = not looked_at.keeps_up()
    except (DBAPIError, TimeoutError):
        return Finding("replica", "the database that it follows does not answer")
    finally:
        looked_at.close()
    lacking = "it is away, behind, or no replica of this database: lists are read from the primary"
    return Finding("replica", lacking if behind else "")


def key(database: Engine) -> Finding:
    """Two nodes with two keys do not know each other's visitors, and break the journal for each other."""
    with Session(database) as session:
        same = journal.newest_is_ours(session)
    other = "the journal was written with another one: give every node the same ALLIANCE_SECRET_KEY"
    return Finding("key", "" if same else other)
