"""A volunteer's own shifts in her calendar feed, beside the events."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from ..foundation.store.work import Work
from ..organisations.model import District
from ..publicity.feeds import PAST_DAYS, FeedEvent
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..publicity.vocabulary import EventState
from ..volunteers.model import Volunteer
from . import visibility
from .model import Shift, SignUp
from .vocabulary import SignUpState

SHOWN = (SignUpState.CONFIRMED, SignUpState.CALLED_OFF)
"""Where she comes, and what she learns of as cancelled; an offer or a place in a waiting list is no date yet."""


def own_entries(work: Work) -> Sequence[FeedEvent]:
    u, s, e = SignUp, Shift, PublicityEvent
    asked = (
        select(u.id, e.id.label("event_id"), e.title, s.role, s.words, s.starts_at, s.ends_at, e.venue)
        .add_columns(Point.title.label("point"), District.zh, u.state, s.state_since, u.state_since.label("since"))
        .add_columns((s.version + u.version).label("version"))
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .join(District, District.code == e.district_code)
        .join(Volunteer, Volunteer.id == u.volunteer_id)
        .outerjoin(Point, Point.id == s.point_id)
        .where(visibility.own(work), u.state.in_(SHOWN), s.ends_at > work.now - timedelta(days=PAST_DAYS))
        .order_by(s.starts_at, u.id)
    )
    return [
        FeedEvent(
            id=row.id,
            event_id=row.event_id,
            title=_("I help: %(task)s, %(title)s", task=row.role, title=row.title),
            description=row.words,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            venue=f"{row.venue} {row.point}" if row.point else row.venue,
            district=row.zh,
            state=EventState.CANCELLED if row.state is SignUpState.CALLED_OFF else EventState.OPEN,
            changed_at=max(row.state_since, row.since),
            version=row.version,
        )
        for row in work.session.execute(asked)
    ]
