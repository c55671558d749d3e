"""Parts of the work, handed out inside an organisation among its own people."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select, update

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..people.model import Appointment
from ..people.queries import holds_on
from . import assignment_events as events
from .model import Assignment
from .vocabulary import DIVISIBLE
from .work_model import SUB_TASKS_MOST, SubTask

GONE = N_("This part of the work is done or gone already.")


@dataclass(frozen=True, slots=True)
class SubTaskText:
    """`person_id`: one of the organisation's own people, or nobody yet."""

    title: str
    person_id: UUID | None = None
    due_on: date | None = None


def add(work: Work, assignment: Assignment, text: SubTaskText) -> SubTask:
    """Add a part of the work."""
    _check_divisible(assignment)
    if text.person_id is not None and not _own(work, assignment, text.person_id):
        raise Invalid("person_id", N_("Choose somebody of your own organisation."))
    held = select(func.count()).select_from(SubTask).where(SubTask.assignment_id == assignment.id)
    if (work.session.scalar(held) or 0) >= SUB_TASKS_MOST:
        raise Invalid("title", N_("At most %(most)d parts, please."), most=SUB_TASKS_MOST)
    part = SubTask(
        assignment_id=assignment.id,
        title=text.title,
        person_id=text.person_id,
        due_on=text.due_on,
        added_at=work.now,
    )
    work.session.add(part)
    work.session.flush()
    record(work, events.SubTaskAdded(assignment.id, part.id))
    return part


def finish(work: Work, assignment: Assignment, sub_task_id: UUID) -> None:
    """Tick it off; twice is refused."""
    _check_divisible(assignment)
    done = (
        update(SubTask)
        .where(SubTask.id == sub_task_id, SubTask.assignment_id == assignment.id, SubTask.done_at.is_(None))
        .values(done_at=work.now, done_by_id=work.person_id)
        .returning(SubTask.id)
    )
    if work.session.execute(done).first() is None:
        raise Conflict(GONE)
    record(work, events.SubTaskDone(assignment.id, sub_task_id))


def drop(work: Work, assignment: Assignment, sub_task_id: UUID) -> None:
    """Take away a part that was not done."""
    _check_divisible(assignment)
    own = (SubTask.id == sub_task_id, SubTask.assignment_id == assignment.id, SubTask.done_at.is_(None))
    if work.session.execute(delete(SubTask).where(*own).returning(SubTask.id)).first() is None:
        raise Conflict(GONE)
    record(work, events.SubTaskDropped(assignment.id, sub_task_id))


def _check_divisible(assignment: Assignment) -> None:
    """What has ended, or was declined, keeps its parts as they were."""
    if assignment.state not in DIVISIBLE:
        raise MoveNotOpen()


def _own(work: Work, assignment: Assignment, person_id: UUID) -> bool:
    held = select(Appointment.id).where(
        Appointment.person_id == person_id,
        Appointment.organisation_id == assignment.organisation_id,
        holds_on(local_day(work.now)),
    )
    return work.session.scalar(held.limit(1)) is not None
