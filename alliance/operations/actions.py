"""The joint actions of stages: which there are, which a gate waits for, and whether they fit into given days."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from ..actions.events import ActionLaunched
from ..actions.model import ActionLink, JointAction
from ..actions.queries import LinkedAction, of_origins, open_mandatory
from ..actions.vocabulary import ActionState, OriginKind
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .model import Operation, Stage, StageWaiver
from .vocabulary import OperationState

NOT_RUNNING = N_(
    "The action belongs to the stage “%(title)s” of an operation that does not run. Start the operation, or take the "
    "action out of the stage, before you launch it."
)


def of_stages(work: Work, stage_ids: Sequence[UUID]) -> Sequence[LinkedAction]:
    """The actions that belong to these stages, as far as the actor may read them."""
    return of_origins(work, OriginKind.STAGE, stage_ids)


def waits_for(work: Work, stage_id: UUID) -> Sequence[LinkedAction]:
    """The mandatory actions that keep the gate of a stage shut: not done, and not waived for it."""
    waived = set(work.session.scalars(select(StageWaiver.action_id).where(StageWaiver.stage_id == stage_id)))
    return [one for one in open_mandatory(work, OriginKind.STAGE, stage_id) if one.action_id not in waived]


def focus_of(work: Work, action_ids: Sequence[UUID]) -> Mapping[UUID, str | None]:
    """The focus area of each of these actions; ask only of those that the actor may read."""
    asked = select(JointAction.id, JointAction.focus_area_code).where(JointAction.id.in_(list(action_ids)))
    return {row.id: row.focus_area_code for row in work.session.execute(asked)}


def has_actions(work: Work, stage_id: UUID) -> bool:
    linked = exists().where(ActionLink.kind == OriginKind.STAGE, ActionLink.thing_id == stage_id)
    return bool(work.session.scalar(select(linked)))


def check_actions_within(work: Work, stage_ids: Sequence[UUID], from_on: date, to_on: date) -> None:
    """Refuse days that would leave a running action outside."""
    for action in of_stages(work, stage_ids):
        if action.state is not ActionState.RUNNING:
            continue
        if action.launched_on and action.launched_on < from_on:
            raise Invalid("from_on", N_("The action “%(title)s” was launched before it."), title=action.title)
        if action.due_on > to_on:
            raise Invalid("to_on", N_("The action “%(title)s” is due after it."), title=action.title)


def check_operation_runs(work: Work, event: ActionLaunched) -> None:
    """Refuse the launch of an action whose operation is still a draft or was cancelled: the action's page names the
    stage, and would tell of the operation before it is started."""
    own = (ActionLink.action_id == event.action_id, ActionLink.kind == OriginKind.STAGE)
    silent = Operation.state.in_((OperationState.DRAFT, OperationState.CANCELLED))
    asked = select(Stage.title).join(Operation).join(ActionLink, ActionLink.thing_id == Stage.id)
    title = work.session.scalar(asked.where(*own, silent))
    if title is not None:
        raise Conflict(NOT_RUNNING, title=title)
