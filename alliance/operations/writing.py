"""Writing an operation down: drafting it and changing what it says."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from ..audiences.commands import audience_of
from ..audiences.terms import Terms
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .actions import check_actions_within
from .holding import check_version, held, held_stages
from .model import Operation, OperationFocus, OperationProgramme
from .placing import check_place
from .vocabulary import Level, OperationState

DAYS_MOST = 5 * 366
WRITABLE = (OperationState.DRAFT, OperationState.RUNNING)


@dataclass(frozen=True, slots=True)
class OperationText:
    """What an operation says. `version`: of the row that the page showed, 0 for a new one."""

    title: str
    kind_code: str
    level: Level
    from_on: date
    to_on: date
    terms: Terms
    parent_id: UUID | None = None
    document_number: str = ""
    document: str = ""
    drill: bool = False
    programmes: frozenset[str] = frozenset()
    focus: frozenset[str] = frozenset()
    version: int = 0


def draft(work: Work, text: OperationText) -> Operation:
    """Only the center sees it until it is started."""
    _check_days(text)
    check_place(work, None, text.parent_id, text.level)
    operation = Operation(
        officer_id=work.person_id,
        drafted_at=work.now,
        state=OperationState.DRAFT,
        state_since=work.now,
        drill=text.drill,
        audience_id=audience_of(work, text.terms).id,
    )
    _take(operation, text)
    work.session.add(operation)
    work.session.flush()
    _link(work, operation, text)
    record(work, events.OperationDrafted(operation.id, text.title, text.from_on, text.to_on, text.drill))
    return operation


def change(work: Work, operation_id: UUID, text: OperationText) -> Operation:
    """Neither a stage nor a running action is left outside its days. What runs stays the drill, or the earnest, that it
    was started as."""
    check_place(work, operation_id, text.parent_id, text.level)
    operation = held(work, operation_id, *WRITABLE)
    check_version(operation, text.version)
    _check_days(text)
    _check_drill(operation, text)
    _check_stages_within(work, operation, text)
    operation.audience_id = audience_of(work, text.terms).id
    _take(operation, text)
    _link(work, operation, text)
    record(work, events.OperationChanged(operation.id, text.title, text.from_on, text.to_on))
    return operation


def _take(operation: Operation, text: OperationText) -> None:
    operation.title, operation.kind_code, operation.level = text.title, text.kind_code, text.level
    operation.parent_id, operation.drill = text.parent_id, text.drill
    operation.document_number, operation.document = text.document_number, text.document
    operation.from_on, operation.to_on = text.from_on, text.to_on


def _link(work: Work, operation: Operation, text: OperationText) -> None:
    for model in (OperationProgramme, OperationFocus):
        work.session.execute(delete(model).where(model.operation_id == operation.id))
    work.session.add_all(
        OperationProgramme(operation_id=operation.id, programme_code=code) for code in sorted(text.programmes)
    )
    work.session.add_all(OperationFocus(operation_id=operation.id, focus_area_code=code) for code in sorted(text.focus))


def _check_days(text: OperationText) -> None:
    if text.to_on < text.from_on:
        raise Invalid("to_on", N_("The last day stands before the first one."))
    if (text.to_on - text.from_on).days > DAYS_MOST:
        raise Invalid("to_on", N_("An operation lasts five years at most."))


def _check_drill(operation: Operation, text: OperationText) -> None:
    if operation.state is not OperationState.DRAFT and text.drill != operation.drill:
        raise Invalid("drill", N_("Whether it is a drill is settled when it starts."))


def _check_stages_within(work: Work, operation: Operation, text: OperationText) -> None:
    stages = held_stages(work, operation)
    for stage in stages:
        days = [day for day in (stage.from_on, stage.to_on) if day]
        if any(day < text.from_on for day in days):
            raise Invalid(
                "from_on", N_("The stage “%(title)s” would begin before it. Move the stage first."), title=stage.title
            )
        if any(day > text.to_on for day in days):
            raise Invalid(
                "to_on", N_("The stage “%(title)s” would end after it. Move the stage first."), title=stage.title
            )
    check_actions_within(work, [stage.id for stage in stages], text.from_on, text.to_on)
