"""Files of an initiative: attached while it is a draft, handed out to whoever reads it."""

from collections.abc import Sequence
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
from .model import Initiative, InitiativeFile
from .vocabulary import InitiativeState


def of_initiative(initiative_id: UUID) -> Select[UUID]:
    """What `files.queries` looks among."""
    return select(InitiativeFile.file_id).where(InitiativeFile.initiative_id == initiative_id)


def attach(work: Work, initiative: Initiative, checked: Sequence[Checked]) -> None:
    held = _held(work, initiative)
    if held + len(checked) > FILES_MOST:
        raise Invalid("files", N_("There are at most %(most)d files. Take one away first."), most=FILES_MOST)
    rows = [{"initiative_id": initiative.id, "file_id": keep(work, one).id} for one in checked]
    work.session.execute(insert(InitiativeFile), rows)
    _kept(work, initiative, held + len(rows))


def detach(work: Work, initiative: Initiative, file: StoredFile) -> None:
    held = _held(work, initiative)
    work.session.execute(
        delete(InitiativeFile).where(InitiativeFile.initiative_id == initiative.id, InitiativeFile.file_id == file.id)
    )
    discard(work, file)
    _kept(work, initiative, held - 1)


def detach_all(work: Work, initiative: Initiative) -> None:
    asked = select(StoredFile).where(StoredFile.id.in_(of_initiative(initiative.id)))
    for file in work.session.scalars(asked).all():
        detach(work, initiative, file)


def _kept(work: Work, initiative: Initiative, files: int) -> None:
    """Files are part of what is issued: a page that showed others has shown an older version."""
    initiative.state_since = work.now
    work.session.flush()
    record(work, events.InitiativeFilesKept(initiative.id, files))


def _held(work: Work, initiative: Initiative) -> int:
    """How many there are; refused where the initiative is no draft any more. It stays one until the files are changed:
    whoever issues it meanwhile waits."""
    work.hold(initiative)
    if initiative.state is not InitiativeState.DRAFT:
        raise MoveNotOpen()
    counted = select(func.count()).select_from(InitiativeFile).where(InitiativeFile.initiative_id == initiative.id)
    return work.session.scalar(counted) or 0
