"""Letters that have not arrived: which, why, and how many of those that were given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, tuple_

from ..foundation.store.work import Work
from .causes import ENDED_WITH, Cause, cause_of
from .model import Letter
from .vocabulary import TOPIC_OF_LETTER, Topic, templates_on

PAGE_ROWS = 50


class Show(StrEnum):
    """Which of them: those that nobody tries any more, those that are tried again, or both."""

    GIVEN_UP = ""
    RETRIED = "retried"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LetterFilter:
    show: Show = Show.GIVEN_UP
    topic: Topic | None = None
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter that has not arrived. `address` is masked; `given_up`: no further try will be made by itself."""

    id: UUID
    address: str
    topic: Topic | None
    written_at: datetime
    tried_at: datetime | None
    due_at: datetime
    attempts: int
    last_error: str
    given_up: bool

    @property
    def cause(self) -> Cause:
        return cause_of(self.last_error)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """`given_up`: how many of those that were given up the filter names, on every page of it."""

    lines: Sequence[LetterLine]
    next_key: tuple[datetime, UUID] | None
    given_up: int


def undelivered(work: Work, wanted: LetterFilter, after: tuple[datetime, UUID] | None = None) -> LetterPage:
    """Letters of which at least one try failed, the oldest first, from behind `after` on."""
    x = Letter
    columns = (x.id, x.address, x.template, x.written_at, x.tried_at, x.due_at, x.attempts, x.last_error, x.given_up_at)
    chosen = select(*columns).where(_failed(wanted.show), *_which(wanted))
    if after:
        key = tuple_(literal(after[0], x.written_at.type), literal(after[1], x.id.type))
        chosen = chosen.where(tuple_(x.written_at, x.id) > key)
    rows = work.session.execute(chosen.order_by(x.written_at, x.id).limit(PAGE_ROWS + 1)).all()
    lines = [
        LetterLine(
            id=row.id,
            address=_masked(row.address),
            topic=TOPIC_OF_LETTER.get(row.template),
            written_at=row.written_at,
            tried_at=row.tried_at,
            due_at=row.due_at,
            attempts=row.attempts,
            last_error=row.last_error,
            given_up=row.given_up_at is not None,
        )
        for row in rows[:PAGE_ROWS]
    ]
    next_key = (lines[-1].written_at, lines[-1].id) if len(rows) > PAGE_ROWS else None
    return LetterPage(lines, next_key, _count(work, wanted))


def _count(work: Work, wanted: LetterFilter) -> int:
    if wanted.show is Show.RETRIED:
        return 0
    return work.session.scalars(select(func.count()).where(*given_up(wanted))).one()


def given_up(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    """Those that nobody tries any more, as far as the filter names them."""
    return [_failed(Show.GIVEN_UP), *_which(wanted)]


def _failed(show: Show) -> ColumnElement[bool]:
    x = Letter
    retried = and_(x.given_up_at.is_(None), x.last_error != "")
    which = {
        Show.GIVEN_UP: x.given_up_at.is_not(None),
        Show.RETRIED: retried,
        Show.ALL: or_(x.given_up_at.is_not(None), retried),
    }
    return and_(x.sent_at.is_(None), which[show])


def _which(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = []
    if wanted.topic:
        which.append(Letter.template.in_(templates_on(wanted.topic)))
    if wanted.cause is Cause.OTHER:
        which.append(~_ended_with(*(name for names in ENDED_WITH.values() for name in names)))
    elif wanted.cause:
        which.append(_ended_with(*ENDED_WITH[wanted.cause]))
    return which


def _ended_with(*names: str) -> ColumnElement[bool]:
    return or_(*(Letter.last_error.startswith(f"{name}:", autoescape=True) for name in names))


def _masked(address: str) -> str:
    """First two and last two signs of the name, as the masking rules have it for e-mail."""
    name, _, host = address.partition("@")
    return f"{name[:2]}***{name[-2:]}@{host}" if len(name) > 4 else f"{name[:1]}***@{host}"
