"""Teams as lists and single pages, with their members for whoever may see those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, tuple_
from sqlalchemy.orm import aliased

from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from . import visibility
from .model import TeamMembership, Volunteer, VolunteerTeam
from .vocabulary import MembershipState, TeamKind


@dataclass(frozen=True, slots=True)
class TeamReading:
    """A team as one actor reads it. `place`: the organisation, empty for the center; `own`: how the actor, as a
    volunteer, stands to it; `coordinated`: by the actor. `members`, `asking`: how many."""

    id: UUID
    title: str
    kind: TeamKind
    organisation_id: UUID | None
    place: str
    district: Term | None
    founded_at: datetime
    closed_at: datetime | None
    version: int
    members: int
    asking: int
    own: MembershipState | None
    coordinated: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    lines: Sequence[TeamReading]
    next_key: tuple[str, UUID] | None


@dataclass(frozen=True, slots=True)
class MemberLine:
    volunteer_id: UUID
    name: str
    phone: str
    coordinates: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class MemberPage:
    lines: Sequence[MemberLine]
    next_key: tuple[datetime, UUID] | None


def _teams(work: Work) -> Select[Any]:
    team, own, me = VolunteerTeam, aliased(TeamMembership), aliased(Volunteer)
    mine = select(me.id).where(me.person_id == work.actor.person_id).scalar_subquery()
    return (
        select(team.id, team.title, team.kind, team.organisation_id, func.coalesce(Organisation.short_name, ""))
        .add_columns(District.code, District.zh, District.en, team.founded_at, team.closed_at, team.version)
        .add_columns(_count(MembershipState.IN), _count(MembershipState.ASKED), own.state, own.coordinates)
        .outerjoin(Organisation, Organisation.id == team.organisation_id)
        .outerjoin(District, District.code == team.district_code)
        .outerjoin(own, and_(own.team_id == team.id, own.volunteer_id == mine))
        .where(visibility.teams(work))
    )


def _count(state: MembershipState) -> Any:
    place = aliased(TeamMembership)
    counted = select(func.count()).where(place.team_id == VolunteerTeam.id, place.state == state)
    return counted.correlate(VolunteerTeam).scalar_subquery()


def _read(row: Any) -> TeamReading:
    own_state, led = row[-2:]
    district = Term(*row[5:8]) if row[5] else None
    kept: list[Any] = [*row[:5], district, *row[8:13], own_state, bool(led)]
    return TeamReading(*kept)


def reading(work: Work, team_id: UUID, **_address: Any) -> TeamReading | None:
    row = work.session.execute(_teams(work).where(VolunteerTeam.id == team_id)).first()
    return _read(row) if row else None


def listed(work: Work, after: tuple[str, UUID] | None = None) -> TeamPage:
    """Open ones, by their titles; one statement."""
    team = VolunteerTeam
    page = select(team.id).where(team.closed_at.is_(None), visibility.teams(work)).order_by(team.title, team.id)
    if after:
        key = tuple_(literal(after[0], team.title.type), literal(after[1], team.id.type))
        page = page.where(tuple_(team.title, team.id) > key)
    shown = page.limit(PAGE_ROWS + 1).subquery("page")
    asked = _teams(work).where(team.id.in_(select(shown.c.id))).order_by(team.title, team.id)
    found = [_read(row) for row in work.session.execute(asked)]
    last = found[PAGE_ROWS - 1] if len(found) > PAGE_ROWS else None
    return TeamPage(found[:PAGE_ROWS], (last.title, last.id) if last else None)


def own_teams(work: Work, volunteer_id: UUID) -> Sequence[tuple[UUID, str, str, MembershipState, bool]]:
    """To which a volunteer belongs or asks to belong: (id, title, organisation, state, whether she coordinates)."""
    team, place = VolunteerTeam, TeamMembership
    asked = (
        select(team.id, team.title, func.coalesce(Organisation.short_name, ""), place.state, place.coordinates)
        .join(place, place.team_id == team.id)
        .outerjoin(Organisation, Organisation.id == team.organisation_id)
        .where(place.volunteer_id == volunteer_id, place.state.in_(visibility.HERE))
        .order_by(team.title, team.id)
        .limit(PAGE_ROWS)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in work.session.execute(asked)]


def members(
    work: Work, team_id: UUID, state: MembershipState, after: tuple[datetime, UUID] | None = None
) -> MemberPage:
    """Those in this state whom the actor may see, the longest first; one statement."""
    place, v = TeamMembership, Volunteer
    asked = (
        select(v.id, v.name, v.phone, place.coordinates, place.state_since)
        .join(v, v.id == place.volunteer_id)
        .where(place.team_id == team_id, place.state == state, visibility.readable(work))
        .order_by(place.state_since, v.id)
    )
    if after:
        key: ColumnElement[Any] = tuple_(literal(after[0], place.state_since.type), literal(after[1], v.id.type))
        asked = asked.where(tuple_(place.state_since, v.id) > key)
    found = [MemberLine(*row) for row in work.session.execute(asked.limit(PAGE_ROWS + 1))]
    last = found[PAGE_ROWS - 1] if len(found) > PAGE_ROWS else None
    return MemberPage(found[:PAGE_ROWS], (last.since, last.volunteer_id) if last else None)


@dataclass(frozen=True, slots=True)
class MemberReading:
    """A place in a team as one actor reads it, with what the rules ask about the team."""

    team: TeamReading
    volunteer_id: UUID
    name: str
    state: MembershipState
    coordinates: bool

    @property
    def organisation_id(self) -> UUID | None:
        return self.team.organisation_id

    @property
    def coordinated(self) -> bool:
        return self.team.coordinated

    @property
    def closed_at(self) -> datetime | None:
        return self.team.closed_at


def member(work: Work, team_id: UUID, volunteer_id: UUID) -> MemberReading | None:
    """Whoever belongs, or asks to belong, if the actor may see both team and volunteer."""
    team = reading(work, team_id)
    place, v = TeamMembership, Volunteer
    asked = (
        select(v.id, v.name, place.state, place.coordinates)
        .join(v, v.id == place.volunteer_id)
        .where(place.team_id == team_id, v.id == volunteer_id, place.state.in_(visibility.HERE))
        .where(visibility.readable(work))
    )
    row: Any = work.session.execute(asked).first()
    return MemberReading(team, *row) if team and row else None
