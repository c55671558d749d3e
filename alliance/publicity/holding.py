"""Holding an event for a change: its row is locked first, whatever of it changes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.errors import Conflict, MoveNotOpen
from ..foundation.store.work import Work
from .model import PublicityEvent
from .vocabulary import EventState
from .workflow import EVENT_WORKFLOW

WRITABLE = (EventState.DRAFT, EventState.RETURNED)
AHEAD = (EventState.APPROVED, EventState.OPEN)
ARRANGEABLE = (*WRITABLE, *AHEAD, EventState.RUNNING)
"""In these states its programme may be changed: not while the center decides, and not when all is over."""
OVER = (EventState.HELD, EventState.SUMMARISED)


def held(work: Work, event_id: UUID, *states: EventState) -> PublicityEvent:
    """The event, locked until the transaction ends; refused unless it is in one of `states`, where any are told. One
    that somebody has dropped meanwhile is a conflict."""
    event = work.session.get(PublicityEvent, event_id, with_for_update=True)
    if event is None:
        raise Conflict()
    if states and event.state not in states:
        raise MoveNotOpen()
    return event


def held_after(work: Work, event: PublicityEvent, move: str) -> Sequence[PublicityEvent]:
    """The later events of the same series that the move is open to, locked, in their order."""
    if event.series_id is None:
        return ()
    e, frm = PublicityEvent, EVENT_WORKFLOW.moves[move].frm
    asked = select(e).where(e.series_id == event.series_id, e.starts_at > event.starts_at, e.state.in_(frm))
    return work.session.scalars(asked.order_by(e.starts_at, e.id).with_for_update()).all()


def check_version(event: PublicityEvent, version: int) -> None:
    """Refuse what was said over a page that is no longer the newest."""
    if event.version != version:
        raise Conflict()
