"""What waits on a desk because of events."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, and_, cast, false, null, or_, select, union_all

from ..foundation.kernel.clock import first_of, local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.kinds import by_kind, given
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..policy.can import Can
from ..policy.table import may
from .model import PublicityEvent
from .programme_model import Point
from .visibility import kept
from .vocabulary import EventState as E
from .vocabulary import PointState

ERRANDS_MOST = 20
SUMMARY_DAYS = 7
DAYS_NEAR = 1
AT_HAND = (E.APPROVED, E.OPEN)
OPEN_ENDED = (E.RETURNED, E.RUNNING, E.HELD)


def waiting_for(work: Work) -> list[Errand]:
    """Proposals to decide or to mend, events of these days, summaries; and one's own points while an event runs. One
    statement."""
    if not may(work.actor, Can.WRITE_EVENT):
        return []
    rows = work.session.execute(_at_hand(work), given(work)).all()
    points = [_of_point(work, row) for row in rows if row.point_id]
    return [*(errand for row in rows if not row.point_id for errand in _of_event(work, row)), *points]


@by_kind
def _at_hand(work: Work) -> Select[Any]:
    """Events that wait for the actor, and those at which the own organisation operates a point now: a row for each
    point. They are found before they are put in order: by their days, the database would walk through all years."""
    e, o = PublicityEvent, Organisation
    hand = union_all(_that_wait(work), _manned(work)).cte("hand").prefix_with("MATERIALIZED")
    its = hand.c
    return (
        select(e.id, e.title, e.state, e.starts_at, e.ends_at, e.organisation_id, e.proposed_by_id, o.short_name)
        .add_columns(its.point_id, its.number)
        .select_from(hand)
        .join(e, e.id == its.id)
        .outerjoin(o, o.id == e.organisation_id)
        .order_by(e.starts_at, e.id, its.number)
        .limit(ERRANDS_MOST)
    )


def _that_wait(work: Work) -> Select[UUID, UUID, int]:
    """Of those that the actor keeps: the center's own and the proposals, or the member's own. What lies far ahead waits
    for nobody."""
    e, near = PublicityEvent, first_of(local_day(work.now) + timedelta(days=DAYS_NEAR + 1))
    no_point = (cast(null(), Uuid()).label("point_id"), cast(null(), Integer()).label("number"))
    at_hand = or_(e.state.in_(OPEN_ENDED), and_(e.state.in_(AT_HAND), e.starts_at < near))
    if may(work.actor, Can.OVERSEE_EVENTS):
        at_hand = or_(e.state == E.PROPOSED, and_(e.organisation_id.is_(None), at_hand))
    return select(e.id, *no_point).where(kept(work), at_hand)


def _manned(work: Work) -> Select[UUID, UUID, int]:
    """The points of the own organisation at events that run."""
    e, p, organisation_id = PublicityEvent, Point, work.actor.organisation_id
    own = p.organisation_id == organisation_id if organisation_id else false()
    asked = select(e.id, p.id.label("point_id"), p.number.label("number")).join(e, e.id == p.event_id)
    return asked.where(own, p.state != PointState.CLEARED, e.state == E.RUNNING)


def _of_event(work: Work, row: Any) -> Iterator[Errand]:
    address, params = {"event_id": row.id}, {"title": row.title, "name": row.short_name or ""}
    first, last = local_day(row.starts_at), local_day(row.ends_at)
    if row.state is E.PROPOSED:
        if may(work.actor, Can.DECIDE_EVENT, row):
            yield Errand(DECIDE, PROPOSED, "publicity.event", address, params, due=first, tone="amber")
    elif row.state is E.RETURNED:
        yield Errand(MEND, GIVEN_BACK, "publicity.edit", address, params, tone="amber")
    elif row.state is E.HELD:
        due = last + timedelta(days=SUMMARY_DAYS)
        yield Errand(SUM_UP, HELD, "publicity.summarising", address, params, due=due)
    elif row.ends_at < work.now:
        yield Errand(SAY_HELD, OVER, "publicity.event", address, params, due=last)
    else:
        why = BEGUN if row.state is E.RUNNING else NEAR
        yield Errand(TAKES_PLACE, why, "publicity.event", address, params, due=max(first, local_day(work.now)))


DECIDE = N_("Decide about the event “%(title)s”")
PROPOSED = N_("%(name)s has proposed it; it should be decided before it would begin.")
MEND = N_("Change the event “%(title)s” and send it in again")
GIVEN_BACK = N_("The center has given it back, with what is to be changed.")
SUM_UP = N_("Sum up the event “%(title)s”")
HELD = N_("It was held. How many came, and what is to be told of it?")
SAY_HELD = N_("Say whether the event “%(title)s” was held")
OVER = N_("Its time is over.")
TAKES_PLACE = N_("The event “%(title)s” takes place")
NEAR = N_("Say that it has begun, so that the points can count.")
BEGUN = N_("It has begun: the points count. Say when it is over.")


def _of_point(work: Work, row: Any) -> Errand:
    words, why = N_("Point %(number)d at “%(event)s” is yours"), N_("Say that you are there, and count who comes.")
    address = {"event_id": row.id, "point_id": row.point_id}
    params = {"number": row.number, "event": row.title}
    return Errand(words, why, "publicity.point", address, params, due=local_day(work.now))
