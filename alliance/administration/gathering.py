"""Keeping what the worker saw, each matter of each machine in a row of its own; and since when a key is in use."""

import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete

from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from .model import MARK_LENGTH, KeyMark, OperatingFact
from .pulse import FORGOTTEN_AFTER
from .vocabulary import Looked

log = logging.getLogger("alliance")


def look_at(looks: Mapping[Looked, Callable[[], dict[str, Any]]]) -> dict[Looked, dict[str, Any]]:
    """What each look finds. One that fails says so in its own row, and holds up no other."""
    return {looked: _tried(looked, look) for looked, look in looks.items()}


def _tried(looked: Looked, look: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return look()
    except Exception as trouble:  # whatever it is, the administrator is told that nobody could look
        log.warning("could not look at %s: %s", looked, type(trouble).__name__)
        return {"trouble": type(trouble).__name__}


def keep(work: Work, seen: Mapping[Looked, Mapping[str, Any]], host: str) -> int:
    """Let each row of this machine say what was seen now. What was seen on a machine that has been gone for a week is
    forgotten."""
    for looked, details in seen.items():
        values = {"at": work.now, "details": dict(details)}
        said = insert_or(work.session, OperatingFact).values(host=host, looked=looked, **values)
        work.session.execute(said.on_conflict_do_update(index_elements=["host", "looked"], set_=values))
    work.session.execute(delete(OperatingFact).where(OperatingFact.at < work.now - FORGOTTEN_AFTER))
    return len(seen)


def mark_of(secret_key: str) -> str:
    """By this a key is known again; from it the key is not found."""
    return hmac.new(secret_key.encode(), b"mark of the key", hashlib.sha256).hexdigest()[:MARK_LENGTH]


def mark_key(work: Work, secret_key: str) -> int:
    """The key is in use now; the first time stays."""
    first = {"mark": mark_of(secret_key), "first_seen_at": work.now, "last_seen_at": work.now}
    said = insert_or(work.session, KeyMark).values(**first)
    work.session.execute(said.on_conflict_do_update(index_elements=["mark"], set_={"last_seen_at": work.now}))
    return 1
