"""A version of a material as whoever may read it meets it, and the versions beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from ..files.model import StoredFile
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from .model import Material, MaterialFile, MaterialLink, MaterialType, MaterialVersion
from .visibility import readable
from .vocabulary import MaterialKind, VersionState


@dataclass(frozen=True, slots=True)
class VersionReading:
    """`organisation`: whose material it is, empty for the center's. `code`: of the link by which the actor's own
    organisation hands it out, or of the link by which it was opened; None where there is none. `newest`: the highest
    number of an approved version that the actor may read, 0 where there is none."""

    id: UUID
    material_id: UUID
    number: int
    kind: MaterialKind
    title: str
    words: str
    changes: str
    link: str
    victim_groups: Sequence[str]
    public: bool
    author_id: UUID
    written_by_id: UUID
    written_at: datetime
    submitted_at: datetime | None
    approved_at: datetime | None
    reason: str
    state: VersionState
    state_since: datetime
    version: int
    organisation_id: UUID | None
    organisation: str
    newest: int
    code: str | None

    @property
    def address(self) -> dict[str, Any]:
        """What names it in an address."""
        return {"material_id": self.material_id, "number": self.number}


def reading(work: Work, material_id: UUID, number: int, **_address: Any) -> VersionReading | None:
    """Whether the actor may read it is asked at the door."""
    own = and_(
        MaterialLink.material_id == MaterialVersion.material_id,
        MaterialLink.organisation_id == work.actor.organisation_id,
    )
    asked = _columns(work).outerjoin(MaterialLink, own)
    return _one(work, asked.where(MaterialVersion.material_id == material_id, MaterialVersion.number == number))


def opened(work: Work, code: str, number: int) -> VersionReading | None:
    """The version to which a member's link leads."""
    asked = _columns(work).join(MaterialLink, MaterialLink.material_id == MaterialVersion.material_id)
    return _one(work, asked.where(MaterialLink.code == code, MaterialVersion.number == number))


def _one(work: Work, asked: Select[Any]) -> VersionReading | None:
    row = work.session.execute(asked).first()
    values: list[Any] = [*row] if row else []
    return VersionReading(*values) if row else None


def _columns(work: Work) -> Select[Any]:
    v, other = MaterialVersion, aliased(MaterialVersion)
    says: tuple[Any, ...] = (
        v.id,
        v.material_id,
        v.number,
        v.kind,
        v.title,
        v.words,
        v.changes,
        v.link,
        v.victim_groups,
        v.public,
    )
    stands = (v.author_id, v.written_by_id, v.written_at, v.submitted_at, v.approved_at, v.reason, v.state)
    newest = (
        select(func.max(other.number))
        .where(other.material_id == Material.id, other.state == VersionState.APPROVED, readable(work, other))
        .scalar_subquery()
    )
    whose = (Material.organisation_id, func.coalesce(Organisation.short_name, ""), func.coalesce(newest, 0))
    return (
        select(*says, *stands, v.state_since, v.version, *whose, MaterialLink.code)
        .join(Material, Material.id == v.material_id)
        .outerjoin(Organisation, Organisation.id == Material.organisation_id)
    )


def row(work: Work, version: VersionReading) -> MaterialVersion:
    """The same, to be changed."""
    return work.session.get_one(MaterialVersion, version.id)


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    title: str
    changes: str
    approved_at: datetime | None
    state: VersionState


def versions(work: Work, material_id: UUID) -> Sequence[VersionLine]:
    """Those that the actor may read, the newest first."""
    v = MaterialVersion
    asked = (
        select(v.number, v.title, v.changes, v.approved_at, v.state)
        .join(Material, Material.id == v.material_id)
        .where(v.material_id == material_id, readable(work))
        .order_by(v.number.desc())
    )
    return [VersionLine(*line) for line in work.session.execute(asked)]


def types(work: Work, version_id: UUID) -> frozenset[UUID]:
    """The fraud types against which it speaks."""
    asked = select(MaterialType.fraud_type_id).where(MaterialType.version_id == version_id)
    return frozenset(work.session.scalars(asked))


def files_of(version_id: UUID) -> Select[UUID]:
    """What `files.queries` looks among."""
    return select(MaterialFile.file_id).where(MaterialFile.version_id == version_id)


def files_to_go(work: Work, version_id: UUID) -> Sequence[StoredFile]:
    return work.session.scalars(select(StoredFile).where(StoredFile.id.in_(files_of(version_id)))).all()
