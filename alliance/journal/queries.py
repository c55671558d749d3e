"""What the journal shows: the timeline of a thing, the newest entries, and whether the chain holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Role
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .model import ChainHead, Entry
from .record import Journal, digest_of

CONTENT = ("at", "actor_id", "actor_role", "organisation_id", "event", "subject", "subject_id", "payload")
TIMELINE_MOST = 100
PAGE_ROWS = 50
PORTAL_OFFICE = N_("The portal itself")
VISITOR = N_("Visitor")


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline. `who`: an office (a msgid), never a person; `what`: the event in words (a msgid)."""

    number: int
    at: datetime
    who: str
    what: str
    payload: Mapping[str, Any]


def timeline(work: Work, subject_id: UUID, most: int = TIMELINE_MOST) -> list[Happening]:
    """What happened to one thing, newest first, at most so many lines. Ask only for a thing that the actor may read."""
    rows = work.session.execute(_timeline(most), {"subject_id": subject_id})
    return [Happening(number, at, office(role), in_words(event), payload) for number, at, role, event, payload in rows]


@cache
def _timeline(most: int) -> Select[int, datetime, str, str, dict[str, Any]]:
    e = Entry
    asked = select(e.number, e.at, e.actor_role, e.event, e.payload)
    return (
        asked.where(e.subject_id == bindparam("subject_id", type_=e.subject_id.type))
        .order_by(e.number.desc())
        .limit(most)
    )


def did(work: Work, event: type[Any], subject_id: UUID) -> bool:
    """Whether the person who acts has done this to the thing, under whatever role."""
    e = Entry
    own = exists().where(e.subject_id == subject_id, e.event == event.__name__, e.actor_id == work.person_id)
    return bool(work.session.scalar(select(own)))


def office(actor_role: str) -> str:
    """The role that acted, as a msgid."""
    unnamed = PORTAL_OFFICE if actor_role == "portal" else VISITOR
    return next((role.label for role in Role if role == actor_role), unnamed)


def in_words(event: str) -> str:
    """What the event is called, as a msgid."""
    return Journal.words.get(event, event)


def thing_in_words(subject: str) -> str:
    """What an entry is about, as a msgid."""
    return Journal.subjects.get(subject, subject)


@dataclass(frozen=True, slots=True)
class EntryLine:
    number: int
    at: datetime
    who: str
    what: str
    subject: str
    digest: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    lines: Sequence[EntryLine]
    next_key: tuple[int] | None


def entries(work: Work, before: int | None = None) -> EntryPage:
    """The journal, newest first, from the entry below number `before` on."""
    e = Entry
    rows = select(e.number, e.at, e.actor_role, e.event, e.subject, e.digest).order_by(e.number.desc())
    if before is not None:
        rows = rows.where(e.number < before)
    found = work.session.execute(rows.limit(PAGE_ROWS + 1)).all()
    lines = [
        EntryLine(
            row.number, row.at, office(row.actor_role), in_words(row.event), thing_in_words(row.subject), row.digest
        )
        for row in found[:PAGE_ROWS]
    ]
    return EntryPage(lines, (lines[-1].number,) if len(found) > PAGE_ROWS else None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`entries` checked; `altered`: the number of the first entry that does not fit, or None."""

    entries: int
    altered: int | None


def verify(session: Session) -> Verdict:
    """Walk the chain from its first entry. A changed, missing or added entry breaks it at its own number."""
    digest, number = "0" * 64, 0
    with session.scalars(select(Entry).order_by(Entry.number).execution_options(yield_per=500)) as entries:
        for entry in entries:
            number += 1
            content = {name: getattr(entry, name) for name in CONTENT}
            bound = entry.number == number and entry.previous == digest
            if not bound or entry.digest != digest_of(content, number, digest):
                return Verdict(number, number)
            digest = entry.digest
    head = session.get_one(ChainHead, 1)
    whole = head.number == number and head.digest == digest
    return Verdict(number, None if whole else number + 1)


def newest_is_ours(session: Session) -> bool:
    """Whether the newest entry was made with the key that this process has."""
    newest = session.scalar(select(Entry).order_by(Entry.number.desc()).limit(1))
    if newest is None:
        return True
    content = {name: getattr(newest, name) for name in CONTENT}
    return newest.digest == digest_of(content, newest.number, newest.previous)


def done_for_an_organisation(work: Work, subject_id: UUID) -> bool:
    """Whether whoever acts now has done something to this thing before, for an organisation."""
    mine = (Entry.subject_id == subject_id, Entry.actor_id == work.person_id, Entry.organisation_id.is_not(None))
    return work.session.scalar(select(Entry.number).where(*mine).limit(1)) is not None
