"""Alliances and matrices as their own pages show them: what each is, and the members that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, literal, null, or_, select, tuple_

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation, OrganisationState
from .model import Alliance, Matrix, Seat, SeatDuty, SeatRole
from .queries import open_on

Group = type[Alliance] | type[Matrix]
ALLIANCES, MATRICES = "alliances", "matrices"
KINDS: Mapping[str, Group] = {ALLIANCES: Alliance, MATRICES: Matrix}


@dataclass(frozen=True, slots=True)
class GroupReading:
    """An alliance or a matrix; `kind`: a key of KINDS. `lead`: who leads an alliance, while that stands."""

    kind: str
    code: str
    zh: str
    en: str
    position: int
    charter_zh: str
    charter_en: str
    from_on: date
    to_on: date | None
    lead_id: UUID | None
    lead: str | None


def every(work: Work, kind: str) -> Sequence[GroupReading]:
    """All of them in their order, those that have closed or are still to come too."""
    rows = work.session.execute(_readings(kind).order_by(KINDS[kind].position, KINDS[kind].code))
    return [GroupReading(*row) for row in rows]


def reading(work: Work, kind: str, code: str) -> GroupReading | None:
    row = work.session.execute(_readings(kind).where(KINDS[kind].code == code)).first()
    return GroupReading(*row) if row else None


def alliance(work: Work, code: str) -> GroupReading | None:
    return reading(work, ALLIANCES, code)


def matrix(work: Work, code: str) -> GroupReading | None:
    return reading(work, MATRICES, code)


def _readings(kind: str) -> Select[Any]:
    k = KINDS[kind]
    plain = select(literal(kind), k.code, k.zh, k.en, k.position, k.charter_zh, k.charter_en, k.from_on, k.to_on)
    if kind == MATRICES:
        return plain.add_columns(null(), null())
    leading = (Organisation.id == Alliance.lead_organisation_id) & (Organisation.state == OrganisationState.MEMBER)
    return plain.add_columns(Organisation.id, Organisation.short_name).outerjoin(Organisation, leading)


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A member of an alliance or a matrix. `others`: codes of the matrices that its seat there serves, or of the
    alliances from which it serves the matrix. `role` and `from_on` only in an alliance."""

    id: UUID
    name: str
    short_name: str
    pinyin: str
    others: Sequence[str]
    role: SeatRole | None = None
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class GroupPage:
    members: Sequence[GroupMember]
    next_key: tuple[str, UUID] | None


After = tuple[str, UUID] | None


def members_of_alliance(work: Work, code: str, after: After = None) -> GroupPage:
    """A page of the standing members that sit in the alliance today, as their names are spelt."""
    o, today = Organisation, local_day(work.now)
    served = (
        select(func.aggregate_strings(SeatDuty.matrix_code, ","))
        .where(SeatDuty.seat_id == Seat.id, open_on(SeatDuty, today))
        .scalar_subquery()
    )
    rows: Select[Any] = (
        select(o.id, o.name, o.short_name, o.pinyin, served, Seat.role, Seat.from_on)
        .join(Seat, Seat.organisation_id == o.id)
        .where(Seat.alliance_code == code, open_on(Seat, today), o.state == OrganisationState.MEMBER)
    )
    return _page_of(work, rows, after)


def members_of_matrix(work: Work, code: str, after: After = None) -> GroupPage:
    """A page of the standing members that serve the matrix today, each once, from whichever alliances."""
    o, today = Organisation, local_day(work.now)
    serves = exists().where(SeatDuty.seat_id == Seat.id, SeatDuty.matrix_code == code, open_on(SeatDuty, today))
    serving = (Seat.organisation_id == o.id, open_on(Seat, today), serves)
    alliances = select(func.aggregate_strings(Seat.alliance_code, ",")).where(*serving).scalar_subquery()
    rows = select(o.id, o.name, o.short_name, o.pinyin, alliances).where(
        o.state == OrganisationState.MEMBER, exists().where(*serving)
    )
    return _page_of(work, rows, after)


def _page_of(work: Work, rows: Select[Any], after: After) -> GroupPage:
    o = Organisation
    if after:
        pinyin, last_id = after
        rows = rows.where(tuple_(o.pinyin, o.id) > tuple_(literal(pinyin), literal(last_id, o.id.type)))
    found = work.session.execute(rows.order_by(o.pinyin, o.id).limit(PAGE_ROWS + 1)).all()
    members = [_member(*row) for row in found[:PAGE_ROWS]]
    more = len(found) > PAGE_ROWS
    return GroupPage(members, (members[-1].pinyin, members[-1].id) if more else None)


def _member(
    organisation_id: UUID, name: str, short_name: str, pinyin: str, others: str | None, *seat: Any
) -> GroupMember:
    return GroupMember(organisation_id, name, short_name, pinyin, tuple((others or "").split(",")), *seat)


@dataclass(frozen=True, slots=True)
class Chair:
    """An open seat, by the name of its organisation; `leads`: it leads the alliance."""

    id: UUID
    name: str
    leads: bool


def seated_in(work: Work, code: str) -> Sequence[Chair]:
    """The seats of an alliance among which its lead is chosen: of standing members, and of whoever leads it now."""
    rows = work.session.execute(
        select(Seat.id, Organisation.name, Seat.role)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.alliance_code == code, Seat.to_on.is_(None))
        .where(or_(Organisation.state == OrganisationState.MEMBER, Seat.role == SeatRole.LEAD))
        .order_by(Organisation.pinyin, Organisation.id)
    )
    return [Chair(seat_id, name, role is SeatRole.LEAD) for seat_id, name, role in rows]


def next_place(work: Work, kind: str) -> int:
    """The place in the order behind the last one."""
    return int(work.session.scalar(select(func.coalesce(func.max(KINDS[kind].position), 0))) or 0) + 1
