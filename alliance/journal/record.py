"""`record(work, event)`: the one call by which something has happened."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, Protocol
from uuid import UUID

from sqlalchemy import event as signals
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, SessionTransaction

from ..foundation.store.work import Work
from ..masking.finding import masked
from .model import ChainHead, Entry

PENDING = "journal_pending"
MARKS = "journal_marks"
TYPED = "reason"
"""The one field of an event that may hold what a person typed."""


class Event(Protocol):
    """A frozen dataclass, past tense. Its first field is the id of what it is about; `about` names its kind."""

    about: ClassVar[str]
    words: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


Reaction = Callable[[Work, Any], None]


class Journal:
    """The key of the chain, and what follows from which event. One per process, set up before the first act."""

    key: bytes = b""
    reactions: Mapping[type[Any], Sequence[Reaction]] = {}
    words: Mapping[str, str] = {}
    subjects: Mapping[str, str] = {}


def record(work: Work, event: Event) -> None:
    """Note that `event` happened, and let follow what `consequences` says. Its entry is chained at the commit.

    What is personal in a reason is masked before anybody is told of it: an entry can never be mended.
    """
    if hasattr(event, TYPED):
        event = replace(event, **{TYPED: masked(getattr(event, TYPED))})
    work.session.info.setdefault(PENDING, []).append(entry_of(work, event))
    for react in Journal.reactions.get(type(event), ()):
        react(work, event)


def entry_of(work: Work, event: Event) -> Mapping[str, Any]:
    """What the journal keeps of `event`, before it is chained."""
    subject, *rest = fields(event)
    return {
        "at": work.now,
        "actor_id": work.actor.person_id,
        "actor_role": str(work.actor.role or ("" if work.actor.known else work.actor.name)),
        "organisation_id": work.actor.organisation_id,
        "event": type(event).__name__,
        "subject": event.about,
        "subject_id": getattr(event, subject.name),
        "payload": {field.name: _plain(getattr(event, field.name)) for field in rest},
    }


def digest_of(entry: Mapping[str, Any], number: int, previous: str) -> str:
    """HMAC-SHA256, in hex, over content, number and the digest before; its key is not in the database."""
    content = {name: _plain(entry[name]) for name in sorted(entry)}
    text = json.dumps([number, previous, content], ensure_ascii=False, sort_keys=True)
    return hmac.new(Journal.key, text.encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Enum):
        return str(value)
    if isinstance(value, tuple | list | frozenset):
        return [_plain(one) for one in value]
    return value


def chain(session: Session) -> None:
    """Write the pending entries behind the newest one. Everything else of the transaction is flushed before, so the
    head of the chain is the last row that any transaction locks, and two of them never wait for each other."""
    if session.in_nested_transaction() or not session.info.get(PENDING):
        return
    pending = session.info.pop(PENDING)
    session.flush()
    append(session, pending)


def append(session: Session, pending: Sequence[Mapping[str, Any]]) -> None:
    """Write these entries behind the newest one, whose number and digest stay locked until the transaction ends."""
    head = session.execute(select(ChainHead.number, ChainHead.digest).where(ChainHead.id == 1).with_for_update()).one()
    number, digest = head.number, head.digest
    rows = []
    for entry in pending:
        number, previous = number + 1, digest
        digest = digest_of(entry, number, previous)
        rows.append({**entry, "number": number, "previous": previous, "digest": digest})
    session.execute(insert(Entry), rows)
    session.execute(update(ChainHead).where(ChainHead.id == 1).values(number=number, digest=digest))


def _mark_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault(MARKS, {})[transaction] = len(session.info.get(PENDING, ()))


def _forget(session: Session, transaction: SessionTransaction) -> None:
    """What a rollback undid has not happened: drop the entries since the savepoint, or all of them."""
    since = session.info.get(MARKS, {}).pop(transaction, 0)
    del session.info.setdefault(PENDING, [])[since:]


signals.listen(Session, "before_commit", chain)
signals.listen(Session, "after_transaction_create", _mark_savepoint)
signals.listen(Session, "after_soft_rollback", _forget)
