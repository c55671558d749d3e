"""The shelf of materials: of each the newest approved version that the reader may read; and what is unfinished."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..fraudtypes.queries import meaning_the_same
from ..organisations.model import Organisation
from ..policy.can import Can
from ..policy.table import may
from .model import Material, MaterialType, MaterialVersion
from .visibility import readable
from .vocabulary import UNFINISHED, MaterialKind, VersionState

ShelfKey = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """What is asked for; what is empty asks for nothing. `type`: a fraud type of any list, and all that mean the
    same."""

    q: str = ""
    kind: MaterialKind | None = None
    type: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """`organisation`: whose it is, empty for the center's. `types`: the ids of its fraud types."""

    version_id: UUID
    material_id: UUID
    number: int
    kind: MaterialKind
    title: str
    organisation: str
    public: bool
    approved_at: datetime | None
    state: VersionState
    types: frozenset[UUID] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class ShelfPage:
    lines: Sequence[ShelfLine]
    next_key: ShelfKey | None


def shelf(work: Work, wanted: ShelfFilter, after: ShelfKey | None = None) -> ShelfPage:
    """The newest first, those behind `after` (moment of approval, version); two statements."""
    v, newer = MaterialVersion, aliased(MaterialVersion)
    replaced = exists().where(
        newer.material_id == Material.id,
        newer.state == VersionState.APPROVED,
        newer.number > v.number,
        readable(work, newer),
    )
    asked = _lines(work).where(v.state == VersionState.APPROVED, ~replaced, *_asked(wanted))
    if after:
        mark = tuple_(literal(after[0], v.approved_at.type), literal(after[1], v.id.type))
        asked = asked.where(tuple_(v.approved_at, v.id) < mark)
    asked = asked.order_by(v.approved_at.desc(), v.id.desc()).limit(PAGE_ROWS + 1)
    rows: Sequence[Any] = work.session.execute(asked).all()
    types = _types(work, [row.id for row in rows[:PAGE_ROWS]])
    lines = [replace(ShelfLine(*row), types=frozenset(types.get(row.id, ()))) for row in rows[:PAGE_ROWS]]
    last = rows[PAGE_ROWS - 1] if len(rows) > PAGE_ROWS else None
    return ShelfPage(lines, (last.approved_at, last.id) if last else None)


def _asked(wanted: ShelfFilter) -> list[ColumnElement[bool]]:
    v, found = MaterialVersion, []
    if wanted.q:
        found.append(or_(*(text.icontains(wanted.q, autoescape=True) for text in (v.title, v.words))))
    if wanted.kind:
        found.append(v.kind == wanted.kind)
    if wanted.type:
        same = MaterialType.fraud_type_id.in_(meaning_the_same(wanted.type))
        found.append(exists().where(MaterialType.version_id == v.id, same))
    return found


def _lines(work: Work) -> Select[Any]:
    v = MaterialVersion
    return (
        select(v.id, v.material_id, v.number, v.kind, v.title, func.coalesce(Organisation.short_name, ""))
        .add_columns(v.public, v.approved_at, v.state)
        .join(Material, Material.id == v.material_id)
        .outerjoin(Organisation, Organisation.id == Material.organisation_id)
        .where(readable(work))
    )


def _types(work: Work, versions: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    asked = select(MaterialType.version_id, MaterialType.fraud_type_id).where(MaterialType.version_id.in_(versions))
    for version_id, type_id in work.session.execute(asked) if versions else ():
        found.setdefault(version_id, []).append(type_id)
    return found


def unfinished(work: Work) -> Sequence[ShelfLine]:
    """What the actor's side is writing, and what waits at the center: the newest first."""
    if not may(work.actor, Can.WRITE_MATERIAL):
        return ()
    v = MaterialVersion
    asked = _lines(work).where(v.state.in_(UNFINISHED)).order_by(v.written_at.desc(), v.id).limit(PAGE_ROWS)
    return [ShelfLine(*row) for row in work.session.execute(asked)]
