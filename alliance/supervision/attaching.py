"""Files that an organisation attaches, to its answer to a measure or to show that a problem is mended."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select

from ..files.checking import Checked
from ..files.commands import discard, keep
from ..files.model import FILES_MOST, StoredFile
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, problem_queries, queries
from .model import Measure, MeasureFile
from .problem_model import Problem, ProblemFile
from .vocabulary import MeasureState, ProblemState

PREPARING = {Measure: MeasureState.ISSUED, Problem: ProblemState.PLANNED}
"""In which state files may be added and taken away: afterwards they belong to what was said."""
SENT = N_("This file was sent with an earlier report and stays with it.")


def files_prepared(thing: Measure | Problem) -> Select[UUID]:
    """Ids of the files that belong to nothing that was said yet."""
    return queries.files_of(thing.id) if isinstance(thing, Measure) else problem_queries.files_prepared(thing)


def attach(work: Work, thing: Measure | Problem, checked: Sequence[Checked]) -> None:
    _hold(work, thing)
    held = work.session.scalar(select(func.count()).select_from(files_prepared(thing).subquery())) or 0
    if held + len(checked) > FILES_MOST:
        raise Invalid("files", N_("At most %(most)d files are attached. Take one away first."), most=FILES_MOST)
    table, column = _link(thing)
    rows = [{column: thing.id, "file_id": keep(work, one).id} for one in checked]
    work.session.execute(insert(table), rows)
    record(work, events.FilesAdded(thing.id, len(rows)))


def detach(work: Work, thing: Measure | Problem, file: StoredFile) -> None:
    """Take a file away that was not sent yet."""
    _hold(work, thing)
    if file.id not in work.session.scalars(files_prepared(thing)).all():
        raise Conflict(SENT)
    table, column = _link(thing)
    work.session.execute(delete(table).where(getattr(table, column) == thing.id, table.file_id == file.id))
    discard(work, file)
    record(work, events.FileTakenAway(thing.id))


def _link(thing: Measure | Problem) -> tuple[Any, str]:
    return (MeasureFile, "measure_id") if isinstance(thing, Measure) else (ProblemFile, "problem_id")


def _hold(work: Work, thing: Measure | Problem) -> None:
    """Keep it being prepared until its files are changed: an answer that is sent meanwhile waits."""
    work.hold(thing)
    if thing.state is not PREPARING[type(thing)]:
        raise MoveNotOpen()
