"""How requests end without an answer: their time passes, or nobody is needed any more. The shift is locked."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from ..foundation.store.work import Work
from ..journal.record import record
from ..shifts import places
from . import events
from .model import StandIn
from .vocabulary import StandInState
from .workflow import STAND_IN_WORKFLOW

TENDED_MOST = 200


def open_requests(work: Work, shift_id: UUID, *which: ColumnElement[bool]) -> Sequence[StandIn]:
    """Those of the shift that nobody has answered, read anew."""
    waits = (StandIn.shift_id == shift_id, StandIn.state == StandInState.ASKED, *which)
    asked = select(StandIn).where(*waits).order_by(StandIn.id)
    return work.session.scalars(asked.execution_options(populate_existing=True)).all()


def end(work: Work, requests: Sequence[StandIn]) -> None:
    """Nobody is asked any more."""
    for one in requests:
        STAND_IN_WORKFLOW.apply(one, "end", work.now)
    work.session.flush()
    for one in requests:
        record(work.as_portal(), events.StandInEnded(one.shift_id, one.id))


def tell_if_nobody_is_left(work: Work, requests: Sequence[StandIn]) -> None:
    """After these were answered, or ended: whoever asked is told where nobody else could answer."""
    work.session.flush()
    for shift_id, sign_up_id in sorted({(one.shift_id, one.sign_up_id) for one in requests if one.sign_up_id}):
        waits = exists().where(StandIn.sign_up_id == sign_up_id, StandIn.state == StandInState.ASKED)
        if not work.session.scalar(select(waits)):
            record(work.as_portal(), events.NobodyStandsIn(shift_id, sign_up_id))


def due(work: Work) -> list[UUID]:
    """The shifts in which the time of a request has passed."""
    over = (StandIn.state == StandInState.ASKED, StandIn.until <= work.now)
    asked = select(StandIn.shift_id).where(*over).distinct().order_by(StandIn.shift_id)
    return list(work.session.scalars(asked.limit(TENDED_MOST)))


def tend(work: Work, shift_id: UUID) -> None:
    """What time has brought about in one shift; a transaction for each."""
    places.lock_shifts(work, [shift_id])
    over = open_requests(work, shift_id, StandIn.until <= work.now)
    for one in over:
        STAND_IN_WORKFLOW.apply(one, "lapse", work.now)
        record(work.as_portal(), events.StandInLapsed(shift_id, one.id))
    tell_if_nobody_is_left(work, over)
