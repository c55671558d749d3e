"""The shelf of released editions: those that the reader may read, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..fraudtypes.model import FraudType
from ..organisations.model import District, Organisation
from .model import Edition
from .visibility import audiences_reached, readable
from .vocabulary import EditionKind, Tlp


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """An edition on the shelf. `organisation`: the name that it bears, empty where the center speaks in its own."""

    release_number: int
    case_id: UUID
    kind: EditionKind
    title: str
    organisation: str
    type_zh: str
    type_en: str
    district_zh: str
    district_en: str
    lost_fen: int | None
    happened_on: date | None
    tlp: Tlp
    released_at: datetime


@dataclass(frozen=True, slots=True)
class ShelfPage:
    lines: Sequence[ShelfLine]
    next_key: tuple[int] | None


def shelf(work: Work, before: int | None = None) -> ShelfPage:
    """What the actor may read, from below release `before` on; two statements at most."""
    e = Edition
    names = [func.coalesce(column, "") for column in (Organisation.short_name, FraudType.zh, FraudType.en)]
    places = [func.coalesce(column, "") for column in (District.zh, District.en)]
    asked = (
        select(e.release_number, e.case_id, e.kind, e.title, *names, *places)
        .add_columns(e.lost_fen, e.happened_on, e.tlp, e.released_at)
        .outerjoin(Organisation, Organisation.id == e.organisation_id)
        .outerjoin(FraudType, FraudType.id == e.fraud_type_id)
        .outerjoin(District, District.code == e.district_code)
        .where(readable(work, audiences_reached(work)))
        .order_by(e.release_number.desc())
        .limit(PAGE_ROWS + 1)
    )
    if before is not None:
        asked = asked.where(e.release_number < before)
    lines = [ShelfLine(*row) for row in work.session.execute(asked)]
    return ShelfPage(lines[:PAGE_ROWS], (lines[PAGE_ROWS - 1].release_number,) if len(lines) > PAGE_ROWS else None)
