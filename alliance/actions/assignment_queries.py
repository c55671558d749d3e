"""What is read of one assignment, and whom letters about it reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from ..organisations.model import Contact, Organisation
from ..organisations.queries import takes_letters
from .model import Assignment, JointAction
from .queries import ActionWords, words_columns
from .visibility import assignments_of
from .vocabulary import ActionState, AssignmentRole, AssignmentState, Priority


def find(work: Work, assignment_id: UUID, **_address: Any) -> Assignment | None:
    """The assignment, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Assignment, assignment_id)


@dataclass(frozen=True, slots=True)
class AssignmentReading:
    """One assignment with what its action says. `figure`: the newest told; `revision`: of the newest report."""

    id: UUID
    action_id: UUID
    number: int
    words: ActionWords
    action_state: ActionState
    organisation_id: UUID
    organisation: str
    district_code: str
    role: AssignmentRole
    receipt_due_on: date
    receipt_due_at: datetime | None
    due_on: date
    assigned_at: datetime
    received_at: datetime | None
    figure: int | None
    revision: int
    reported_at: datetime | None
    reported_by_id: UUID | None
    finished_at: datetime | None
    state: AssignmentState
    state_since: datetime
    version: int


def reading(work: Work, assignment_id: UUID, **_address: Any) -> AssignmentReading | None:
    """One assignment that the actor may read, in one statement."""
    a, x, said = Assignment, JointAction, words_columns()
    whose: list[Any] = [x.state, a.organisation_id, Organisation.name, a.district_code, a.role]
    dates: list[Any] = [a.receipt_due_on, a.receipt_due_at, a.due_on, a.assigned_at, a.received_at]
    told: list[Any] = [a.figure, a.revision, a.reported_at]
    row: Any = work.session.execute(
        select(a.id, a.action_id, x.number, *said, *whose, *dates, *told)
        .add_columns(a.reported_by_id, a.finished_at, a.state, a.state_since, a.version)
        .join(x, x.id == a.action_id)
        .join(Organisation, Organisation.id == a.organisation_id)
        .where(a.id == assignment_id, assignments_of(work.actor))
    ).first()
    if row is None:
        return None
    end = 3 + len(said)
    values: list[Any] = [*row[:3], ActionWords(*row[3:end]), *row[end:]]
    return AssignmentReading(*values)


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a letter about an assignment reaches, and what it names. `officer_id`: who answers for the action."""

    assignment_id: UUID
    title: str
    organisation: str
    role: AssignmentRole
    receipt_due_on: date
    receipt_due_at: datetime | None
    due_on: date
    drill: bool
    officer_id: UUID
    urgent: bool
    addresses: Sequence[str]


def told(work: Work, *which: Any) -> Sequence[Told]:
    """The assignments for which `which` holds, with the addresses of their organisations' liaisons, each once. Not
    filtered by the reader: letters go to whom the assignment belongs. One statement."""
    a, x = Assignment, JointAction
    rows: Sequence[Any] = work.session.execute(
        select(a.id, x.title, Organisation.name, a.role, a.receipt_due_on, a.receipt_due_at, a.due_on, x.drill)
        .add_columns(x.officer_id, x.priority == Priority.URGENT, Contact.email.label("address"))
        .join(x, x.id == a.action_id)
        .join(Organisation, Organisation.id == a.organisation_id)
        .outerjoin(Contact, (Contact.organisation_id == a.organisation_id) & takes_letters())
        .where(*which)
        .order_by(a.id, Contact.post)
    ).all()
    addresses: dict[UUID, dict[str, None]] = {}
    for row in rows:
        addresses.setdefault(row.id, {}).update({row.address: None} if row.address else {})
    first = {row.id: row for row in reversed(rows)}
    return [_told(first[one], list(found)) for one, found in addresses.items()]


def _told(row: Any, addresses: Sequence[str]) -> Told:
    values: list[Any] = [*row[:10], addresses]
    return Told(*values)
