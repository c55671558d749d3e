"""Whom letters about certificates reach: the holder, as long as they are a volunteer."""

from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState


def holder(work: Work, volunteer_id: UUID) -> str:
    here = (Volunteer.id == volunteer_id, Volunteer.state == VolunteerState.ACTIVE)
    return work.session.scalar(select(Volunteer.email).where(*here)) or ""
