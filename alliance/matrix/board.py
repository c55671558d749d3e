"""The board: how many standing members sit where, exact at every moment.

The database counts in two statements, which take longer the more seats there are; the front page is opened far more
often than anything changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, Row, Select, case, func, literal, null, select, union_all

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..journal.unchanged import once_a_change
from ..organisations.model import Organisation, OrganisationState
from .model import Alliance, Matrix, Seat, SeatDuty, SeatRole
from .queries import open_on

HEATS = 5
ELSEWHERE = frozenset(
    {
        "assignment",
        "attendance",
        "attendance_scan",
        "bot",
        "bulk_act",
        "calendar_day",
        "calendar_link",
        "certificate",
        "certificate_rule",
        "comment",
        "follows",
        "hotspot",
        "initiative",
        "initiative_response",
        "invitation",
        "job",
        "join_request",
        "joint_action",
        "ladder_step",
        "letter",
        "material",
        "measure",
        "office_hours",
        "operation",
        "outreach",
        "person",
        "problem",
        "publicity_event",
        "receipt",
        "reminder_step",
        "report_sheet",
        "saved_search",
        "shift",
        "sign_in_guard",
        "supervision_file",
        "volunteer",
        "volunteer_team",
        "vote",
    }
)
"""Subjects of the journal that no seat, no organisation and no public case hangs on: most of what happens in a day."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Organisations that sit in one alliance and serve one matrix; `leads`: of them, those that lead the alliance."""

    organisations: int = 0
    leads: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """A row (alliance) or a column (matrix) of the board. `organisations`: distinct ones; `lead`: who leads it."""

    code: str
    zh: str
    en: str
    charter_zh: str
    charter_en: str
    lead: str | None
    organisations: int


@dataclass(frozen=True, slots=True)
class Board:
    """Alliances × matrices on one day. `cells[alliance, matrix]`; `organisations`: distinct ones on the whole board."""

    alliances: Sequence[Side]
    matrices: Sequence[Side]
    cells: Mapping[tuple[str, str], Cell]
    organisations: int
    seats: int

    def cell(self, alliance_code: str, matrix_code: str) -> Cell:
        return self.cells.get((alliance_code, matrix_code), Cell())

    def heat(self, alliance_code: str, matrix_code: str) -> int:
        """How full a cell is beside the fullest: 0 (empty) to 5."""
        most = max((cell.organisations for cell in self.cells.values()), default=0)
        count = self.cell(alliance_code, matrix_code).organisations
        return 1 + (count - 1) * HEATS // most if count else 0


def counted(work: Work) -> Board:
    """The board of today: standing members only, each organisation counted once in each place. Two statements."""
    today = local_day(work.now)
    rows = work.session.execute(_counts(today)).all()
    by_alliance = _lone(rows, "alliance_code", "matrix_code")
    by_matrix = _lone(rows, "matrix_code", "alliance_code")
    whole = next(row for row in rows if row.alliance_code is None and row.matrix_code is None)
    sides = work.session.execute(_sides(today)).all()
    return Board(
        alliances=_with_counts((row for row in sides if row.kind == "alliance"), by_alliance),
        matrices=_with_counts((row for row in sides if row.kind == "matrix"), by_matrix),
        cells={
            (row.alliance_code, row.matrix_code): Cell(row.organisations, row.leads)
            for row in rows
            if row.alliance_code is not None and row.matrix_code is not None
        },
        organisations=whole.organisations,
        seats=whole.seats,
    )


board = once_a_change(ELSEWHERE)(counted)
"""The same, counted once for each change."""


def _sitting(today: date) -> CTE:
    """The open seats of standing members, in alliances that stand."""
    away = select(Organisation.id).where(Organisation.state != OrganisationState.MEMBER)
    standing = select(Alliance.code).where(open_on(Alliance, today))
    return (
        select(Seat.id, Seat.organisation_id, Seat.alliance_code, Seat.role)
        .where(open_on(Seat, today), Seat.alliance_code.in_(standing), Seat.organisation_id.not_in(away))
        .cte("sitting")
    )


def _serving(sitting: CTE, today: date) -> CTE:
    """Those seats once for each matrix that they serve, where that stands."""
    standing = select(Matrix.code).where(open_on(Matrix, today))
    return (
        select(sitting.c.organisation_id, sitting.c.alliance_code, sitting.c.role, SeatDuty.matrix_code)
        .join(SeatDuty, SeatDuty.seat_id == sitting.c.id)
        .where(open_on(SeatDuty, today), SeatDuty.matrix_code.in_(standing))
        .cte("serving")
    )


def _counts(today: date) -> Any:
    """One statement for all: (alliance, matrix) a cell, (alliance, –) a row, (–, matrix) a column, (–, –) the whole."""
    sitting = _sitting(today)
    serving = _serving(sitting, today)
    nobody = null()
    leads = func.sum(case((serving.c.role == SeatRole.LEAD, 1), else_=0))
    everyone = func.count(sitting.c.organisation_id.distinct())
    return union_all(
        _count(serving.c.alliance_code, serving.c.matrix_code, func.count(), leads).group_by(
            serving.c.alliance_code, serving.c.matrix_code
        ),
        _count(sitting.c.alliance_code, nobody, func.count(), literal(0)).group_by(sitting.c.alliance_code),
        _count(nobody, serving.c.matrix_code, func.count(serving.c.organisation_id.distinct()), literal(0)).group_by(
            serving.c.matrix_code
        ),
        select(nobody, nobody, everyone, literal(0), func.count()).select_from(sitting),
    )


def _count(alliance_code: Any, matrix_code: Any, organisations: Any, leads: Any) -> Select[Any]:
    return select(
        alliance_code.label("alliance_code"),
        matrix_code.label("matrix_code"),
        organisations.label("organisations"),
        leads.label("leads"),
        literal(0).label("seats"),
    )


def _sides(today: date) -> Any:
    a, m = Alliance, Matrix
    leading = (Organisation.id == a.lead_organisation_id) & (Organisation.state == OrganisationState.MEMBER)
    rows = (
        select(literal("alliance").label("kind"), a.position, a.code, a.zh, a.en, a.charter_zh, a.charter_en)
        .add_columns(Organisation.short_name.label("lead"))
        .outerjoin(Organisation, leading)
        .where(open_on(a, today))
    )
    columns = select(literal("matrix"), m.position, m.code, m.zh, m.en, m.charter_zh, m.charter_en, null()).where(
        open_on(m, today)
    )
    return union_all(rows, columns).order_by("position", "code")


def _lone(rows: Iterable[Row[Any]], named: str, absent: str) -> dict[str, int]:
    return {getattr(row, named): row.organisations for row in rows if getattr(row, absent) is None}


def _with_counts(rows: Iterable[Row[Any]], counts: Mapping[str, int]) -> Sequence[Side]:
    return [
        Side(row.code, row.zh, row.en, row.charter_zh, row.charter_en, row.lead, counts.get(row.code, 0))
        for row in rows
    ]
