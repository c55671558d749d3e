"""The gate of a stage: it closes when every mandatory action is done, or an officer said why one need not be."""

from datetime import date
from uuid import UUID

from ..actions.drafting import ActionText, Origin, draft, put_into, take_out
from ..actions.model import JointAction
from ..actions.vocabulary import OriginKind
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .actions import waits_for
from .holding import held_stage
from .model import REASON_LENGTH, Operation, Stage, StageWaiver
from .vocabulary import OperationState, StageState
from .workflow import STAGE_WORKFLOW

OPEN_ACTIONS = N_(
    "The gate stays shut while mandatory actions are open: %(titles)s. Verify them, or waive each with a reason."
)
OUTSIDE = N_("The stage runs from %(first)s to %(last)s; its actions are due within.")
RUNNING = OperationState.RUNNING


def open_stage(work: Work, stage_id: UUID) -> None:
    """Stages may overlap: the one before need not be closed."""
    operation, _stages, stage = held_stage(work, stage_id, RUNNING)
    STAGE_WORKFLOW.apply(stage, "open", work.now)
    record(work, events.StageOpened(operation.id, stage.id, stage.title))


def close(work: Work, stage_id: UUID) -> None:
    """Refused by name of every action that is still open."""
    operation, _stages, stage = held_stage(work, stage_id, RUNNING)
    STAGE_WORKFLOW.apply(stage, "close", work.now)
    still = waits_for(work, stage.id)
    if still:
        raise Conflict(OPEN_ACTIONS, titles="、".join(action.title for action in still))
    stage.closed_by_id = work.person_id
    record(work, events.StageClosed(operation.id, stage.id, stage.title))


def waive(work: Work, stage_id: UUID, action_id: UUID, reason: str) -> None:
    """The gate does not wait for this action; the action itself goes on."""
    operation, _stages, stage = held_stage(work, stage_id, RUNNING)
    if stage.state is StageState.CLOSED or action_id not in {one.action_id for one in waits_for(work, stage.id)}:
        raise Conflict(N_("The gate does not wait for this action any more."))
    waiver = StageWaiver(
        stage_id=stage.id,
        action_id=action_id,
        reason=masked_within("reason", reason, REASON_LENGTH),
        waived_by_id=work.person_id,
        waived_at=work.now,
    )
    work.session.add(waiver)
    record(work, events.StageActionWaived(operation.id, stage.id, action_id))


def draft_action(work: Work, stage_id: UUID, text: ActionText) -> JointAction:
    """A joint action that belongs to the stage, within its days; a stage whose gate is passed takes none."""
    operation, _stages, stage = held_stage(work, stage_id, OperationState.DRAFT, RUNNING)
    _check_taken(operation, stage, text.due_on, "due_on")
    return draft(work, text, [_origin(operation, stage)])


def add_draft(work: Work, stage_id: UUID, action_id: UUID, version: int) -> JointAction:
    """A draft from elsewhere belongs to the stage from now on. `version`: of the action as the page showed it."""
    operation, _stages, stage = held_stage(work, stage_id, OperationState.DRAFT, RUNNING)
    action = _action(work, action_id)
    _check_taken(operation, stage, action.due_on, "draft")
    put_into(work, action, _origin(operation, stage), version)
    return action


def take_draft_out(work: Work, stage_id: UUID, action_id: UUID, version: int) -> JointAction:
    """The draft goes on without the stage. What has passed its gate or is finished stays as it was; out of a cancelled
    operation whatever was not launched may still be taken."""
    operation, _stages, stage = held_stage(work, stage_id, OperationState.DRAFT, RUNNING, OperationState.CANCELLED)
    if stage.state is StageState.CLOSED and operation.state is not OperationState.CANCELLED:
        raise Conflict(N_("The stage is closed: its actions stay with it."))
    action = _action(work, action_id)
    take_out(work, action, _origin(operation, stage), version)
    return action


def _action(work: Work, action_id: UUID) -> JointAction:
    """The action; one that somebody has dropped meanwhile is a conflict."""
    action = work.session.get(JointAction, action_id)
    if action is None:
        raise Conflict()
    return action


def _check_taken(operation: Operation, stage: Stage, due_on: date, field: str) -> None:
    """Refuse an action that the stage does not take."""
    if stage.state is StageState.CLOSED:
        raise Conflict(N_("The stage is closed: no action is added to it."))
    first, last = stage.from_on or operation.from_on, stage.to_on or operation.to_on
    if not first <= due_on <= last:
        raise Invalid(field, OUTSIDE, first=first, last=last)


def _origin(operation: Operation, stage: Stage) -> Origin:
    return Origin(OriginKind.STAGE, stage.id, stage.title, operation.drill)
