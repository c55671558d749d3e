"""Volunteers as lists, single pages and figures, always through `visibility`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, select, tuple_

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from ..people.model import Person
from . import visibility
from .model import Qualification, Volunteer, VolunteerQualification, VolunteerTeam
from .numbers import TAIL
from .vocabulary import TeamKind, VolunteerState

LAST_DIGITS = re.compile(f"[0-9]{{{TAIL}}}")
ListKey = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class VolunteerFilter:
    """What is asked for: a part of the name or the last four digits of the phone, a district."""

    q: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """As kept: whoever shows it masks it."""

    id: UUID
    name: str
    phone: str
    district_zh: str
    district_en: str
    since: datetime


@dataclass(frozen=True, slots=True)
class VolunteerPage:
    lines: Sequence[VolunteerLine]
    next_key: ListKey | None


@dataclass(frozen=True, slots=True)
class VolunteerReading:
    """A volunteer as one actor reads it. `of_own_team`: of the actor's organisation; `coordinated`: by the actor."""

    id: UUID
    name: str
    phone: str
    email: str
    guardian: str
    born_on: date | None
    district: Term | None
    since: datetime
    of_own_team: bool
    coordinated: bool


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _fitting(work: Work, wanted: VolunteerFilter) -> list[ColumnElement[bool]]:
    found = [visibility.readable(work)]
    if LAST_DIGITS.fullmatch(wanted.q):
        found.append(Volunteer.phone.like(f"%{wanted.q}"))
    elif wanted.q:
        found.append(func.lower(Volunteer.name).like(f"%{_escaped(wanted.q.lower())}%", escape="\\"))
    if wanted.district:
        found.append(Volunteer.district_code == wanted.district)
    return found


def listed(work: Work, wanted: VolunteerFilter, after: ListKey | None = None) -> VolunteerPage:
    """The newest first; one statement."""
    v, d = Volunteer, District
    asked = (
        select(v.id, v.name, v.phone, func.coalesce(d.zh, ""), func.coalesce(d.en, ""), v.state_since)
        .outerjoin(d, d.code == v.district_code)
        .where(*_fitting(work, wanted))
        .order_by(v.state_since.desc(), v.id.desc())
    )
    if after:
        mark = tuple_(literal(after[0], v.state_since.type), literal(after[1], v.id.type))
        asked = asked.where(tuple_(v.state_since, v.id) < mark)
    found = [VolunteerLine(*row) for row in work.session.execute(asked.limit(PAGE_ROWS + 1))]
    last = found[PAGE_ROWS - 1] if len(found) > PAGE_ROWS else None
    return VolunteerPage(found[:PAGE_ROWS], (last.since, last.id) if last else None)


def reading(work: Work, volunteer_id: UUID, **_address: Any) -> VolunteerReading | None:
    """One volunteer, if the actor may see her."""
    v, d = Volunteer, District
    asked = (
        select(v.id, v.name, v.phone, v.email, v.guardian, v.born_on, d.code, d.zh, d.en, v.state_since)
        .add_columns(visibility.of_own_teams(work), visibility.coordinated(work))
        .outerjoin(d, d.code == v.district_code)
        .where(v.id == volunteer_id, visibility.readable(work))
    )
    row = work.session.execute(asked).first()
    if row is None:
        return None
    *own, code, zh, en, since, of_own_team, led = row
    district = Term(code, zh, en) if code else None
    kept: list[Any] = [*own, district, since, bool(of_own_team), bool(led)]
    return VolunteerReading(*kept)


@dataclass(frozen=True, slots=True)
class OwnReading:
    """What is kept of the reader herself. `sign_in_address`: of her account."""

    id: UUID
    name: str
    phone: str
    email: str
    born_on: date
    guardian: str
    district: Term | None
    agreed_at: datetime
    agreed_to: str
    since: datetime
    version: int
    account_since: datetime
    last_sign_in_at: datetime | None


def own(work: Work) -> OwnReading | None:
    """None where the reader is a volunteer by role, and nothing else is known yet."""
    v, d, p = Volunteer, District, Person
    asked = (
        select(v.id, v.name, v.phone, v.email, v.born_on, v.guardian, d.code, d.zh, d.en)
        .add_columns(v.agreed_at, v.agreed_to, v.state_since, v.version, p.joined_at, p.last_sign_in_at)
        .join(p, p.id == v.person_id)
        .outerjoin(d, d.code == v.district_code)
        .where(v.person_id == work.actor.person_id, v.state == VolunteerState.ACTIVE)
    )
    row: Any = work.session.execute(asked).first()
    if row is None:
        return None
    district = Term(*row[6:9]) if row[6] else None
    kept: list[Any] = [*row[:6], district, *row[9:]]
    return OwnReading(*kept)


@dataclass(frozen=True, slots=True)
class QualificationLine:
    """`place`: for whom it was confirmed; empty for the center. `counts`: neither revoked nor expired on that day."""

    id: UUID
    volunteer_id: UUID
    term: Term
    organisation_id: UUID | None
    place: str
    confirmed_at: datetime
    until_on: date | None
    revoked_at: datetime | None
    revoked_because: str
    counts: bool


def qualifications_of(work: Work, volunteer_id: UUID) -> Sequence[QualificationLine]:
    """Those of one volunteer, the newest first; ask it only of a volunteer whom the actor may see."""
    h, q, o, today = VolunteerQualification, Qualification, Organisation, local_day(work.now)
    asked = (
        select(h.id, h.volunteer_id, q.code, q.zh, q.en, h.organisation_id, func.coalesce(o.short_name, ""))
        .add_columns(h.confirmed_at, h.until_on, h.revoked_at, h.revoked_because)
        .join(q, q.code == h.qualification_code)
        .outerjoin(o, o.id == h.organisation_id)
        .where(h.volunteer_id == volunteer_id)
        .order_by(h.confirmed_at.desc(), h.id)
        .limit(PAGE_ROWS)
    )
    return [_qualification(row, today) for row in work.session.execute(asked)]


def _qualification(row: Any, today: date) -> QualificationLine:
    held_id, volunteer_id, code, zh, en, organisation_id, place, confirmed_at, until_on, revoked_at, because = row
    counts = revoked_at is None and (until_on is None or until_on >= today)
    kept = (organisation_id, place, confirmed_at, until_on, revoked_at, because, counts)
    return QualificationLine(held_id, volunteer_id, Term(code, zh, en), *kept)


def offered_qualifications(work: Work) -> Sequence[Term]:
    """Those that are in use today, in their order."""
    q, today = Qualification, local_day(work.now)
    used = and_(q.from_on <= today, q.to_on.is_(None) | (q.to_on > today))
    asked = select(q.code, q.zh, q.en).where(used).order_by(q.position, q.code)
    return [Term(*row) for row in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many there are, without saying of anybody who."""

    volunteers: int
    unconfirmed: int
    by_district: Sequence[tuple[Term, int]]
    by_qualification: Sequence[tuple[Term, int]]
    teams: Mapping[TeamKind, int]


def figures(work: Work) -> Figures:
    """Four statements, whatever the number of volunteers."""
    v, d, h, q, team = Volunteer, District, VolunteerQualification, Qualification, VolunteerTeam
    states = dict(work.session.execute(select(v.state, func.count()).group_by(v.state)).all())
    active = v.state == VolunteerState.ACTIVE
    near = select(v.district_code, func.count().label("count")).where(active).group_by(v.district_code).subquery().c
    today = local_day(work.now)
    counts = (h.revoked_at.is_(None), h.until_on.is_(None) | (h.until_on >= today))
    each = select(h.qualification_code, func.count(h.volunteer_id.distinct()).label("count")).where(*counts)
    able = each.group_by(h.qualification_code).subquery().c
    by_district = select(d.code, d.zh, d.en, near.count).join(d, d.code == near.district_code).order_by(d.position)
    by_qualification = (
        select(q.code, q.zh, q.en, able.count).join(q, q.code == able.qualification_code).order_by(q.position)
    )
    kinds = select(team.kind, func.count()).where(team.closed_at.is_(None)).group_by(team.kind)
    return Figures(
        volunteers=states.get(VolunteerState.ACTIVE, 0),
        unconfirmed=states.get(VolunteerState.SIGNED_UP, 0),
        by_district=[(Term(*row[:3]), row[3]) for row in work.session.execute(by_district)],
        by_qualification=[(Term(*row[:3]), row[3]) for row in work.session.execute(by_qualification)],
        teams={row[0]: row[1] for row in work.session.execute(kinds)},
    )
