"""The lists that are kept as data: how many entries of each are to choose from today, of how many. One statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..fraudtypes.model import FraudType, FraudTypeList
from ..matrix.model import Alliance, Matrix
from ..organisations.model import CapabilityKind, District, Sector
from .vocabulary import Kept


@dataclass(frozen=True, slots=True)
class ListLine:
    kept: Kept
    standing: int
    every: int


def lists(work: Work) -> Sequence[ListLine]:
    """In the order of `Kept`."""
    day = local_day(work.now)
    of_a_list = select(*_figures(_stands(FraudTypeList, day) & _stands(FraudType, day)))
    parts: dict[Kept, Select[*tuple[Any, ...]]] = {
        Kept.ALLIANCES: select(*_figures(_stands(Alliance, day))).select_from(Alliance),
        Kept.MATRICES: select(*_figures(_stands(Matrix, day))).select_from(Matrix),
        Kept.SECTORS: select(*_figures(_stands(Sector, day))).select_from(Sector),
        Kept.FRAUD_TYPES: of_a_list.join_from(FraudType, FraudTypeList),
        Kept.DISTRICTS: select(func.count(), func.count()).select_from(District),
        Kept.CAPABILITIES: select(func.count(), func.count()).select_from(CapabilityKind),
    }
    counted = union_all(*(part.add_columns(literal(str(kept))) for kept, part in parts.items()))
    found = {code: (standing, every) for standing, every, code in work.session.execute(counted)}
    return [ListLine(kept, *found[kept]) for kept in Kept]


def _figures(stands: ColumnElement[bool]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    return func.count().filter(stands), func.count()


def _stands(table: Any, day: date) -> ColumnElement[bool]:
    """An entry without a first day stands with what it belongs to."""
    begun = or_(table.from_on.is_(None), table.from_on <= day)
    return and_(begun, or_(table.to_on.is_(None), table.to_on > day))
