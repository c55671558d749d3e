"""Files of an event: its plan, its documents, and pictures, which others see where those in them have agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from ..policy.can import Can
from ..policy.table import may
from . import programme_events as events
from .holding import held
from .model import EventFile
from .queries import EventReading
from .vocabulary import EventFileKind, EventState

CLOSED = (EventState.PROPOSED, EventState.DECLINED, EventState.CANCELLED)
"""While the center decides, and when nothing comes of it, the files stay as they are."""


@dataclass(frozen=True, slots=True)
class FilesText:
    """`faces_agreed`: whoever can be recognised in these pictures has agreed that they are shown."""

    kind: EventFileKind
    files: Sequence[Checked]
    caption: str = ""
    faces_agreed: bool = False


def of_event(work: Work, event: EventReading) -> Select[UUID]:
    """The files that the actor may see of an event that the actor reads: what `files.queries` looks among."""
    f = EventFile
    asked = select(f.file_id).where(f.event_id == event.id)
    if may(work.actor, Can.KEEP_EVENT, event):
        return asked
    shown = [f.kind == EventFileKind.PLAN, (f.kind == EventFileKind.PICTURE) & f.faces_agreed]
    if may(work.actor, Can.READ_EVENT_PAPERS, event):
        shown.append(f.kind == EventFileKind.DOCUMENT)
    clause: Any = shown[0]
    for one in shown[1:]:
        clause |= one
    return asked.where(clause)


def attach(work: Work, event_id: UUID, text: FilesText) -> None:
    event = held(work, event_id)
    if event.state in CLOSED:
        raise MoveNotOpen()
    of_it = select(func.count()).select_from(EventFile)
    there = work.session.scalar(of_it.where(EventFile.event_id == event.id, EventFile.kind == text.kind)) or 0
    if there + len(text.files) > FILES_MOST:
        raise Invalid("files", N_("There are at most %(most)d files. Take one away first."), most=FILES_MOST)
    same = {"event_id": event.id, "kind": text.kind, "caption": text.caption, "faces_agreed": text.faces_agreed}
    rows = [same | {"file_id": keep(work, one).id} for one in text.files]
    work.session.execute(insert(EventFile), rows)
    record(work, events.EventFilesKept(event.id, text.kind, len(rows)))


def detach(work: Work, event_id: UUID, file: StoredFile) -> None:
    event = held(work, event_id)
    if event.state in CLOSED:
        raise MoveNotOpen()
    work.session.execute(delete(EventFile).where(EventFile.event_id == event.id, EventFile.file_id == file.id))
    discard(work, file)
    record(work, events.EventFileRemoved(event.id, file.name))
