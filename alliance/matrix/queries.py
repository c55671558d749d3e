"""Who sits where: the board, the alliances, and the seats of one organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Touch
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..organisations.model import Capability, CapabilityKind
from ..organisations.queries import Term
from .model import Advantage, Alliance, Matrix, MatrixHint, Seat, SeatDuty, SeatRole

TODAY = bindparam("today", type_=Date)
"""The day of a statement that is built once: see `open_on`."""


def open_on(
    model: type[Seat] | type[SeatDuty] | type[Alliance] | type[Matrix], day: date | ColumnElement[date]
) -> ColumnElement[bool]:
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
    rows = work.session.execute(_open(kind), {"today": local_day(work.now)})
    return [Term(*row) for row in rows]


@cache
def _open(kind: type[Alliance] | type[Matrix]) -> Select[str, str, str]:
    return select(kind.code, kind.zh, kind.en).where(open_on(kind, TODAY)).order_by(kind.position, kind.code)


def suggested(work: Work, capability_codes: Iterable[str]) -> Mapping[str, Advantage]:
    """The matrices that these capabilities speak for. Where both reasons do, the functional one is named."""
    hints = work.session.execute(
        select(MatrixHint.matrix_code, MatrixHint.advantage)
        .join(Matrix, Matrix.code == MatrixHint.matrix_code)
        .where(MatrixHint.capability_code.in_(list(capability_codes)), open_on(Matrix, local_day(work.now)))
        .order_by(Matrix.position, Matrix.code)
    )
    return folded((code, advantage) for code, advantage in hints)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Why an organisation would serve a matrix: something that it brings, and which advantage that is."""

    matrix_code: str
    matrix_zh: str
    matrix_en: str
    advantage: Advantage
    capability_zh: str
    capability_en: str
    unit_zh: str
    unit_en: str
    amount: int


def suggestions(work: Work, organisation_id: UUID) -> Sequence[Suggestion]:
    """Every capability of the organisation that speaks for a matrix of today, in the order of the matrices."""
    kind = CapabilityKind
    rows = work.session.execute(
        select(Matrix.code, Matrix.zh, Matrix.en, MatrixHint.advantage, kind.zh, kind.en, kind.unit_zh, kind.unit_en)
        .add_columns(Capability.amount)
        .select_from(Capability)
        .join(kind, kind.code == Capability.kind_code)
        .join(MatrixHint, MatrixHint.capability_code == kind.code)
        .join(Matrix, Matrix.code == MatrixHint.matrix_code)
        .where(
            Capability.organisation_id == organisation_id,
            Capability.amount > 0,
            open_on(Matrix, local_day(work.now)),
        )
        .order_by(Matrix.position, Matrix.code, kind.position)
    )
    return [Suggestion(*row) for row in rows]


def folded(hints: Iterable[tuple[str, Advantage]]) -> Mapping[str, Advantage]:
    """One reason for each matrix: where both advantages speak for it, the functional one is named."""
    found: dict[str, Advantage] = {}
    for matrix_code, advantage in hints:
        if found.setdefault(matrix_code, advantage) is not advantage:
            found[matrix_code] = Advantage.FUNCTIONAL
    return found


def find_seat(work: Work, organisation_id: UUID, seat_id: UUID) -> Seat | None:
    """A seat of this very organisation, to be changed."""
    return work.session.scalar(select(Seat).where(Seat.id == seat_id, Seat.organisation_id == organisation_id))


def touched_by(work: Work, organisation_id: UUID) -> list[Touch]:
    """The open seats that no longer count while it is suspended, and end when it leaves."""
    open_seats = select(func.count()).where(Seat.organisation_id == organisation_id, Seat.to_on.is_(None))
    leads = open_seats.where(Seat.role == SeatRole.LEAD).scalar_subquery()
    seats, leading = work.session.execute(select(open_seats.scalar_subquery(), leads)).one()
    touches = [
        Touch(N_("%(count)d seats stop counting; they end if it leaves"), seats),
        Touch(N_("%(count)d alliances lose their lead"), leading),
    ]
    return [touch for touch in touches if touch.count]


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
    rows = work.session.execute(_every_seat(), {"organisation_id": organisation_id})
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


@cache
def _every_seat() -> Select[Any]:
    """Built once: only the organisation differs."""
    asked = bindparam("organisation_id", type_=Seat.organisation_id.type)
    columns: list[Any] = [Seat, Alliance.zh, Alliance.en, SeatDuty, Matrix.zh.label("m_zh"), Matrix.en.label("m_en")]
    return (
        select(*columns)
        .join(Alliance, Alliance.code == Seat.alliance_code)
        .outerjoin(SeatDuty, SeatDuty.seat_id == Seat.id)
        .outerjoin(Matrix, Matrix.code == SeatDuty.matrix_code)
        .where(Seat.organisation_id == asked)
        .order_by(Alliance.position, Seat.from_on.desc(), Seat.id, Matrix.position)
    )
