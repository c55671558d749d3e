"""What pages and the keeper of the store ask about attached files.

Whoever asks for a file says among which it must be: the ids that belong to the thing whose door was passed. So a file
is found only through what it is attached to, both ids in one statement.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from ..foundation.store.work import Work
from .model import FileKind, ScanVerdict, StoredFile

ROWS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as a list shows it; sizes in bytes."""

    id: UUID
    name: str
    kind: FileKind
    original_size: int
    shared_size: int
    scan: ScanVerdict
    kept_at: datetime
    sealed: bool


@dataclass(frozen=True, slots=True)
class HeldFile:
    """What it takes to hand a file out: names of contents in the store, and their SHA-256 in hex."""

    id: UUID
    name: str
    kind: FileKind
    original: str
    original_sha256: str
    shared: str
    shared_sha256: str


@dataclass(frozen=True, slots=True)
class KeptContents:
    """The contents that a row names: name → SHA-256 in hex."""

    id: UUID
    digests: dict[str, str]


def lines(work: Work, among: Select[UUID]) -> Sequence[FileLine]:
    """The files whose ids `among` selects, the oldest first."""
    return [FileLine(*row) for row in work.session.execute(_lines().where(StoredFile.id.in_(among)))]


def line_columns() -> list[Any]:
    """What a FileLine is made of, in its order."""
    f = StoredFile
    return [f.id, f.name, f.kind, f.original_size, f.shared_size, f.scan, f.kept_at, f.sealed]


@cache
def _lines() -> Select[Any]:
    """Built once: only among which files differs."""
    return select(*line_columns()).order_by(StoredFile.kept_at, StoredFile.name)


def held(work: Work, file_id: UUID, among: Select[UUID]) -> HeldFile | None:
    """One file, if `among` selects it."""
    columns = (
        *(StoredFile.id, StoredFile.name, StoredFile.kind, StoredFile.original, StoredFile.original_sha256),
        *(StoredFile.shared, StoredFile.shared_sha256),
    )
    row = work.session.execute(select(*columns).where(StoredFile.id == file_id, StoredFile.id.in_(among))).one_or_none()
    return HeldFile(*row) if row else None


def find(work: Work, file_id: UUID, among: Select[UUID]) -> StoredFile | None:
    """One file to be discarded, if `among` selects it."""
    return work.session.scalar(select(StoredFile).where(StoredFile.id == file_id, StoredFile.id.in_(among)))


def named(work: Work, names: Collection[str]) -> set[str]:
    """Which of these contents any row names."""
    rows = work.session.execute(
        select(StoredFile.original, StoredFile.shared).where(
            StoredFile.original.in_(names) | StoredFile.shared.in_(names)
        )
    )
    return {name for row in rows for name in row}


def sealed(work: Work) -> Sequence[UUID]:
    """The pdfs whose shared copies tell author and dates."""
    return work.session.scalars(select(StoredFile.id).where(StoredFile.sealed).order_by(StoredFile.id)).all()


def contents(work: Work, after: UUID | None) -> Sequence[KeptContents]:
    """The next ROWS_AT_ONCE rows behind `after`, in the order of their ids."""
    asked = select(
        *(StoredFile.id, StoredFile.original, StoredFile.original_sha256, StoredFile.shared, StoredFile.shared_sha256)
    ).order_by(StoredFile.id)
    if after:
        asked = asked.where(StoredFile.id > after)
    return [
        KeptContents(row.id, {row.original: row.original_sha256, row.shared: row.shared_sha256})
        for row in work.session.execute(asked.limit(ROWS_AT_ONCE))
    ]
