"""The way of an operation, of a stage and of a hotspot, each a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import HotspotState as H
from .vocabulary import OperationState as O
from .vocabulary import StageState as S

OPERATION_WORKFLOW = Workflow(
    (
        move("start", frm=[O.DRAFT], to=O.RUNNING, can=Can.STEER_OPERATION, label=N_("Start")),
        move("finish", frm=[O.RUNNING], to=O.FINISHED, can=Can.STEER_OPERATION, label=N_("Finish")),
        move(
            "cancel",
            frm=[O.DRAFT, O.RUNNING],
            to=O.CANCELLED,
            can=Can.STEER_OPERATION,
            label=N_("Cancel the operation"),
        ),
    )
)

STAGE_WORKFLOW = Workflow(
    (
        move("open", frm=[S.PLANNED], to=S.OPEN, can=Can.STEER_OPERATION, label=N_("Open the stage")),
        move("close", frm=[S.OPEN], to=S.CLOSED, can=Can.STEER_OPERATION, label=N_("Close the stage")),
    )
)

HOTSPOT_WORKFLOW = Workflow(
    (
        move("propose", frm=[H.LISTED], to=H.PROPOSED, can=Can.KEEP_HOTSPOT, label=N_("Propose to delist")),
        move("keep", frm=[H.PROPOSED], to=H.LISTED, can=Can.KEEP_HOTSPOT, label=N_("Keep it listed")),
        move("delist", frm=[H.PROPOSED], to=H.DELISTED, can=Can.CONFIRM_DELISTING, label=N_("Confirm the delisting")),
    )
)
