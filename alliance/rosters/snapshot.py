"""Today's seats in today's words: what a roster is drawn up from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Alliance, Matrix, Seat, SeatDuty, SeatRole
from ..matrix.queries import open_on
from ..organisations.model import District, Organisation, OrganisationState, Sector

Names = tuple[str, str]
NO_MATRICES: Names = ("", "")


def seats_of_today(work: Work) -> Sequence[Mapping[str, Any]]:
    """One line for each open seat of a standing member: alliance by alliance, the leads first, then by pinyin."""
    today = local_day(work.now)
    matrices = _matrices(work, today)
    rows = work.session.execute(_seats(today)).mappings()
    ordered = sorted(rows, key=_place)
    return [_line(row, matrices.get(row["seat_id"], NO_MATRICES), number) for number, row in enumerate(ordered, 1)]


def _place(row: RowMapping) -> tuple[int, str, bool, str]:
    return row["alliance_at"], row["alliance_code"], row["role"] is not SeatRole.LEAD, row["pinyin"]


def _seats(today: date) -> Any:
    o = Organisation
    return (
        select(
            Seat.id.label("seat_id"),
            Seat.role,
            Alliance.position.label("alliance_at"),
            o.pinyin,
            o.id.label("organisation_id"),
            o.name,
            o.short_name,
            o.uscc,
            Sector.zh.label("sector_zh"),
            Sector.en.label("sector_en"),
            District.zh.label("district_zh"),
            District.en.label("district_en"),
            Alliance.code.label("alliance_code"),
            Alliance.zh.label("alliance_zh"),
            Alliance.en.label("alliance_en"),
        )
        .join(o, o.id == Seat.organisation_id)
        .join(Alliance, Alliance.code == Seat.alliance_code)
        .join(Sector, Sector.code == o.sector_code)
        .join(District, District.code == o.district_code)
        .where(open_on(Seat, today), open_on(Alliance, today), o.state == OrganisationState.MEMBER)
        .order_by(Alliance.code, o.id)
    )


def _matrices(work: Work, today: date) -> Mapping[UUID, Names]:
    """Seat → the names of the matrices that it serves, in Chinese and in English."""
    rows = work.session.execute(
        select(SeatDuty.seat_id, Matrix.zh, Matrix.en)
        .join(Matrix, Matrix.code == SeatDuty.matrix_code)
        .where(open_on(SeatDuty, today), open_on(Matrix, today))
        .order_by(Matrix.position, Matrix.code)
    )
    served: dict[UUID, list[Names]] = {}
    for seat_id, zh, en in rows:
        served.setdefault(seat_id, []).append((zh, en))
    return {seat_id: _joined(names) for seat_id, names in served.items()}


def _joined(names: Sequence[Names]) -> Names:
    return "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)


def _line(row: RowMapping, matrices: Names, position: int) -> Mapping[str, Any]:
    copied = {name: value for name, value in row.items() if name not in {"seat_id", "alliance_at", "pinyin"}}
    return {**copied, "matrices_zh": matrices[0], "matrices_en": matrices[1], "position": position}
