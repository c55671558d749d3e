"""Sending what lies in the outbox. A letter is leased, sent, and marked, each step committed: nothing is lost.

A worker that dies between sending and marking lets its lease run out; the letter is then sent again under the same
Message-ID, by which a mail server knows it as the same one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from .model import Letter

TRIES_MOST = 48
RETRY_AFTER = timedelta(minutes=5)
ERROR_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Delivered:
    sent: int
    failed: int


def deliver(database: Engine, clock: Callable[[], datetime], send: Callable[[Letter], None]) -> Delivered:
    """Send every letter that is due now, once each. `send` raises where the letter could not be handed over."""
    sent = failed = 0
    while letter := _lease(database, clock()):
        if _hand_over(database, clock, letter, send):
            sent += 1
        else:
            failed += 1
    return Delivered(sent, failed)


def _lease(database: Engine, now: datetime) -> Letter | None:
    """Take the oldest due letter for one try. Until the lease runs out nobody else takes it."""
    with Session(database, expire_on_commit=False) as session:
        due = (
            select(Letter)
            .where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None), Letter.due_at <= now)
            .order_by(Letter.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        letter = session.scalar(due)
        if letter is not None:
            letter.attempts += 1
            letter.tried_at = now
            letter.due_at = now + RETRY_AFTER
            session.commit()
        return letter


def _hand_over(database: Engine, clock: Callable[[], datetime], letter: Letter, send: Callable[[Letter], None]) -> bool:
    try:
        send(letter)
    except Exception as trouble:  # a mail server may fail in any way; the letter stays, with what was said
        words = f"{type(trouble).__name__}: {trouble}".replace(letter.address, "…")[:ERROR_LENGTH]
        given_up_at = clock() if letter.attempts >= TRIES_MOST else None
        _mark(database, letter, last_error=words, given_up_at=given_up_at)
        return False
    _mark(database, letter, sent_at=clock(), params={}, last_error="")
    return True


def _mark(database: Engine, letter: Letter, **values: object) -> None:
    with Session(database) as session:
        session.execute(update(Letter).where(Letter.id == letter.id).values(**values))
        session.commit()
