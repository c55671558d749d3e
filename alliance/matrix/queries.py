"""Who sits where: the board, the alliances, and the seats of one organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Organisation, OrganisationState
from ..organisations.queries import Term
from .model import Advantage, Alliance, Matrix, MatrixHint, Seat, SeatDuty, SeatRole


def open_on(model: type[Seat] | type[SeatDuty] | type[Alliance] | type[Matrix], day: date) -> ColumnElement[bool]:
    """What holds on `day`. An end (`to_on`) is the first day on which it no longer holds."""
    return (model.from_on <= day) & or_(model.to_on.is_(None), model.to_on > day)


def stands(kept: Alliance | Matrix, day: date) -> bool:
    """The same as `open_on`, of a row that is at hand."""
    return kept.from_on <= day and (kept.to_on is None or kept.to_on > day)


def open_alliances(work: Work) -> Sequence[Term]:
    """The alliances that stand today, in their order."""
    return _open_terms(work, Alliance)


def open_matrices(work: Work) -> Sequence[Term]:
    """The matrices that stand today, in their order."""
    return _open_terms(work, Matrix)


def _open_terms(work: Work, kind: type[Alliance] | type[Matrix]) -> Sequence[Term]:
    rows = work.session.execute(
        select(kind.code, kind.zh, kind.en).where(open_on(kind, local_day(work.now))).order_by(kind.position, kind.code)
    )
    return [Term(*row) for row in rows]


def suggested(work: Work, capability_codes: Iterable[str]) -> Mapping[str, Advantage]:
    """The matrices that these capabilities speak for. Where both reasons do, the functional one is named."""
    hints = work.session.execute(
        select(MatrixHint.matrix_code, MatrixHint.advantage)
        .join(Matrix, Matrix.code == MatrixHint.matrix_code)
        .where(MatrixHint.capability_code.in_(list(capability_codes)), open_on(Matrix, local_day(work.now)))
        .order_by(Matrix.position, Matrix.code)
    )
    found: dict[str, Advantage] = {}
    for matrix_code, advantage in hints:
        if found.setdefault(matrix_code, advantage) is not advantage:
            found[matrix_code] = Advantage.FUNCTIONAL
    return found


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as an organisation's page shows it; `duties`: the matrices that it serves."""

    id: UUID
    alliance_code: str
    zh: str
    en: str
    role: SeatRole
    from_on: date
    to_on: date | None
    duties: Sequence["DutyLine"]


@dataclass(frozen=True, slots=True)
class DutyLine:
    matrix_code: str
    zh: str
    en: str
    advantage: Advantage
    from_on: date
    to_on: date | None


def seats_of(work: Work, organisation_id: UUID) -> Sequence[SeatLine]:
    """Every seat that the organisation holds or held, in the order of the alliances, with its duties."""
    rows = work.session.execute(
        select(Seat, Alliance.zh, Alliance.en, SeatDuty, Matrix.zh.label("m_zh"), Matrix.en.label("m_en"))
        .join(Alliance, Alliance.code == Seat.alliance_code)
        .outerjoin(SeatDuty, SeatDuty.seat_id == Seat.id)
        .outerjoin(Matrix, Matrix.code == SeatDuty.matrix_code)
        .where(Seat.organisation_id == organisation_id)
        .order_by(Alliance.position, Seat.from_on.desc(), Seat.id, Matrix.position)
    )
    duties: dict[UUID, list[DutyLine]] = {}
    seats = {}
    for seat, zh, en, duty, m_zh, m_en in rows:
        seats[seat.id] = (seat, zh, en)
        lines = duties.setdefault(seat.id, [])
        if duty is not None:
            lines.append(DutyLine(duty.matrix_code, m_zh, m_en, duty.advantage, duty.from_on, duty.to_on))
    return [
        SeatLine(seat.id, seat.alliance_code, zh, en, seat.role, seat.from_on, seat.to_on, tuple(duties[seat.id]))
        for seat, zh, en in seats.values()
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    alliance_code: str
    matrix_code: str
    count: int


@dataclass(frozen=True, slots=True)
class BoardSide:
    """A row (alliance) or a column (matrix) of the board; `organisations`: distinct ones."""

    code: str
    zh: str
    en: str
    charter_zh: str
    charter_en: str
    organisations: int
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Alliances × matrices on one day. `cells[(alliance, matrix)]`: organisations; `leads`: of them, leads."""

    alliances: Sequence[BoardSide]
    matrices: Sequence[BoardSide]
    cells: dict[tuple[str, str], int]
    leads: dict[tuple[str, str], int]
    organisations: int
    seats: int


def board(work: Work) -> Board:
    """The board of today: standing members only, each organisation counted once in each place."""
    today = local_day(work.now)
    rows = work.session.execute(
        select(Seat.organisation_id, Seat.alliance_code, Seat.role, SeatDuty.matrix_code)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .outerjoin(SeatDuty, (SeatDuty.seat_id == Seat.id) & open_on(SeatDuty, today))
        .where(open_on(Seat, today), Organisation.state == OrganisationState.MEMBER)
    ).all()
    by_alliance: dict[str, set[UUID]] = {}
    by_matrix: dict[str, set[UUID]] = {}
    cells: dict[tuple[str, str], int] = {}
    leads: dict[tuple[str, str], int] = {}
    for organisation_id, alliance_code, role, matrix_code in rows:
        by_alliance.setdefault(alliance_code, set()).add(organisation_id)
        if not matrix_code:
            continue
        by_matrix.setdefault(matrix_code, set()).add(organisation_id)
        place = (alliance_code, matrix_code)
        cells[place] = cells.get(place, 0) + 1
        leads[place] = leads.get(place, 0) + (role is SeatRole.LEAD)
    seats = sum(len(members) for members in by_alliance.values())
    everyone = set().union(*by_alliance.values())
    return Board(
        _alliance_sides(work, today, by_alliance),
        _matrix_sides(work, today, by_matrix),
        cells,
        leads,
        len(everyone),
        seats,
    )


def _alliance_sides(work: Work, today: date, members: dict[str, set[UUID]]) -> Sequence[BoardSide]:
    a = Alliance
    rows = work.session.execute(
        select(a.code, a.zh, a.en, a.charter_zh, a.charter_en, Organisation.short_name)
        .outerjoin(Organisation, Organisation.id == a.lead_organisation_id)
        .where(open_on(a, today))
        .order_by(a.position, a.code)
    )
    return [BoardSide(*row[:5], len(members.get(row.code, ())), row.short_name) for row in rows]


def _matrix_sides(work: Work, today: date, members: dict[str, set[UUID]]) -> Sequence[BoardSide]:
    m = Matrix
    rows = work.session.execute(
        select(m.code, m.zh, m.en, m.charter_zh, m.charter_en).where(open_on(m, today)).order_by(m.position, m.code)
    )
    return [BoardSide(*row, len(members.get(row.code, ()))) for row in rows]
