"""Who has signed up: before whoever keeps the event everybody of a shift, before a volunteer her own sign-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..volunteers.model import Volunteer
from . import visibility
from .model import HOLDING, Quota, Shift, SignUp
from .vocabulary import SignUpState
from .workflow import STANDING


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of a shift as kept: whoever shows the name masks it. `reason`: of a late withdrawal or a release."""

    sign_up_id: UUID
    number: int
    name: str
    phone: str
    state: SignUpState
    state_since: datetime
    offered_until: datetime | None
    late: bool
    reason: str

    @property
    def holds(self) -> bool:
        return self.state in HOLDING


def of_shift(work: Work, shift_id: UUID) -> Sequence[PersonLine]:
    """In the order of coming; nobody for whoever does not keep the event."""
    u, v = SignUp, Volunteer
    name = func.coalesce(v.name, u.name)
    asked = (
        select(u.id, u.number, name, func.coalesce(v.phone, ""), u.state, u.state_since, u.offered_until)
        .add_columns(u.late, u.reason)
        .join(Shift, Shift.id == u.shift_id)
        .join(PublicityEvent, PublicityEvent.id == Shift.event_id)
        .outerjoin(v, v.id == u.volunteer_id)
        .where(u.shift_id == shift_id, visibility.kept(work))
        .order_by(u.number)
    )
    return [PersonLine(*row) for row in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A volunteer's own sign-up. `ahead_of_me`: how many wait before her. `person_id`: whose it is, for the door; None,
    and `organisation` has named her, before she is a volunteer."""

    sign_up_id: UUID
    shift_id: UUID
    event_id: UUID
    task: str
    title: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    point: str | None
    withdraw_until: datetime
    state: SignUpState
    offered_until: datetime | None
    person_id: UUID | None
    ahead_of_me: int
    organisation: str | None

    def late(self, now: datetime) -> bool:
        """Whether a withdrawal takes a reason by now."""
        return self.state is SignUpState.CONFIRMED and now >= self.withdraw_until


def _own() -> Select[*tuple[Any, ...]]:
    u, s, e, p, other = SignUp, Shift, PublicityEvent, Point, aliased(SignUp)
    before = (other.shift_id == u.shift_id, other.state == SignUpState.WAITING, other.number < u.number)
    waits = select(func.count()).select_from(other).where(*before).correlate(u).scalar_subquery()
    return (
        select(
            *(u.id, s.id, e.id, s.role, e.title, s.starts_at, s.ends_at, e.venue, p.title, s.withdraw_until),
            *(u.state, u.offered_until, Volunteer.person_id, waits, Organisation.name),
        )
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .outerjoin(Volunteer, Volunteer.id == u.volunteer_id)
        .outerjoin(p, p.id == s.point_id)
        .outerjoin(Quota, Quota.id == u.quota_id)
        .outerjoin(Organisation, Organisation.id == Quota.organisation_id)
    )


def own_line(work: Work, sign_up_id: UUID) -> OwnLine | None:
    """Whether it is the actor's own is asked at the door, by the table."""
    row = work.session.execute(_own().where(SignUp.id == sign_up_id)).first()
    return OwnLine(*row) if row else None


def own_ahead(work: Work) -> Sequence[OwnLine]:
    """The actor's own that stand and are not over, the next ones first."""
    standing = (visibility.own(work), SignUp.state.in_(STANDING), Shift.ends_at > work.now)
    asked = _own().where(*standing).order_by(Shift.starts_at, SignUp.id)
    return [OwnLine(*row) for row in work.session.execute(asked)]


def own_ever(work: Work) -> Sequence[OwnLine]:
    """All of the actor's own, however they ended."""
    return [OwnLine(*row) for row in work.session.execute(_own().where(visibility.own(work)).order_by(Shift.starts_at))]
