"""The proof of a report: attached and taken away by the organisation that gave it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select

from ..files.checking import Checked
from ..files.commands import discard, keep
from ..files.model import FILES_MOST, StoredFile
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import Outreach, OutreachFile


def files_of(outreach_id: UUID) -> Select[UUID]:
    """What `files.queries` looks among."""
    return select(OutreachFile.file_id).where(OutreachFile.outreach_id == outreach_id)


def attach(work: Work, outreach_id: UUID, checked: Sequence[Checked]) -> None:
    held = _held(work, outreach_id)
    if held + len(checked) > FILES_MOST:
        raise Invalid("files", N_("There are at most %(most)d files. Take one away first."), most=FILES_MOST)
    rows = [{"outreach_id": outreach_id, "file_id": keep(work, one).id} for one in checked]
    work.session.execute(insert(OutreachFile), rows)
    record(work, events.OutreachProofKept(outreach_id, held + len(rows)))


def detach(work: Work, outreach_id: UUID, file: StoredFile) -> None:
    held = _held(work, outreach_id)
    work.session.execute(
        delete(OutreachFile).where(OutreachFile.outreach_id == outreach_id, OutreachFile.file_id == file.id)
    )
    discard(work, file)
    record(work, events.OutreachProofKept(outreach_id, held - 1))


def _held(work: Work, outreach_id: UUID) -> int:
    """How many there are; the report is locked, so that two who attach at once do not pass the limit together."""
    work.session.execute(select(Outreach.id).where(Outreach.id == outreach_id).with_for_update())
    return work.session.scalar(select(func.count()).select_from(files_of(outreach_id).subquery())) or 0
