"""Who is written to about a shift: one of its volunteers, all of them, or whoever keeps the event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..organisations.queries import contact_addresses
from ..people.addresses import of_the_center
from ..publicity.model import PublicityEvent
from ..publicity.programme_model import Point
from ..volunteers.model import Volunteer
from .model import Quota, Shift, SignUp
from .vocabulary import SignUpState
from .workflow import STANDING


@dataclass(frozen=True, slots=True)
class About:
    """A shift as letters tell of it."""

    shift_id: UUID
    event_id: UUID
    organisation_id: UUID | None
    title: str
    role: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    point: str | None


def about(work: Work, shift_id: UUID) -> About:
    s, e, p = Shift, PublicityEvent, Point
    row: Any = work.session.execute(
        select(s.id, e.id, e.organisation_id, e.title, s.role, s.starts_at, s.ends_at, e.venue, p.title)
        .join(e, e.id == s.event_id)
        .outerjoin(p, p.id == s.point_id)
        .where(s.id == shift_id)
    ).one()
    return About(*row)


def of_sign_up(work: Work, sign_up_id: UUID) -> Sequence[str]:
    """None for whoever has left."""
    address = func.coalesce(Volunteer.email, SignUp.email)
    asked = select(address).select_from(SignUp).outerjoin(Volunteer, Volunteer.id == SignUp.volunteer_id)
    return [one for one in work.session.scalars(asked.where(SignUp.id == sign_up_id)) if one]


def of_shift(work: Work, shift_id: UUID, *states: SignUpState) -> Sequence[str]:
    """Those who stand in it in one of `states`, in any where none is named."""
    address = func.coalesce(Volunteer.email, SignUp.email)
    asked = select(address).select_from(SignUp).outerjoin(Volunteer, Volunteer.id == SignUp.volunteer_id)
    wanted = asked.where(SignUp.shift_id == shift_id, SignUp.state.in_(states or STANDING)).order_by(SignUp.number)
    return [one for one in work.session.scalars(wanted) if one]


@dataclass(frozen=True, slots=True)
class Naming:
    """Which organisation has named somebody, and until when its places are kept."""

    organisation: str
    until: datetime


def naming(work: Work, sign_up_id: UUID) -> Naming:
    asked = select(Organisation.name, Quota.returns_at).join(Quota, Quota.organisation_id == Organisation.id)
    row: Any = work.session.execute(
        asked.join(SignUp, SignUp.quota_id == Quota.id).where(SignUp.id == sign_up_id)
    ).one()
    return Naming(*row)


def shifts_of(work: Work, event_id: UUID) -> Sequence[UUID]:
    """Those that are not over."""
    ahead = select(Shift.id).where(Shift.event_id == event_id, Shift.ends_at > work.now)
    return work.session.scalars(ahead.order_by(Shift.starts_at, Shift.id)).all()


def coordinator(work: Work, told: About) -> Sequence[str]:
    """The liaisons of the organisation whose event it is; of the center's own, the center."""
    if told.organisation_id is None:
        return of_the_center(work)
    return contact_addresses(work, told.organisation_id) or of_the_center(work)


def reason_of(work: Work, sign_up_id: UUID) -> str:
    return work.session.scalars(select(SignUp.reason).where(SignUp.id == sign_up_id)).one()
