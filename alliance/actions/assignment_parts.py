"""What has come together at one assignment: what was said, the reports with their evidence, more time, parts of it.

Ask only for an assignment that the actor may read. What is being prepared, and the parts of the work, are shown to
the organisation itself alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, case, func, literal, select

from ..files.model import StoredFile
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from .assignment_queries import AssignmentReading
from .vocabulary import EvidenceKind, ExtensionState, TurnKind
from .work_model import ActionReport, Evidence, Extension, SubTask, Turn

TURNS_MOST = 200


@dataclass(frozen=True, slots=True)
class TurnLine:
    """`organisation` is empty where the center's side spoke."""

    kind: TurnKind
    words: str
    figure: int | None
    day: date | None
    organisation: str
    at: datetime


def turns(work: Work, assignment: AssignmentReading) -> Sequence[TurnLine]:
    """The conversation, newest first."""
    return [TurnLine(*row) for row in work.session.execute(_turns(assignment).limit(TURNS_MOST))]


def told_last(work: Work, assignment: AssignmentReading) -> TurnLine | None:
    """The newest progress or report, from which the next one begins."""
    told = _turns(assignment).where(Turn.kind.in_((TurnKind.PROGRESS, TurnKind.REPORTED))).limit(1)
    row = work.session.execute(told).first()
    return TurnLine(*row) if row else None


def _turns(assignment: AssignmentReading) -> Select[TurnKind, str, int | None, date | None, str, datetime]:
    t = Turn
    return (
        select(t.kind, t.words, t.figure, t.day, func.coalesce(Organisation.short_name, ""), t.at)
        .outerjoin(Organisation, Organisation.id == t.organisation_id)
        .where(t.assignment_id == assignment.id)
        .order_by(t.at.desc(), t.id.desc())
    )


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """`size` in bytes and `sha256` are of the file as it was sent; 0 and empty for a link."""

    id: UUID
    revision: int
    kind: EvidenceKind
    title: str
    link: str
    file_id: UUID | None
    size: int
    sha256: str
    added_at: datetime


def evidence(work: Work, assignment: AssignmentReading) -> Mapping[int, Sequence[EvidenceLine]]:
    """Evidence by the revision of its report; what is still being prepared only for the organisation itself."""
    e, until = Evidence, assignment.revision + (1 if _own(work, assignment) else 0)
    rows = work.session.execute(
        select(e.id, e.revision, e.kind, e.title, e.link, e.file_id)
        .add_columns(func.coalesce(StoredFile.original_size, 0), func.coalesce(StoredFile.original_sha256, ""))
        .add_columns(e.added_at)
        .outerjoin(StoredFile, StoredFile.id == e.file_id)
        .where(e.assignment_id == assignment.id, e.revision <= until)
        .order_by(e.revision, e.added_at, e.id)
    )
    found: dict[int, list[EvidenceLine]] = {}
    for row in rows:
        found.setdefault(row.revision, []).append(EvidenceLine(*row))
    return found


def files_of(work: Work, assignment: AssignmentReading) -> Select[UUID]:
    """The ids of the files that the actor may get: what `files.queries` looks among."""
    until = assignment.revision + (1 if _own(work, assignment) else 0)
    named = select(Evidence.file_id).where(Evidence.assignment_id == assignment.id, Evidence.revision <= until)
    return named.where(Evidence.kind == EvidenceKind.FILE)  # type: ignore[return-value]


def _own(work: Work, assignment: AssignmentReading) -> bool:
    return work.actor.organisation_id == assignment.organisation_id


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as it was sent; `verified` is None while nobody has judged it."""

    revision: int
    figure: int | None
    words: str
    reported_at: datetime
    verified: bool | None
    reviewed_at: datetime | None
    review: str


def reports(work: Work, assignment: AssignmentReading) -> Sequence[ReportLine]:
    """Every report, newest first."""
    r = ActionReport
    rows = work.session.execute(
        select(r.revision, r.figure, r.words, r.reported_at, r.verified, r.reviewed_at, r.review)
        .where(r.assignment_id == assignment.id)
        .order_by(r.revision.desc())
    )
    return [ReportLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Wish:
    """More time that was asked for and waits for the center."""

    until_on: date
    words: str
    asked_at: datetime


def wish(work: Work, assignment: AssignmentReading) -> Wish | None:
    x = Extension
    waiting = (x.assignment_id == assignment.id, x.state == ExtensionState.OPEN)
    row = work.session.execute(select(x.until_on, x.words, x.asked_at).where(*waiting)).first()
    return Wish(*row) if row else None


@dataclass(frozen=True, slots=True)
class SubTaskLine:
    id: UUID
    title: str
    person: str
    due_on: date | None
    done_at: datetime | None


def sub_tasks(work: Work, assignment: AssignmentReading) -> Sequence[SubTaskLine]:
    """The parts of the work, what is open first; nothing to anybody outside the organisation."""
    if not _own(work, assignment):
        return []
    s = SubTask
    rows = work.session.execute(
        select(s.id, s.title, func.coalesce(Person.name, ""), s.due_on, s.done_at)
        .outerjoin(Person, Person.id == s.person_id)
        .where(s.assignment_id == assignment.id)
        .order_by(case((s.done_at.is_(None), literal(0)), else_=literal(1)), s.due_on, s.added_at, s.id)
    )
    return [SubTaskLine(*row) for row in rows]


def own_people(work: Work, assignment: AssignmentReading) -> list[tuple[UUID, str]]:
    """Who may do a part of it: the people of the organisation, by name."""
    asked = (
        select(Person.id, Person.name)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.organisation_id == assignment.organisation_id,
            holds_on(local_day(work.now)),
            Person.disabled_at.is_(None),
        )
        .distinct()
        .order_by(Person.name)
    )
    return [(person_id, name) for person_id, name in work.session.execute(asked)]
