"""Sending what lies in the outbox. Letters are leased, sent, and marked, each step committed: nothing is lost.

A worker that dies between sending and marking lets its lease run out; the same letters are then sent again in the same
mail, under the same Message-ID, by which a mail server knows it as the same one. What waits for one reader together
goes in one mail: what was to be bundled, and what came in a burst. A reminder of what is done by then is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, false, select, update
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import PORTAL
from ..foundation.store.engine import for_reading
from ..foundation.store.work import Work
from . import reminders
from .letters import UNKNOWN, Readers
from .model import Letter
from .terms import loud
from .vocabulary import Manner

TRIES_MOST = 48
"""Over some twenty hours; then the letter lies with those that could not be delivered."""
TRIES_WHERE_REFUSED = 3
"""Of what a server refuses for good: it may have erred, but hardly three times."""
LEASE = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)
WAIT_WHERE_AWAY = timedelta(minutes=1)
BURST = 4
"""From so many on that are due for one reader, they go in one mail."""
BUNDLE_MOST = 50
ERROR_LENGTH = 300

Send = Callable[[Sequence[Letter]], None]
Clock = Callable[[], datetime]


class ServerAway(Exception):
    """No mail server answers: that is no fault of the letter."""


class RefusedForGood(Exception):
    """The mail server says that it will never take this letter."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many mails were sent, and how many could not be. `away`: the round ended because no server answered."""

    sent: int = 0
    failed: int = 0
    away: bool = False


def deliver(database: Engine, clock: Clock, send: Send, go_on: Callable[[], bool] = lambda: True) -> Delivered:
    """Send every letter that is due now, once each, while `go_on` says so. `send` raises where letters could not be
    handed over."""
    sent = failed = 0
    while go_on() and (letters := _lease(database, clock())):
        try:
            send(letters)
        except ServerAway as trouble:
            _put_back(database, clock(), letters, trouble)
            return Delivered(sent, failed, away=True)
        except Exception as trouble:  # a mail server may fail in any way; the letters stay, with what was said
            _try_later(database, clock(), letters, trouble)
            failed += 1
        else:
            _mark(database, letters, sent_at=clock(), params={}, last_error="")
            sent += 1
    return Delivered(sent, failed)


def wait_after(tries: int, first: timedelta = FIRST_WAIT, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """How long is waited after so many tries: twice as long each time, up to a limit."""
    return min(first * int(2 ** min(tries - 1, 10)), longest)


def _lease(database: Engine, now: datetime) -> Sequence[Letter]:
    """Take the oldest due letter, and what travels with it, for one try. Until the lease runs out nobody else does."""
    while True:
        with Session(database, expire_on_commit=False) as session:
            found = _found(session, now)
            dropped = reminders.over(Work(PORTAL, now, session), found)
            for letter in dropped:
                session.delete(letter)
            letters = [] if dropped else _bundle(found)
            for letter in letters:
                letter.attempts += 1
                letter.tried_at, letter.due_at = now, now + LEASE
            session.commit()
        if not dropped:
            return letters


def _found(session: Session, now: datetime) -> list[Letter]:
    """The oldest that is due, and what may travel with it; nobody else takes them meanwhile."""
    first = session.scalar(_due(now).limit(1))
    return [first, *session.scalars(_due(now, *_with(first)).limit(BUNDLE_MOST - 1))] if first else []


def _due(now: datetime, *which: ColumnElement[bool]) -> Any:
    waits = (Letter.sent_at.is_(None), Letter.given_up_at.is_(None), Letter.due_at <= now)
    asked = select(Letter).where(*waits, *which).order_by(Letter.due_at, Letter.id)
    return asked.with_for_update(skip_locked=True)


def _with(first: Letter) -> list[ColumnElement[bool]]:
    """What may travel with it: those that already did, or what waits for the same reader and may be bundled. What was
    tried by itself stays by itself: a server that cut the line may have it, and would not know it in another mail."""
    others = Letter.id != first.id
    if first.bundle_id is not None:
        return [others, Letter.bundle_id == first.bundle_id]
    if first.manner is Manner.ALONE or first.attempts:
        return [false()]
    same = (Letter.address == first.address, Letter.language == first.language)
    return [others, Letter.bundle_id.is_(None), *same, Letter.manner != Manner.ALONE, Letter.attempts == 0]


def _bundle(letters: list[Letter]) -> list[Letter]:
    """One mail for those that want it so, and for a burst; otherwise the first one alone."""
    if not letters or letters[0].bundle_id is not None:
        return letters
    first = letters[0]
    if first.manner is not Manner.BUNDLED and len(letters) < BURST:
        return [first]
    if len(letters) > 1:
        for letter in letters:
            letter.bundle_id = first.id
    return letters


def _put_back(database: Engine, now: datetime, letters: Sequence[Letter], trouble: ServerAway) -> None:
    """That no server answers costs none of the tries: it may be away for a day."""
    due_at = _loud(database, now + WAIT_WHERE_AWAY, letters[0])
    for tries in {letter.attempts for letter in letters}:
        those = [letter for letter in letters if letter.attempts == tries]
        _mark(database, those, attempts=tries - 1, due_at=due_at, last_error=_words(trouble, letters))


def _try_later(database: Engine, now: datetime, letters: Sequence[Letter], trouble: Exception) -> None:
    tries = letters[0].attempts
    most = TRIES_WHERE_REFUSED if isinstance(trouble, RefusedForGood) else TRIES_MOST
    given_up_at = now if tries >= most else None
    due_at = _loud(database, now + wait_after(tries), letters[0])
    _mark(database, letters, due_at=due_at, last_error=_words(trouble, letters), given_up_at=given_up_at)


def _loud(database: Engine, moment: datetime, letter: Letter) -> datetime:
    """When it is tried again: not while its reader wants quiet by now, unless it is urgent."""
    if letter.manner is Manner.ALONE:
        return moment
    with Session(for_reading(database)) as session:
        readers = Readers.by_address(Work(PORTAL, moment, session), [letter.address])
    return loud(moment, readers.get(letter.address, UNKNOWN).terms)


def _words(trouble: Exception, letters: Sequence[Letter]) -> str:
    """What was said, without the address."""
    cause = trouble.__cause__ or trouble
    return f"{type(cause).__name__}: {cause}".replace(letters[0].address, "…")[:ERROR_LENGTH]


def _mark(database: Engine, letters: Sequence[Letter], **values: object) -> None:
    ids: list[UUID] = [letter.id for letter in letters]
    with Session(database) as session:
        session.execute(update(Letter).where(Letter.id.in_(ids)).values(**values))
        session.commit()
