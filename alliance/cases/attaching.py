"""Files of a case: attached by its writer, chosen by the center for the readers of an edition."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select

from ..files.checking import Checked
from ..files.commands import discard, keep
from ..files.model import FILES_MOST, StoredFile
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import CaseFile, Edition, EditionFile, TypicalCase
from .vocabulary import WITH_ITS_WRITER

NAMES_SOMEBODY = N_(
    "%(name)s bears an electronic signature, so that author and dates stay in it."
    " It cannot go out in the center's own name."
)
Among = Select[UUID]
"""Ids of files that belong to one thing: what `files.queries` looks among."""


def of_case(case_id: UUID) -> Among:
    return select(CaseFile.file_id).where(CaseFile.case_id == case_id)


def of_edition(edition_id: UUID) -> Among:
    """Those that the readers of an edition get."""
    return select(EditionFile.file_id).where(EditionFile.edition_id == edition_id)


def attach(work: Work, case: TypicalCase, checked: Sequence[Checked]) -> None:
    """Attach checked files to a case that is with its writer."""
    _hold(work, case)
    held = work.session.scalar(select(func.count()).select_from(CaseFile).where(CaseFile.case_id == case.id)) or 0
    if held + len(checked) > FILES_MOST:
        raise Invalid("files", N_("A case has at most %(most)d files. Take one away first."), most=FILES_MOST)
    rows = [{"case_id": case.id, "file_id": keep(work, one).id} for one in checked]
    work.session.execute(insert(CaseFile), rows)
    record(work, events.FilesAttached(case.id, len(rows)))


def _hold(work: Work, case: TypicalCase) -> None:
    """Keep the case with its writer until its files are changed: what is handed in meanwhile waits."""
    work.hold(case)
    if case.state not in WITH_ITS_WRITER:
        raise MoveNotOpen()


def detach(work: Work, case: TypicalCase, file: StoredFile) -> None:
    """Take a file away from a case that is with its writer; one that readers of an edition got stays in the store."""
    _hold(work, case)
    work.session.execute(delete(CaseFile).where(CaseFile.case_id == case.id, CaseFile.file_id == file.id))
    if not work.session.scalar(select(EditionFile.file_id).where(EditionFile.file_id == file.id).limit(1)):
        discard(work, file)
    record(work, events.FileDetached(case.id))


def detach_all(work: Work, case: TypicalCase) -> None:
    """The same for every file, when a draft is dropped."""
    asked = select(StoredFile).where(StoredFile.id.in_(of_case(case.id)))
    for file in work.session.scalars(asked).all():
        detach(work, case, file)


def give(work: Work, edition: Edition, chosen: Iterable[UUID]) -> None:
    """Let the readers of the edition get these files of its case, and no others; an id from elsewhere is none. What the
    center tells in its own name holds no document that names somebody beside its pages."""
    asked = of_case(edition.case_id).where(CaseFile.file_id.in_(sorted(set(chosen))))
    rows: list[dict[str, Any]] = [
        {"edition_id": edition.id, "file_id": file_id} for file_id in work.session.scalars(asked)
    ]
    work.session.execute(delete(EditionFile).where(EditionFile.edition_id == edition.id))
    if rows:
        work.session.execute(insert(EditionFile), rows)
    name = tells_whose(work, edition)
    if name is not None:
        raise Invalid("files", NAMES_SOMEBODY, name=name)


def tells_whose(work: Work, edition: Edition) -> str | None:
    """The name of a file by which readers of what the center tells in its own name could learn whose case it was."""
    if edition.organisation_id is not None or edition.source_id is None:
        return None
    sealed = (StoredFile.id.in_(of_edition(edition.id)), StoredFile.sealed)
    return work.session.scalar(select(StoredFile.name).where(*sealed).order_by(StoredFile.name).limit(1))
