"""What becomes of an operation: started, finished, cancelled."""

from uuid import UUID

from ..audiences.queries import is_empty
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .holding import check_version, held, held_stages
from .model import REASON_LENGTH
from .queries import terms_of
from .vocabulary import StageState
from .workflow import OPERATION_WORKFLOW

WITHOUT_STAGES = N_("It has no stage yet. Put its stages in order before it starts.")
NOBODY_LEFT = N_("Nobody belongs to its audience any more. Choose anew whom it is for before it starts.")
STAGES_OPEN = N_("It is finished when every stage has passed its gate. Still to close: %(titles)s.")


def start(work: Work, operation_id: UUID, seen: int | None = None) -> None:
    """Its audience reads it from now on. `seen`: its version on the page; a draft that was changed since is looked at
    once more."""
    operation = held(work, operation_id)
    if seen is not None:
        check_version(operation, seen)
    OPERATION_WORKFLOW.apply(operation, "start", work.now)
    if not held_stages(work, operation):
        raise Conflict(WITHOUT_STAGES)
    if is_empty(work, terms_of(work, operation.audience_id)):
        raise Conflict(NOBODY_LEFT)
    operation.started_at = work.now
    record(work, events.OperationStarted(operation.id, operation.drill))


def finish(work: Work, operation_id: UUID) -> None:
    operation = held(work, operation_id)
    OPERATION_WORKFLOW.apply(operation, "finish", work.now)
    still = [stage.title for stage in held_stages(work, operation) if stage.state is not StageState.CLOSED]
    if still:
        raise Conflict(STAGES_OPEN, titles="、".join(still))
    record(work, events.OperationFinished(operation.id))


def cancel(work: Work, operation_id: UUID, reason: str) -> None:
    """Its actions go on until they are stopped one by one: organisations may be in the middle of them."""
    operation = held(work, operation_id)
    OPERATION_WORKFLOW.apply(operation, "cancel", work.now)
    operation.reason = masked_within("reason", reason, REASON_LENGTH)
    record(work, events.OperationCancelled(operation.id))
