"""What organisations have answered to initiatives, counted for whoever answers for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from ..actions.incoming import CameIn
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .model import Clause, Initiative, Pledge, Response
from .vocabulary import ResponseState

PLEDGED, DECLINED, DONE = N_("Pledges"), N_("Declined with a reason"), N_("Clauses told as done")


def came_in(work: Work, since: datetime, until: datetime) -> Sequence[CameIn]:
    """From `since` to before `until`, of all officers, in the order of the initiatives. For the worker's letters: ask
    it for nobody else. One statement."""
    p, r, c = Pledge, Response, Clause
    pledged = _counted(PLEDGED).join(p, p.response_id == r.id).where(p.pledged_at >= since, p.pledged_at < until)
    declined = _counted(DECLINED).where(
        r.state == ResponseState.DECLINED, r.answered_at >= since, r.answered_at < until
    )
    done = _counted(DONE).join(p, p.response_id == r.id).join(c, c.pledge_id == p.id)
    parts = union_all(pledged, declined, done.where(c.told_at >= since, c.told_at < until)).subquery()
    named = (parts.c.id, parts.c.title, parts.c.officer_id, parts.c.what, parts.c.count)
    rows: Any = work.session.execute(select(*named).order_by(parts.c.number, parts.c.what)).all()
    return [CameIn(thing_id, title, False, *more) for thing_id, title, *more in rows]


def _counted(what: str) -> Select[*tuple[Any, ...]]:
    i, r = Initiative, Response
    asked = select(i.id, i.number, i.title, i.officer_id, literal(what).label("what"), func.count().label("count"))
    return asked.join(r, r.initiative_id == i.id).group_by(i.id, i.number, i.title, i.officer_id)
