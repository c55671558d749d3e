"""The list of members, and the words that it is filtered by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Subquery,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    tuple_,
    union_all,
)

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.model import Alliance, Matrix, Seat, SeatDuty, SeatRole
from ..matrix.queries import open_on
from ..organisations.confirmation_queries import unconfirmed
from ..organisations.model import District, Organisation, OrganisationState, Sector
from ..organisations.queries import Term, called, visible_to

ALL_STATES = "all"
UNCONFIRMED = "unconfirmed"
LEADS = "*"
CANDIDATES_MOST = 8


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """What the address asks for; an empty word asks for nothing, but an empty `state` for members that stand.

    Who asks for unconfirmed contacts asks for all that should confirm them, suspended ones too.
    """

    q: str = ""
    alliance: str = ""
    matrix: str = ""
    sector: str = ""
    district: str = ""
    state: str = ""
    contacts: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """`alliances`: codes set off by commas, with a star where the organisation leads; `matrices`: codes likewise."""

    id: UUID
    name: str
    short_name: str
    uscc: str
    sector_code: str
    district_code: str
    address: str
    state: OrganisationState
    joined_on: date
    pinyin: str
    alliances: str
    matrices: str


@dataclass(frozen=True, slots=True)
class MemberPage:
    lines: Sequence[MemberLine]
    next_key: tuple[str, UUID] | None


Vocabulary = Mapping[str, Mapping[str, Term]]
FACETS = ("alliance", "matrix", "sector", "district")


def vocabulary(work: Work) -> Vocabulary:
    """The terms of every facet, in one statement: facet → code → term, in order."""
    found: dict[str, dict[str, Term]] = {facet: {} for facet in FACETS}
    for facet, code, zh, en in work.session.execute(_every_term(), {"today": local_day(work.now)}):
        found[facet][code] = Term(code, zh, en)
    return found


@cache
def _every_term() -> Select[Any]:
    """Built once: it stands on every page of the list, and only the day differs."""
    today = cast(date, bindparam("today", type_=Date))
    tables: Sequence[Any] = (Alliance, Matrix, Sector, District)
    parts = [
        select(literal(f).label("facet"), k.code, k.zh, k.en, k.position) for f, k in zip(FACETS, tables, strict=True)
    ]
    parts[0], parts[1] = parts[0].where(open_on(Alliance, today)), parts[1].where(open_on(Matrix, today))
    term = union_all(*parts).subquery().c
    columns: list[Any] = [term.facet, term.code, term.zh, term.en]
    return select(*columns).order_by(term.position, term.code)


def members(work: Work, wanted: DirectoryFilter, after: tuple[str, UUID] | None = None) -> MemberPage:
    """A page of members in the order of their pinyin, from the row behind `after` (pinyin, id) on."""
    chosen = _chosen(work, wanted).limit(PAGE_ROWS + 1)
    if after:
        pinyin, last_id = after
        behind = tuple_(literal(pinyin), literal(last_id, Organisation.id.type))
        chosen = chosen.where(tuple_(Organisation.pinyin, Organisation.id) > behind)
    lines = _lines(work, chosen.subquery())
    more = len(lines) > PAGE_ROWS
    lines = lines[:PAGE_ROWS]
    return MemberPage(lines, (lines[-1].pinyin, lines[-1].id) if more else None)


def whole_list(work: Work, wanted: DirectoryFilter) -> Sequence[MemberLine]:
    """Every member that the filter asks for: for paper and sheets, which have no next page."""
    return _lines(work, _chosen(work, wanted).subquery())


@dataclass(frozen=True, slots=True)
class Candidate:
    id: UUID
    name: str
    district: Term


def candidates(work: Work, other_than: UUID, q: str) -> Sequence[Candidate]:
    """The first few standing members that fit `q` and are not the one that goes."""
    o = Organisation
    rows = work.session.execute(
        select(o.id, o.name, o.district_code, District.zh, District.en)
        .join(District, District.code == o.district_code)
        .where(o.id != other_than, visible_to(work.actor), *_asked(work, DirectoryFilter(q=q)))
        .order_by(o.pinyin, o.id)
        .limit(CANDIDATES_MOST)
    )
    return [Candidate(row.id, row.name, Term(row.district_code, row.zh, row.en)) for row in rows]


def _chosen(work: Work, wanted: DirectoryFilter) -> Select[Any]:
    o = Organisation
    columns: list[Any] = [o.id, o.name, o.short_name, o.uscc, o.sector_code, o.district_code, o.address]
    columns += [o.state, o.joined_on, o.pinyin]
    return select(*columns).where(visible_to(work.actor), *_asked(work, wanted)).order_by(o.pinyin, o.id)


def _lines(work: Work, chosen: Subquery) -> list[MemberLine]:
    """The chosen rows with what they sit in, asked only for the rows that are shown."""
    today, row = local_day(work.now), chosen.c
    star = case((Seat.role == SeatRole.LEAD, LEADS), else_="")
    seats = select(func.aggregate_strings(Seat.alliance_code + star, ",")).where(
        Seat.organisation_id == row.id, open_on(Seat, today)
    )
    duties = (
        select(func.aggregate_strings(SeatDuty.matrix_code, ","))
        .join(Seat, Seat.id == SeatDuty.seat_id)
        .where(Seat.organisation_id == row.id, open_on(Seat, today), open_on(SeatDuty, today))
    )
    columns: list[Any] = [*row, *(func.coalesce(codes.scalar_subquery(), "") for codes in (seats, duties))]
    shown = select(*columns).order_by(row.pinyin, row.id)
    return [MemberLine(*row) for row in work.session.execute(shown)]


def _asked(work: Work, wanted: DirectoryFilter) -> list[ColumnElement[bool]]:
    o, today = Organisation, local_day(work.now)
    conditions = [called(wanted.q)] if wanted.q else []
    for column, value in ((o.sector_code, wanted.sector), (o.district_code, wanted.district)):
        if value:
            conditions.append(column == value)
    if wanted.contacts == UNCONFIRMED:
        conditions.append(unconfirmed(work.now))
    elif wanted.state != ALL_STATES:
        conditions.append(o.state == (wanted.state or OrganisationState.MEMBER))
    if wanted.alliance or wanted.matrix:
        conditions.append(_sits(wanted, today))
    return conditions


def _sits(wanted: DirectoryFilter, today: date) -> ColumnElement[bool]:
    """The alliance is asked as a set, for it may be small among many members; the matrix of each seat by itself."""
    serves = exists().where(
        SeatDuty.seat_id == Seat.id, SeatDuty.matrix_code == wanted.matrix, open_on(SeatDuty, today)
    )
    if not wanted.alliance:
        return exists().where(Seat.organisation_id == Organisation.id, open_on(Seat, today), serves)
    seats = select(Seat.organisation_id).where(Seat.alliance_code == wanted.alliance, open_on(Seat, today))
    return Organisation.id.in_(seats.where(serves) if wanted.matrix else seats)
