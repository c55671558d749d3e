"""Who may see which volunteer and which team: the one filter for lists, single pages, counts and the desk.

It says in SQL what `Can.READ_VOLUNTEER` and `Can.READ_TEAM` say of one; a test holds the two together. A volunteer who
coordinates a team sees its members, everybody else none.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import TeamMembership, Volunteer, VolunteerTeam
from .vocabulary import MembershipState, VolunteerState

HERE = (MembershipState.ASKED, MembershipState.IN)


def readable(work: Work) -> ColumnElement[bool]:
    """The volunteers whom the actor may see: active ones only, whatever the role."""
    active = Volunteer.state == VolunteerState.ACTIVE
    if may(work.actor, Can.OVERSEE_VOLUNTEERS):
        return active
    return and_(active, or_(of_own_teams(work), coordinated(work)))


def of_own_teams(work: Work) -> ColumnElement[bool]:
    """They belong, or ask to belong, to a team of the organisation for which the actor keeps teams."""
    if work.actor.organisation_id is None or not may(work.actor, Can.SEE_TEAMS):
        return false()
    place, team = aliased(TeamMembership), aliased(VolunteerTeam)
    return exists().where(
        place.volunteer_id == Volunteer.id,
        place.state.in_(HERE),
        team.id == place.team_id,
        team.organisation_id == work.actor.organisation_id,
    )


def coordinated(work: Work) -> ColumnElement[bool]:
    """They belong, or ask to belong, to a team that the actor coordinates."""
    if not may(work.actor, Can.SEE_OWN_VOLUNTEERING):
        return false()
    place = aliased(TeamMembership)
    return exists().where(place.volunteer_id == Volunteer.id, place.state.in_(HERE), coordinates(work, place.team_id))


def coordinates(work: Work, team_id: Any) -> ColumnElement[bool]:
    """The actor, as a volunteer, coordinates the team (a column)."""
    if not may(work.actor, Can.SEE_OWN_VOLUNTEERING):
        return false()
    own, me = aliased(TeamMembership), aliased(Volunteer)
    mine = select(own.team_id).join(me, me.id == own.volunteer_id).where(me.person_id == work.actor.person_id)
    among_hers: ColumnElement[bool] = team_id.in_(mine.where(own.coordinates))
    return among_hers


def teams(work: Work) -> ColumnElement[bool]:
    """The teams that the actor may see: a volunteer sees the titles of those that are open."""
    team = VolunteerTeam
    if may(work.actor, Can.OVERSEE_VOLUNTEERS):
        return true()
    if may(work.actor, Can.SEE_OWN_VOLUNTEERING):
        return team.closed_at.is_(None)
    if may(work.actor, Can.SEE_TEAMS):
        return team.organisation_id == work.actor.organisation_id
    return false()
