"""Founding a team, changing what it is called, closing it; and who coordinates it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.events import OrganisationLeft, OrganisationMerged
from ..organisations.model import District
from . import team_events as events
from .model import TeamMembership, VolunteerTeam
from .vocabulary import MembershipState, TeamKind
from .workflow import MEMBERSHIP_WORKFLOW

OF_THE_CENTER = frozenset({TeamKind.BLUE_VESTS, TeamKind.SCHOOL_CLASS})
OF_A_MEMBER = frozenset({TeamKind.ORGANISATION, TeamKind.SCHOOL_CLASS})


@dataclass(frozen=True, slots=True)
class TeamText:
    """`version`: of the team as the page showed it, where there is one already."""

    title: str
    kind: TeamKind
    district_code: str = ""
    version: int = 0


def kinds_for(organisation_id: UUID | None) -> frozenset[TeamKind]:
    """What an organisation, or the center, founds."""
    return OF_THE_CENTER if organisation_id is None else OF_A_MEMBER


def found(work: Work, text: TeamText) -> UUID:
    """A team of the actor's organisation, or the center's."""
    _check(work, text, work.actor.organisation_id)
    team = VolunteerTeam(
        organisation_id=work.actor.organisation_id,
        kind=text.kind,
        title=text.title,
        district_code=text.district_code or None,
        founded_at=work.now,
    )
    work.session.add(team)
    work.session.flush()
    record(work, events.TeamFounded(team.id, team.organisation_id, text.kind))
    return team.id


def change(work: Work, team_id: UUID, text: TeamText) -> None:
    team = open_team(work, team_id)
    if team.version != text.version:
        raise Conflict()
    _check(work, text, team.organisation_id)
    team.title, team.kind, team.district_code = text.title, text.kind, text.district_code or None
    work.session.flush()
    record(work, events.TeamChanged(team.id))


def _check(work: Work, text: TeamText, organisation_id: UUID | None) -> None:
    if text.kind not in kinds_for(organisation_id):
        raise Invalid("kind", N_("An organisation has teams of its own or school classes, the center blue vests."))
    if text.district_code and work.session.get(District, text.district_code) is None:
        raise Invalid("district_code", N_("Choose a district."))


def open_team(work: Work, team_id: UUID) -> VolunteerTeam:
    """The team, locked: whoever joins or closes it waits for the other. MoveNotOpen where it is closed."""
    team = work.session.scalar(
        select(VolunteerTeam)
        .where(VolunteerTeam.id == team_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if team is None:
        raise NotThere()
    if team.closed_at is not None:
        raise MoveNotOpen()
    return team


def close(work: Work, team_id: UUID) -> None:
    """Nobody belongs to it any more; its members and those who asked are told by letter."""
    team = open_team(work, team_id)
    here = (MembershipState.ASKED, MembershipState.IN)
    places = select(TeamMembership).where(TeamMembership.team_id == team_id, TeamMembership.state.in_(here))
    held = work.session.scalars(places.with_for_update()).all()
    record(work, events.TeamClosed(team.id, len(held)))
    for place in held:
        place.coordinates = False
        MEMBERSHIP_WORKFLOW.apply(place, "close", work.now)
    team.closed_at = work.now
    work.session.flush()


def close_of_departed(work: Work, event: OrganisationLeft | OrganisationMerged) -> None:
    """An organisation that is no longer in the alliance has no teams there."""
    gone = (VolunteerTeam.organisation_id == event.organisation_id, VolunteerTeam.closed_at.is_(None))
    for team_id in work.session.scalars(select(VolunteerTeam.id).where(*gone)).all():
        close(work.as_portal(), team_id)


def name_coordinator(work: Work, team_id: UUID, volunteer_id: UUID) -> None:
    """Give a member the rights of a coordinator, on this team alone."""
    _set_coordinates(work, team_id, volunteer_id, coordinates=True)
    record(work, events.CoordinatorNamed(team_id, volunteer_id))


def relieve_coordinator(work: Work, team_id: UUID, volunteer_id: UUID) -> None:
    _set_coordinates(work, team_id, volunteer_id, coordinates=False)
    record(work, events.CoordinatorRelieved(team_id, volunteer_id))


def _set_coordinates(work: Work, team_id: UUID, volunteer_id: UUID, *, coordinates: bool) -> None:
    open_team(work, team_id)
    place = work.session.get(TeamMembership, (team_id, volunteer_id), with_for_update=True, populate_existing=True)
    if place is None or place.state is not MembershipState.IN or place.coordinates is coordinates:
        raise MoveNotOpen()
    place.coordinates = coordinates
    work.session.flush()
