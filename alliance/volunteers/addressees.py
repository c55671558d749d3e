"""Who is written to: a volunteer, the members of a team, whoever answers those who ask to join it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.queries import Term
from ..people.addresses import of_the_center
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from .model import Qualification, TeamMembership, Volunteer, VolunteerTeam
from .visibility import HERE
from .vocabulary import MembershipState


def of_volunteer(work: Work, volunteer_id: UUID) -> Sequence[str]:
    return work.session.scalars(select(Volunteer.email).where(Volunteer.id == volunteer_id)).all()


def of_members(work: Work, team_id: UUID) -> Sequence[str]:
    """Those who belong to it and those who ask to."""
    place = TeamMembership
    asked = select(Volunteer.email).join(place, place.volunteer_id == Volunteer.id)
    return work.session.scalars(
        asked.where(place.team_id == team_id, place.state.in_(HERE)).order_by(Volunteer.email)
    ).all()


def who_answers(work: Work, team_id: UUID) -> Sequence[str]:
    """Its coordinators, and the liaisons of its organisation; of a team of the center's without any, the center."""
    place = TeamMembership
    leads = select(Volunteer.email).join(place, place.volunteer_id == Volunteer.id)
    found = set(work.session.scalars(leads.where(place.team_id == team_id, place.coordinates)))
    liaisons = (
        select(Person.email)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(VolunteerTeam, VolunteerTeam.organisation_id == Appointment.organisation_id)
        .where(VolunteerTeam.id == team_id, Appointment.role == Role.LIAISON, Person.disabled_at.is_(None))
        .where(holds_on(local_day(work.now)))
    )
    found |= set(work.session.scalars(liaisons))
    return sorted(found) or of_the_center(work)


def asking(work: Work, team_id: UUID) -> int:
    """How many wait for an answer."""
    place = TeamMembership
    counted = select(func.count()).where(place.team_id == team_id, place.state == MembershipState.ASKED)
    return work.session.scalar(counted) or 0


def title_of(work: Work, team_id: UUID) -> str:
    return work.session.scalars(select(VolunteerTeam.title).where(VolunteerTeam.id == team_id)).one()


def qualification(work: Work, code: str) -> Term:
    q = Qualification
    return Term(*work.session.execute(select(q.code, q.zh, q.en).where(q.code == code)).one())
