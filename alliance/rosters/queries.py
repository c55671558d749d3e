"""What is read of rosters, always through `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.model import SeatRole
from ..organisations.queries import SEES_ALL, Term
from ..people.model import Person
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed
from .model import Roster, RosterLine, RosterState

LINES_ON_A_PAGE = 300


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The rosters that `actor` may read; the same as Can.READ_ROSTER says one by one."""
    return true() if actor.role in SEES_ALL else Roster.published_at.is_not(None)


def find(work: Work, roster_id: UUID) -> Roster | None:
    """The roster, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Roster, roster_id)


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A version, or a draft (`number` is None). `organisations` are counted once, however many `seats` they hold."""

    id: UUID
    number: int | None
    title: str
    dated_on: date
    state: RosterState
    drafted_by_id: UUID
    approved_at: datetime | None
    published_at: datetime | None
    organisations: int
    seats: int

    @property
    def published_on(self) -> date | None:
        return local_day(self.published_at) if self.published_at else None


def _readings(work: Work) -> Select[*tuple[Any, ...]]:
    return select(
        Roster.id,
        Roster.number,
        Roster.title,
        Roster.dated_on,
        Roster.state,
        Roster.drafted_by_id,
        Roster.approved_at,
        Roster.published_at,
        Roster.organisations,
        Roster.seats,
    ).where(visible_to(work.actor))


def reading(work: Work, roster_id: UUID) -> RosterReading | None:
    row = work.session.execute(_readings(work).where(Roster.id == roster_id)).first()
    return RosterReading(*row) if row else None


def published(work: Work, number: int) -> RosterReading | None:
    """The version of that number."""
    row = work.session.execute(_readings(work).where(Roster.number == number)).first()
    return RosterReading(*row) if row else None


def newest(work: Work) -> RosterReading | None:
    numbered = _readings(work).where(Roster.number.is_not(None))
    row = work.session.execute(numbered.order_by(Roster.number.desc()).limit(1)).first()
    return RosterReading(*row) if row else None


def numbers(work: Work) -> Sequence[int]:
    """The numbers of all published versions, newest first."""
    numbered = select(Roster.number).where(visible_to(work.actor), Roster.number.is_not(None))
    return [int(number) for number in work.session.scalars(numbered.order_by(Roster.number.desc())) if number]


def drafts(work: Work) -> Sequence[RosterReading]:
    """What is being worked on and is not published."""
    rows = work.session.execute(_readings(work).where(Roster.number.is_(None)).order_by(Roster.state_since))
    return [RosterReading(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class VersionPage:
    versions: Sequence[RosterReading]
    next_key: tuple[int] | None


def versions(work: Work, before: int | None = None) -> VersionPage:
    """A page of the published versions, newest first, from the one below number `before` on."""
    chosen = _readings(work).where(Roster.number.is_not(None))
    if before is not None:
        chosen = chosen.where(Roster.number < before)
    rows = work.session.execute(chosen.order_by(Roster.number.desc()).limit(PAGE_ROWS + 1)).all()
    found = [RosterReading(*row) for row in rows[:PAGE_ROWS]]
    more = len(rows) > PAGE_ROWS
    return VersionPage(found, (int(found[-1].number or 0),) if more else None)


@dataclass(frozen=True, slots=True)
class Line:
    """A seat as it stood when the roster was drawn up."""

    position: int
    organisation_id: UUID
    name: str
    short_name: str
    uscc: str
    role: SeatRole
    alliance: Term
    sector: Term
    district: Term
    matrices: Term


@dataclass(frozen=True, slots=True)
class LinePage:
    lines: Sequence[Line]
    next_key: tuple[int] | None


def page_of_lines(work: Work, roster: RosterReading, after: int = 0) -> LinePage:
    """The lines behind position `after`. A city's roster fits on one page; a province's does not."""
    found = _lines(work, roster, after, LINES_ON_A_PAGE + 1)
    more = len(found) > LINES_ON_A_PAGE
    shown = found[:LINES_ON_A_PAGE]
    return LinePage(shown, (shown[-1].position,) if more else None)


def all_lines(work: Work, roster: RosterReading) -> Sequence[Line]:
    """Every line, for paper or a sheet."""
    return _lines(work, roster, 0, None)


def lines_apart(work: Work, older: RosterReading, newer: RosterReading) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of both by which they may differ: those of every organisation that has one without its like in the
    other. The database lays them side by side, so that as many are loaded as differ, not as many as there are."""
    one, both = RosterLine, (older.id, newer.id)
    like = (one.organisation_id, one.alliance_code, one.role, one.matrices_zh, one.name, one.short_name)
    alone = select(one.organisation_id).where(one.roster_id.in_(both)).group_by(*like).having(func.count() == 1)
    chosen = (
        select(*one.__table__.columns)
        .join(Roster, Roster.id == one.roster_id)
        .where(one.roster_id.in_(both), one.organisation_id.in_(alone), visible_to(work.actor))
        .order_by(one.position)
    )
    found: dict[UUID, list[Line]] = {older.id: [], newer.id: []}
    for row in work.session.execute(chosen):
        found[row.roster_id].append(_line(row))
    return found[older.id], found[newer.id]


def _lines(work: Work, roster: RosterReading, after: int, most: int | None) -> Sequence[Line]:
    one = RosterLine
    chosen = (
        select(*one.__table__.columns)
        .join(Roster, Roster.id == one.roster_id)
        .where(one.roster_id == roster.id, one.position > after, visible_to(work.actor))
        .order_by(one.position)
        .limit(most)
    )
    return [_line(row) for row in work.session.execute(chosen)]


def _line(row: Any) -> Line:
    return Line(
        position=row.position,
        organisation_id=row.organisation_id,
        name=row.name,
        short_name=row.short_name,
        uscc=row.uscc,
        role=row.role,
        alliance=Term(row.alliance_code, row.alliance_zh, row.alliance_en),
        sector=Term("", row.sector_zh, row.sector_en),
        district=Term("", row.district_zh, row.district_en),
        matrices=Term("", row.matrices_zh, row.matrices_en),
    )


@dataclass(frozen=True, slots=True)
class TwoPersons:
    """Who stands for a roster, by name: for the center only. `approver` is None until somebody has approved."""

    drafter: str
    approver: str | None


def two_persons(work: Work, roster: RosterReading) -> TwoPersons | None:
    """None where the actor may read the draft, but not who stands for it."""
    if not may(work.actor, Can.DRAFT_ROSTER):
        return None
    approved_by = select(Roster.approved_by_id).where(Roster.id == roster.id).scalar_subquery()
    both = or_(Person.id == roster.drafted_by_id, Person.id == approved_by)
    names = {one.id: one.name for one in work.session.execute(select(Person.id, Person.name).where(both))}
    drafter = names.pop(roster.drafted_by_id)
    return TwoPersons(drafter, next(iter(names.values()), None))


def questions(work: Work) -> list[Question]:
    """Drafts that this actor may approve or publish."""
    return [_drafts(work)] if may(work.actor, Can.PUBLISH_ROSTER) else []


def _drafts(work: Work) -> Question:
    r = Roster
    to_decide = or_(r.state == RosterState.APPROVED, r.drafted_by_id != work.actor.person_id)
    asked = select(*columns(id=r.id, title=r.title, more=r.state)).where(r.state != RosterState.PUBLISHED, to_decide)
    return listed(asked, _to_publish, [r.state_since])


def _to_publish(found: Found) -> Errand:
    if found.more == RosterState.APPROVED:
        words, why = N_("Publish the roster “%(title)s”"), N_("A second person has approved it.")
    else:
        words, why = N_("Approve the roster “%(title)s”"), N_("Somebody else drew it up; a second person decides.")
    return Errand(words, why, "rosters.draft", {"roster_id": found.id}, {"title": found.title})
