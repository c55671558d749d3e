"""What the journal shows: the timeline of a thing, the newest entries, and whether the chain holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Role
from ..foundation.store.work import Work
from .model import ChainHead, Entry
from .record import Journal, digest_of

CONTENT = ("at", "actor_id", "actor_role", "organisation_id", "event", "subject", "subject_id", "payload")
TIMELINE_MOST = 100


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline. `who`: an office (a msgid), never a person; `what`: the event in words (a msgid)."""

    number: int
    at: datetime
    who: str
    what: str
    payload: Mapping[str, Any]


def timeline(work: Work, subject_id: UUID) -> list[Happening]:
    """What happened to one thing, newest first, at most 100 lines. Ask only for a thing that the actor may read."""
    rows = select(Entry).where(Entry.subject_id == subject_id).order_by(Entry.number.desc()).limit(TIMELINE_MOST)
    return [_happening(entry) for entry in work.session.scalars(rows)]


def _happening(entry: Entry) -> Happening:
    known = {str(role): role.label for role in Role}
    who = known.get(entry.actor_role, entry.actor_role)
    return Happening(entry.number, entry.at, who, Journal.words.get(entry.event, entry.event), entry.payload)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`entries` checked; `altered`: the number of the first entry that does not fit, or None."""

    entries: int
    altered: int | None


def verify(session: Session) -> Verdict:
    """Walk the chain from its first entry. A changed, missing or added entry breaks it at its own number."""
    digest, number = "0" * 64, 0
    for entry in session.scalars(select(Entry).order_by(Entry.number).execution_options(yield_per=500)):
        number += 1
        content = {name: getattr(entry, name) for name in CONTENT}
        fits = entry.number == number and entry.previous == digest
        if not fits or entry.digest != digest_of(content, number, digest):
            return Verdict(number, number)
        digest = entry.digest
    head = session.get_one(ChainHead, 1)
    whole = head.number == number and head.digest == digest
    return Verdict(number, None if whole else number + 1)
