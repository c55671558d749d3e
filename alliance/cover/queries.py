"""What is read of requests: one's own by whoever was asked; by whoever asked, how many and when, nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from ..foundation.kernel.clock import first_of
from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..shifts import visibility
from ..shifts.model import Shift, SignUp
from ..shifts.vocabulary import ShiftState, SignUpState
from ..volunteers.model import Volunteer
from .finding import for_all
from .model import StandIn
from .vocabulary import Kind, StandInState


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as whoever was asked reads it. `by`: the name of whose place it is, to be masked; empty where the place
    is free, or whoever asked has left. `person_id`: who was asked, for the door."""

    id: UUID
    person_id: UUID | None
    volunteer_id: UUID
    shift_id: UUID
    task: str
    title: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    point: str | None
    by: str
    kind: Kind
    asked_at: datetime
    until: datetime
    in_return_on: date | None
    state: StandInState

    def open(self, now: datetime) -> bool:
        return self.state is StandInState.ASKED and self.until > now


def _asked() -> Select[*tuple[Any, ...]]:
    """Joined to the `Volunteer` who was asked, as `visibility.own` wants it."""
    r, s, e, p, u, first = StandIn, Shift, PublicityEvent, Point, SignUp, aliased(Volunteer)
    return (
        select(
            *(r.id, Volunteer.person_id, Volunteer.id, s.id, s.role, e.title, s.starts_at, s.ends_at, e.venue),
            *(p.title, func.coalesce(first.name, u.name, ""), r.kind, r.asked_at, r.until, r.in_return_on, r.state),
        )
        .join(Volunteer, Volunteer.id == r.volunteer_id)
        .join(s, s.id == r.shift_id)
        .join(e, e.id == s.event_id)
        .outerjoin(p, p.id == s.point_id)
        .outerjoin(u, u.id == r.sign_up_id)
        .outerjoin(first, first.id == u.volunteer_id)
    )


def asked(work: Work, stand_in_id: UUID) -> Asked | None:
    """Whether it is the actor's own is asked at the door, by the table, or the link of a letter says so."""
    row = work.session.execute(_asked().where(StandIn.id == stand_in_id)).first()
    return Asked(*row) if row else None


def open_now(work: Work) -> ColumnElement[bool]:
    """A request that may still be answered, in a statement that joins the `Shift`."""
    return and_(StandIn.state == StandInState.ASKED, StandIn.until > work.now, Shift.starts_at > work.now)


def own_open(work: Work) -> Sequence[Asked]:
    """Those that the actor may answer now, the most urgent first."""
    own = _asked().where(visibility.own(work), open_now(work)).order_by(StandIn.until, StandIn.id)
    return [Asked(*row) for row in work.session.execute(own)]


def own_ever(work: Work) -> Sequence[Asked]:
    """All that the actor was ever asked, however they ended."""
    own = _asked().where(visibility.own(work)).order_by(StandIn.asked_at, StandIn.id)
    return [Asked(*row) for row in work.session.execute(own)]


@dataclass(frozen=True, slots=True)
class ToGive:
    """A place of whoever is asked, which whoever asks would take in return."""

    id: UUID
    task: str
    title: str
    starts_at: datetime
    ends_at: datetime


def to_give(work: Work, asked: Asked) -> Sequence[ToGive]:
    """On the day on which both have agreed, at events for which anybody could sign up. Whether the request is the
    actor's own is asked at the door, or the link of a letter says so."""
    if asked.in_return_on is None:
        return ()
    first = first_of(asked.in_return_on)
    u, s, e = SignUp, Shift, PublicityEvent
    own = (u.volunteer_id == asked.volunteer_id, u.state == SignUpState.CONFIRMED, u.shift_id != asked.shift_id)
    ahead = (s.starts_at >= first, s.starts_at < first + timedelta(days=1), s.starts_at > work.now)
    found = (
        select(u.id, s.role, e.title, s.starts_at, s.ends_at)
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .where(*own, *ahead, *for_all(), s.state != ShiftState.CANCELLED)
        .order_by(s.starts_at, u.id)
    )
    return [ToGive(*row) for row in work.session.execute(found)]


@dataclass(frozen=True, slots=True)
class Round:
    """Those who were asked with one press: how many, how many may still answer, whether one of them stands in."""

    kind: Kind
    asked_at: datetime
    until: datetime
    asked: int
    still: int
    taken: int


def _rounds(work: Work) -> Select[*tuple[Any, ...]]:
    r = StandIn
    still = func.count().filter(r.state == StandInState.ASKED, r.until > work.now)
    taken = func.count().filter(r.state == StandInState.TAKEN)
    by_press = (r.kind, r.asked_at, r.until)
    return select(*by_press, func.count(), still, taken).group_by(*by_press).order_by(r.asked_at, r.kind)


def rounds_of(work: Work, sign_up_id: UUID) -> Sequence[Round]:
    """Whom the actor has asked to stand in for her, as numbers."""
    of_hers = (
        _rounds(work)
        .join(SignUp, SignUp.id == StandIn.sign_up_id)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(SignUp.id == sign_up_id, visibility.own(work))
    )
    return [Round(*row) for row in work.session.execute(of_hers)]


def calls_of(work: Work, shift_id: UUID) -> Sequence[Round]:
    """Who was asked for free places of the shift, as numbers; none for whoever does not keep the event."""
    for_free = (
        _rounds(work)
        .join(Shift, Shift.id == StandIn.shift_id)
        .join(PublicityEvent, PublicityEvent.id == Shift.event_id)
        .where(Shift.id == shift_id, StandIn.sign_up_id.is_(None), visibility.kept(work))
    )
    return [Round(*row) for row in work.session.execute(for_free)]
