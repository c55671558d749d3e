"""What is read of measures, always through `visibility`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import aliased

from ..actions.model import Assignment, JointAction
from ..actions.visibility import assignments_of
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation
from ..organisations.queries import called
from ..people.model import Person
from ..policy.can import Can
from ..policy.table import may
from .model import LadderStep, Matter, Measure, MeasureFile
from .visibility import measures_for
from .vocabulary import LiftCause, MeasureState, StepCode


def find(work: Work, measure_id: UUID, **_address: Any) -> Measure | None:
    """The measure, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Measure, measure_id)


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """A measure as its page shows it; `zh`, `en`: the step as it held when it was taken."""

    id: UUID
    matter_id: UUID
    organisation_id: UUID
    district_code: str
    organisation: str
    assignment_id: UUID | None
    subject: str
    reached: int
    step: StepCode
    zh: str
    en: str
    needs_approver: bool
    basis: str
    words: str
    skip_reason: str
    proposed_by_id: UUID
    proposed_at: datetime
    issued_at: datetime | None
    letter_year: int | None
    letter_number: int | None
    answer_due_on: date | None
    answer: str
    answered_at: datetime | None
    lift_cause: LiftCause | None
    reason: str
    lifted_at: datetime | None
    state: MeasureState


OF_MEASURE: tuple[Any, ...] = (
    *(Measure.id, Measure.matter_id, Measure.organisation_id, Measure.district_code, Organisation.name),
    *(Matter.assignment_id, Matter.subject, Matter.reached, Measure.step, LadderStep.zh, LadderStep.en),
    *(Measure.needs_approver, Measure.basis, Measure.words, Measure.skip_reason, Measure.proposed_by_id),
    *(Measure.proposed_at, Measure.issued_at, Measure.letter_year, Measure.letter_number, Measure.answer_due_on),
    *(Measure.answer, Measure.answered_at, Measure.lift_cause, Measure.reason, Measure.lifted_at, Measure.state),
)


def _measures(work: Work, columns: Sequence[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Measure)
        .join(Matter, Matter.id == Measure.matter_id)
        .join(LadderStep, LadderStep.id == Measure.step_id)
        .join(Organisation, Organisation.id == Measure.organisation_id)
        .where(measures_for(work.actor))
    )


def reading(work: Work, measure_id: UUID, **_address: Any) -> MeasureReading | None:
    row = work.session.execute(_measures(work, OF_MEASURE).where(Measure.id == measure_id)).one_or_none()
    return MeasureReading(*row) if row else None


@dataclass(frozen=True, slots=True)
class Supervised:
    """An assignment about which a measure is to be taken; `reached`: see Matter."""

    assignment_id: UUID
    organisation_id: UUID
    district_code: str
    organisation: str
    subject: str
    reached: int


def assignment(work: Work, assignment_id: UUID) -> Supervised | None:
    asked = (
        select(Assignment.id, Assignment.organisation_id, Assignment.district_code, Organisation.name)
        .add_columns(JointAction.title, func.coalesce(Matter.reached, 0))
        .join(JointAction, JointAction.id == Assignment.action_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(Matter, and_(Matter.assignment_id == Assignment.id, Matter.closed_at.is_(None)))
        .where(Assignment.id == assignment_id, assignments_of(work.actor))
    )
    row: Any = work.session.execute(asked).one_or_none()
    return Supervised(*row) if row else None


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """What the address asks for; an empty word asks for nothing."""

    q: str = ""
    state: str = ""
    step: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    id: UUID
    organisation: str
    subject: str
    zh: str
    en: str
    letter_year: int | None
    letter_number: int | None
    proposed_at: datetime
    issued_at: datetime | None
    answer_due_on: date | None
    state: MeasureState


LINE: tuple[Any, ...] = (
    *(Measure.id, Organisation.name, Matter.subject, LadderStep.zh, LadderStep.en, Measure.letter_year),
    *(Measure.letter_number, Measure.proposed_at, Measure.issued_at, Measure.answer_due_on, Measure.state),
)


@dataclass(frozen=True, slots=True)
class MeasurePage:
    lines: Sequence[MeasureLine]
    next_key: tuple[datetime, UUID] | None


def measures(work: Work, wanted: MeasureFilter, before: tuple[datetime, UUID] | None = None) -> MeasurePage:
    """A page of the measures that the actor reads, the newest first."""
    asked = _measures(work, LINE).where(*_fits(wanted))
    if before:
        asked = asked.where(tuple_(Measure.proposed_at, Measure.id) < before)
    ordered = asked.order_by(Measure.proposed_at.desc(), Measure.id.desc()).limit(PAGE_ROWS + 1)
    found = [MeasureLine(*row) for row in work.session.execute(ordered)]
    shown = found[:PAGE_ROWS]
    return MeasurePage(shown, (shown[-1].proposed_at, shown[-1].id) if len(found) > PAGE_ROWS else None)


def of_matter(work: Work, matter_id: UUID) -> Sequence[MeasureLine]:
    """Everything that was done in one matter, from the first step up."""
    rows = work.session.execute(
        _measures(work, LINE).where(Measure.matter_id == matter_id).order_by(Measure.proposed_at)
    )
    return [MeasureLine(*row) for row in rows]


def _fits(wanted: MeasureFilter) -> list[ColumnElement[bool]]:
    exact = ((Measure.state, wanted.state), (Measure.step, wanted.step), (Measure.district_code, wanted.district))
    fits = [column == value for column, value in exact if value]
    return [*fits, called(wanted.q)] if wanted.q else fits


@dataclass(frozen=True, slots=True)
class Persons:
    """Who stands for a measure, by name: for the center only. None where nobody has yet."""

    proposer: str
    approver: str | None


def persons(work: Work, measure: MeasureReading) -> Persons | None:
    """None where the actor may read the measure, but not who stands for it."""
    if not may(work.actor, Can.PROPOSE_MEASURE):
        return None
    proposer, approver = aliased(Person), aliased(Person)
    asked = (
        select(proposer.name, approver.name)
        .select_from(Measure)
        .join(proposer, proposer.id == Measure.proposed_by_id)
        .outerjoin(approver, approver.id == Measure.approver_id)
    )
    return Persons(*work.session.execute(asked.where(Measure.id == measure.id)).one())


def matter_of(work: Work, measure: Measure | MeasureReading) -> Matter:
    return work.session.get_one(Matter, measure.matter_id)


def files_of(measure_id: UUID) -> Select[UUID]:
    """Ids of the files of an answer, for `files.queries` to look among."""
    return select(MeasureFile.file_id).where(MeasureFile.measure_id == measure_id)


def about(work: Work, measure_id: UUID) -> dict[str, str]:
    """What a letter says of a measure: its organisation and its subject, nothing of its words."""
    asked = (
        select(Organisation.name, LadderStep.zh, Matter.subject)
        .select_from(Measure)
        .join(Matter, Matter.id == Measure.matter_id)
        .join(LadderStep, LadderStep.id == Measure.step_id)
        .join(Organisation, Organisation.id == Measure.organisation_id)
    )
    name, step, subject = work.session.execute(asked.where(Measure.id == measure_id)).one()
    return {"organisation": name, "title": f"{step}：{subject}"}
