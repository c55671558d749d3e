"""Whom letters about hours reach: the volunteer, as long as they are one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from ..publicity.model import PublicityEvent
from ..shifts.model import Shift, SignUp
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState


@dataclass(frozen=True, slots=True)
class Helper:
    email: str
    title: str
    starts_at: datetime


def helper(work: Work, sign_up_id: UUID) -> Helper | None:
    v, u, s, e = Volunteer, SignUp, Shift, PublicityEvent
    asked = select(v.email, e.title, s.starts_at).join(u, u.volunteer_id == v.id).join(s, s.id == u.shift_id)
    asked = asked.join(e, e.id == s.event_id).where(u.id == sign_up_id, v.state == VolunteerState.ACTIVE, v.email != "")
    row = work.session.execute(asked).first()
    return Helper(*row) if row else None
