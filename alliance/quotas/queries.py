"""What is read of places kept for organisations: those of a shift, a member's own, and who was named for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, exists, func, or_, select

from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..shifts import visibility as shift_visibility
from ..shifts.model import HOLDING, Quota, Shift, SignUp
from ..shifts.queries import OfShift
from ..shifts.queries import reading as shift_reading
from ..shifts.vocabulary import ShiftState, SignUpState
from ..shifts.workflow import STANDING
from ..volunteers.model import Volunteer
from . import visibility

OWN_MOST = 100
"""So many of a member's own stand on one page, the next ones first."""


@dataclass(frozen=True, slots=True)
class QuotaReading:
    """`held`: so many of the places somebody has, `confirmed` of them by her own word; `waiting` stand beyond them."""

    id: UUID
    organisation_id: UUID
    organisation: str
    places: int
    returns_at: datetime
    returned_at: datetime | None
    version: int
    shift_id: UUID
    task: str
    starts_at: datetime
    ends_at: datetime
    shift_state: ShiftState
    title: str
    venue: str
    number: int | None
    point: str | None
    held: int
    confirmed: int
    waiting: int

    @property
    def left(self) -> int:
        """Places that its member may still fill."""
        return 0 if self.returned_at else max(0, self.places - self.held)

    def open(self, now: datetime) -> bool:
        """Whether its member may fill it."""
        ahead = self.shift_state is not ShiftState.CANCELLED and self.starts_at > now
        return ahead and self.returned_at is None and self.returns_at > now


def counted(*states: SignUpState) -> ScalarSelect[int]:
    """How many people of the `Quota` stand in one of these states."""
    of = (SignUp.quota_id == Quota.id, SignUp.state.in_(states))
    return select(func.count()).select_from(SignUp).where(*of).correlate(Quota).scalar_subquery()


def _readings() -> Select[*tuple[Any, ...]]:
    q, s, e, o, p = Quota, Shift, PublicityEvent, Organisation, Point
    return (
        select(q.id, o.id, o.name, q.places, q.returns_at, q.returned_at, q.version)
        .add_columns(s.id, s.role, s.starts_at, s.ends_at, s.state, e.title, e.venue, p.number, p.title)
        .add_columns(counted(*HOLDING), counted(SignUpState.CONFIRMED), counted(SignUpState.WAITING))
        .join(s, s.id == q.shift_id)
        .join(e, e.id == s.event_id)
        .join(o, o.id == q.organisation_id)
        .outerjoin(p, p.id == s.point_id)
    )


def reading(work: Work, quota_id: UUID) -> QuotaReading | None:
    """Whether the actor may read it is asked at the door, by the table."""
    row = work.session.execute(_readings().where(Quota.id == quota_id)).first()
    return QuotaReading(*row) if row else None


def of_shift(work: Work, shift_id: UUID) -> Sequence[QuotaReading]:
    """For whoever keeps the event; none for others."""
    asked = (
        _readings().where(Quota.shift_id == shift_id, shift_visibility.kept(work)).order_by(Organisation.name, Quota.id)
    )
    return [QuotaReading(*row) for row in work.session.execute(asked)]


def own(work: Work) -> Sequence[QuotaReading]:
    """Those of the actor's organisation whose shift is not over; at most `OWN_MOST`."""
    asked = _readings().where(visibility.own(work), Shift.ends_at > work.now, Shift.state != ShiftState.CANCELLED)
    rows = work.session.execute(asked.order_by(Shift.starts_at, Quota.id).limit(OWN_MOST))
    return [QuotaReading(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class KeptQuota(OfShift):
    quota: QuotaReading


def kept(work: Work, shift_id: UUID, quota_id: UUID) -> KeptQuota | None:
    """None where the quota is of another shift."""
    quota, shift = reading(work, quota_id), shift_reading(work, shift_id)
    return KeptQuota(shift, quota) if quota and shift and quota.shift_id == shift.id else None


@dataclass(frozen=True, slots=True)
class NamedLine:
    """Somebody on an organisation's list: whoever shows name or address masks it. Both are empty where they are erased;
    of a volunteer they are her own."""

    sign_up_id: UUID
    number: int
    name: str
    email: str
    state: SignUpState
    state_since: datetime


def _named() -> Select[*tuple[Any, ...]]:
    u, v = SignUp, Volunteer
    name, email = func.coalesce(v.name, u.name), func.coalesce(v.email, u.email)
    return (
        select(u.id, u.number, name, email, u.state, u.state_since)
        .join(Quota, Quota.id == u.quota_id)
        .outerjoin(v, v.id == u.volunteer_id)
    )


def people(work: Work, quota_id: UUID) -> Sequence[NamedLine]:
    """In the order in which they were named; nobody for another organisation."""
    asked = _named().where(Quota.id == quota_id, visibility.own(work)).order_by(SignUp.number)
    return [NamedLine(*row) for row in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class OnList:
    """Somebody on the list of a quota, as the door asks about it."""

    quota: QuotaReading
    line: NamedLine

    @property
    def organisation_id(self) -> UUID:
        return self.quota.organisation_id


def on_list(work: Work, quota_id: UUID, sign_up_id: UUID) -> OnList | None:
    quota = reading(work, quota_id)
    row = work.session.execute(_named().where(Quota.id == quota_id, SignUp.id == sign_up_id)).first()
    return OnList(quota, NamedLine(*row)) if quota and row else None


def still_concerned(work: Work, shift_id: UUID) -> Sequence[tuple[UUID, UUID]]:
    """(quota, organisation) of a shift that was moved or called off: whose hour has not passed, or who has, or had,
    people there."""
    came = exists().where(SignUp.quota_id == Quota.id, SignUp.state.in_((*STANDING, SignUpState.CALLED_OFF)))
    asked = select(Quota.id, Quota.organisation_id).where(Quota.shift_id == shift_id)
    rows = work.session.execute(asked.where(or_(Quota.returned_at.is_(None), came)).order_by(Quota.id))
    return [(row.id, row.organisation_id) for row in rows]
