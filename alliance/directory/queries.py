"""The list of members, and the words that it is filtered by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, literal, or_, select, tuple_, union_all

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import fold
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.model import Alliance, Matrix, Seat, SeatDuty
from ..matrix.queries import open_on
from ..organisations.model import District, Organisation, OrganisationState, Sector
from ..organisations.queries import Term, visible_to


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """What the address asks for; an empty word asks for nothing."""

    q: str = ""
    alliance: str = ""
    matrix: str = ""
    sector: str = ""
    district: str = ""
    state: str = OrganisationState.MEMBER.value


@dataclass(frozen=True, slots=True)
class MemberLine:
    id: UUID
    name: str
    short_name: str
    sector_code: str
    district_code: str
    state: OrganisationState
    alliances: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class MemberPage:
    lines: Sequence[MemberLine]
    next_key: tuple[Any, ...] | None


Vocabulary = Mapping[str, Mapping[str, Term]]


def vocabulary(work: Work) -> Vocabulary:
    """The terms of every facet, in one statement: facet → code → term, in order."""
    today = local_day(work.now)
    kinds = ((Alliance, "alliance"), (Matrix, "matrix"), (Sector, "sector"), (District, "district"))
    parts = [select(literal(facet).label("facet"), k.code, k.zh, k.en, k.position) for k, facet in kinds]
    parts[0], parts[1] = parts[0].where(open_on(Alliance, today)), parts[1].where(open_on(Matrix, today))
    every = union_all(*parts).subquery()
    found: dict[str, dict[str, Term]] = {facet: {} for _, facet in kinds}
    rows = select(every.c.facet, every.c.code, every.c.zh, every.c.en).order_by(every.c.position, every.c.code)
    for facet, code, zh, en in work.session.execute(rows):
        found[facet][code] = Term(code, zh, en)
    return found


def members(work: Work, wanted: DirectoryFilter, after: tuple[Any, ...] | None = None) -> MemberPage:
    """A page of members in the order of their pinyin, from the row behind `after` (pinyin, id) on."""
    o, today = Organisation, local_day(work.now)
    seated = (
        select(func.aggregate_strings(Seat.alliance_code, ","))
        .where(Seat.organisation_id == o.id, open_on(Seat, today))
        .scalar_subquery()
    )
    chosen = select(
        o.id,
        o.name,
        o.short_name,
        o.sector_code,
        o.district_code,
        o.state,
        func.coalesce(seated, ""),
        o.pinyin,
    ).where(visible_to(work.actor), *_asked(wanted, today))
    if after and len(after) == 2:
        chosen = chosen.where(tuple_(o.pinyin, o.id) > tuple_(literal(after[0]), literal(UUID(after[1]), o.id.type)))
    rows = work.session.execute(chosen.order_by(o.pinyin, o.id).limit(PAGE_ROWS + 1)).all()
    lines = [MemberLine(*row) for row in rows[:PAGE_ROWS]]
    more = len(rows) > PAGE_ROWS
    return MemberPage(lines, (lines[-1].pinyin, lines[-1].id) if more else None)


def _asked(wanted: DirectoryFilter, today: date) -> list[ColumnElement[bool]]:
    o = Organisation
    conditions = []
    for column, value in (
        (o.sector_code, wanted.sector),
        (o.district_code, wanted.district),
        (o.state, wanted.state),
    ):
        if value:
            conditions.append(column == value)
    if wanted.q:
        pattern = "%" + _escaped(fold(wanted.q)) + "%"
        columns = (func.lower(o.name), func.lower(o.short_name), o.initials, o.uscc)
        conditions.append(or_(*(column.like(pattern, escape="\\") for column in columns)))
    if wanted.alliance or wanted.matrix:
        conditions.append(_sits(wanted, today))
    return conditions


def _sits(wanted: DirectoryFilter, today: date) -> ColumnElement[bool]:
    seat = select(Seat.id).where(Seat.organisation_id == Organisation.id, open_on(Seat, today))
    if wanted.alliance:
        seat = seat.where(Seat.alliance_code == wanted.alliance)
    if wanted.matrix:
        seat = seat.join(SeatDuty, SeatDuty.seat_id == Seat.id).where(
            SeatDuty.matrix_code == wanted.matrix, open_on(SeatDuty, today)
        )
    return exists(seat)


def _escaped(text: str) -> str:
    """`text` with the signs that LIKE takes for itself made plain."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
