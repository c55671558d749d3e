"""What waits about volunteers: who asks to join a team, for whoever answers."""

from sqlalchemy import func, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed
from . import visibility
from .model import TeamMembership, VolunteerTeam
from .vocabulary import MembershipState

ERRANDS_MOST = 20


def questions(work: Work) -> list[Question]:
    """A liaison answers for the teams of her organisation, the center for its own, a coordinator for hers."""
    team, place = VolunteerTeam, TeamMembership
    if not may(work.actor, Can.SEE_TEAMS):
        return []
    if may(work.actor, Can.SEE_OWN_VOLUNTEERING):
        whose = visibility.coordinates(work, team.id)
    elif may(work.actor, Can.FOUND_TEAM):
        whose = team.organisation_id.is_not_distinct_from(work.actor.organisation_id)
    else:
        return []
    asked = (
        select(*columns(id=team.id, title=team.title, count=func.count()))
        .join(place, place.team_id == team.id)
        .where(whose, place.state == MembershipState.ASKED)
        .group_by(team.id, team.title)
    )
    return [listed(asked, _asks, [func.min(place.state_since)], ERRANDS_MOST)]


def _asks(found: Found) -> Errand:
    return Errand(
        words=N_("Volunteers ask to join %(team)s"),
        why=N_("You answer for this team."),
        endpoint="volunteers.team",
        address={"team_id": found.id},
        params={"team": found.title},
        count=found.count,
        tone="amber",
    )
