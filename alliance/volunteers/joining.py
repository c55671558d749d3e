"""Places in a team: a volunteer asks, the coordinator or the liaison answers, and she leaves whenever she likes.

Nobody is put into a team who has not asked.
"""

from uuid import UUID

from sqlalchemy import func, select

from ..foundation.kernel.errors import MoveNotOpen, TooMany
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from . import team_events as events
from .model import TeamMembership, Volunteer
from .teams import open_team
from .vocabulary import MembershipState, VolunteerState
from .workflow import MEMBERSHIP_WORKFLOW

ASKING_MOST = 200
"""So many wait for an answer of one team; more would be noise."""
REFUSED = N_("You have asked already, or belong to the team.")
NO_DATA_YET = N_("Fill in your own page first: then you can ask to join a team.")


def own_id(work: Work) -> UUID:
    """The actor as a volunteer, held until the transaction ends: nobody joins a team while leaving for good."""
    own = select(Volunteer.id).where(Volunteer.person_id == work.person_id, Volunteer.state == VolunteerState.ACTIVE)
    found = work.session.scalar(own.with_for_update(read=True))
    if found is None:
        raise MoveNotOpen(NO_DATA_YET)
    return found


def ask(work: Work, team_id: UUID) -> None:
    open_team(work, team_id)
    volunteer_id = own_id(work)
    waiting = select(func.count()).where(
        TeamMembership.team_id == team_id, TeamMembership.state == MembershipState.ASKED
    )
    if (work.session.scalar(waiting) or 0) >= ASKING_MOST:
        raise TooMany(N_("Very many wait for an answer of this team. Look again in a few days."))
    first = {"team_id": team_id, "volunteer_id": volunteer_id, "state": MembershipState.ASKED, "coordinates": False}
    made = insert_or(work.session, TeamMembership).values(first | {"state_since": work.now}).on_conflict_do_nothing()
    if work.session.scalar(made.returning(TeamMembership.team_id)) is None:
        place = _place(work, team_id, volunteer_id)
        if place.state is not MembershipState.OUT:
            raise MoveNotOpen(REFUSED)
        MEMBERSHIP_WORKFLOW.apply(place, "ask", work.now)
        work.session.flush()
    record(work, events.TeamAsked(team_id, volunteer_id))


def take_in(work: Work, team_id: UUID, volunteer_id: UUID) -> None:
    """Of two who answer the same request at once, the second is told that it is answered."""
    _move(work, team_id, volunteer_id, "take_in")
    record(work, events.TeamTookIn(team_id, volunteer_id))


def turn_down(work: Work, team_id: UUID, volunteer_id: UUID) -> None:
    _move(work, team_id, volunteer_id, "turn_down")
    record(work, events.TeamTurnedDown(team_id, volunteer_id))


def put_out(work: Work, team_id: UUID, volunteer_id: UUID) -> None:
    _move(work, team_id, volunteer_id, "put_out")
    record(work, events.TeamPutOut(team_id, volunteer_id))


def quit_team(work: Work, team_id: UUID) -> None:
    """Leave a team, or take back a request."""
    volunteer_id = own_id(work)
    _move(work, team_id, volunteer_id, "quit")
    record(work, events.TeamQuit(team_id, volunteer_id))


def _move(work: Work, team_id: UUID, volunteer_id: UUID, name: str) -> None:
    open_team(work, team_id)
    place = _place(work, team_id, volunteer_id)
    place.coordinates = place.coordinates and name == "take_in"
    MEMBERSHIP_WORKFLOW.apply(place, name, work.now)
    work.session.flush()


def _place(work: Work, team_id: UUID, volunteer_id: UUID) -> TeamMembership:
    key = (team_id, volunteer_id)
    place = work.session.get(TeamMembership, key, with_for_update=True, populate_existing=True)
    if place is None:
        raise MoveNotOpen()
    return place
