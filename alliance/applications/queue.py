"""The queue: the applications that officers go through, who waits longest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, or_, select, tuple_

from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from .model import Application, ApplicationState
from .queries import visible_to


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the address asks for. `state`: empty for those that wait for review, `all`, or one state."""

    q: str = ""
    state: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class QueueLine:
    id: UUID
    number: str | None
    name: str
    uscc: str
    district_code: str | None
    state: ApplicationState
    state_since: datetime


@dataclass(frozen=True, slots=True)
class QueuePage:
    lines: Sequence[QueueLine]
    next_key: tuple[datetime, UUID] | None


def queue(work: Work, wanted: QueueFilter, after: tuple[datetime, UUID] | None = None) -> QueuePage:
    """A page of applications, who waits longest first, from the row behind `after` (state_since, id) on."""
    a = Application
    chosen = select(a.id, a.number, a.name, a.uscc, a.district_code, a.state, a.state_since).where(
        visible_to(work.actor)
    )
    if wanted.state != "all":
        chosen = chosen.where(a.state == (wanted.state or ApplicationState.SUBMITTED))
    if wanted.q:
        named = (column.icontains(wanted.q, autoescape=True) for column in (a.number, a.name, a.uscc))
        chosen = chosen.where(or_(*named))
    if wanted.district:
        chosen = chosen.where(a.district_code == wanted.district)
    if after:
        since, last_id = after
        behind = tuple_(literal(since, a.state_since.type), literal(last_id, a.id.type))
        chosen = chosen.where(tuple_(a.state_since, a.id) > behind)
    rows = work.session.execute(chosen.order_by(a.state_since, a.id).limit(PAGE_ROWS + 1)).all()
    lines = [QueueLine(*row) for row in rows[:PAGE_ROWS]]
    more = len(rows) > PAGE_ROWS
    return QueuePage(lines, (lines[-1].state_since, lines[-1].id) if more else None)
