"""Whom letters about cover reach, and the partial name by which one volunteer learns of the other."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from ..shifts.model import SignUp
from ..volunteers.model import Volunteer
from ..volunteers.numbers import masked_name
from ..volunteers.vocabulary import VolunteerState
from .model import StandIn


@dataclass(frozen=True, slots=True)
class Reached:
    """An active volunteer; `known_as`: to others."""

    address: str
    known_as: str


def _reached(work: Work, volunteer_id: UUID | None) -> Reached | None:
    v = Volunteer
    row = work.session.execute(
        select(v.email, v.name).where(v.id == volunteer_id, v.state == VolunteerState.ACTIVE)
    ).first()
    return Reached(row.email, masked_name(row.name)) if row else None


def who_was_asked(work: Work, stand_in_id: UUID) -> Reached | None:
    """None where the request went to nobody."""
    return _reached(work, work.session.scalar(select(StandIn.volunteer_id).where(StandIn.id == stand_in_id)))


def who_asked(work: Work, stand_in_id: UUID) -> Reached | None:
    """Whose place is passed on; None where the place is free."""
    asked = select(SignUp.volunteer_id).join(StandIn, StandIn.sign_up_id == SignUp.id)
    return _reached(work, work.session.scalar(asked.where(StandIn.id == stand_in_id)))


def who_signed_up(work: Work, sign_up_id: UUID) -> Reached | None:
    return _reached(work, work.session.scalar(select(SignUp.volunteer_id).where(SignUp.id == sign_up_id)))
