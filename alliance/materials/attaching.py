"""Files of a version: attached while it is a draft, handed out to whoever reads it."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select

from ..files.checking import Checked
from ..files.commands import discard, keep
from ..files.model import FILES_MOST, StoredFile
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, reading
from .model import MaterialFile, MaterialVersion
from .vocabulary import VersionState


def attach(work: Work, version: MaterialVersion, checked: Sequence[Checked]) -> None:
    held = _held(work, version)
    if held + len(checked) > FILES_MOST:
        raise Invalid("files", N_("There are at most %(most)d files. Take one away first."), most=FILES_MOST)
    rows = [{"version_id": version.id, "file_id": keep(work, one).id} for one in checked]
    work.session.execute(insert(MaterialFile), rows)
    _kept(work, version, held + len(rows))


def detach(work: Work, version: MaterialVersion, file: StoredFile) -> None:
    held = _held(work, version)
    work.session.execute(
        delete(MaterialFile).where(MaterialFile.version_id == version.id, MaterialFile.file_id == file.id)
    )
    discard(work, file)
    _kept(work, version, held - 1)


def detach_all(work: Work, version: MaterialVersion) -> None:
    for file in reading.files_to_go(work, version.id):
        detach(work, version, file)


def _held(work: Work, version: MaterialVersion) -> int:
    """How many there are; refused where the version is no draft any more."""
    if version.state is not VersionState.DRAFT:
        raise MoveNotOpen()
    return work.session.scalar(select(func.count()).select_from(reading.files_of(version.id).subquery())) or 0


def _kept(work: Work, version: MaterialVersion, files: int) -> None:
    """Whoever changes the files changes the version, so that another one approves it."""
    version.written_by_id, version.written_at = work.person_id, work.now
    work.session.flush()
    record(work, events.MaterialFilesKept(version.material_id, version.number, files))
