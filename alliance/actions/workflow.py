"""The way of an action, of an assignment and of a wish for more time, each a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from ..sheets.model import SheetState
from .vocabulary import OPEN, ActionState, ExtensionState
from .vocabulary import AssignmentState as S

ACTION_WORKFLOW = Workflow(
    (
        move(
            "launch",
            frm=[ActionState.DRAFT],
            to=ActionState.RUNNING,
            can=Can.LAUNCH_ACTION,
            label=N_("Launch the action"),
        ),
        move(
            "close",
            frm=[ActionState.RUNNING],
            to=ActionState.CLOSED,
            can=Can.LAUNCH_ACTION,
            label=N_("Close the action"),
        ),
        move(
            "stop",
            frm=[ActionState.RUNNING],
            to=ActionState.STOPPED,
            can=Can.LAUNCH_ACTION,
            label=N_("Stop the action"),
        ),
    )
)

ASSIGNMENT_WORKFLOW = Workflow(
    (
        move("receive", frm=[S.ASSIGNED], to=S.RECEIVED, can=Can.ANSWER_ASSIGNMENT, label=N_("Sign for it")),
        move("note", frm=[S.ASSIGNED], to=S.NOTED, can=Can.ANSWER_ASSIGNMENT, label=N_("Take note of it")),
        move("accept", frm=[S.RECEIVED], to=S.ACCEPTED, can=Can.ANSWER_ASSIGNMENT, label=N_("Accept")),
        move("ask_back", frm=[S.RECEIVED], to=S.QUERIED, can=Can.ANSWER_ASSIGNMENT, label=N_("Ask back")),
        move("decline", frm=[S.RECEIVED], to=S.DECLINED, can=Can.ANSWER_ASSIGNMENT, label=N_("Decline")),
        move("answer", frm=[S.QUERIED], to=S.RECEIVED, can=Can.STEER_ASSIGNMENT, label=N_("Answer")),
        move("insist", frm=[S.DECLINED], to=S.RECEIVED, can=Can.STEER_ASSIGNMENT, label=N_("Stand by it")),
        move(
            "progress",
            frm=[S.RECEIVED, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED],
            to=S.IN_PROGRESS,
            can=Can.ANSWER_ASSIGNMENT,
            label=N_("Tell the progress"),
        ),
        move(
            "report",
            frm=[S.RECEIVED, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED],
            to=S.REPORTED,
            can=Can.ANSWER_ASSIGNMENT,
            label=N_("Report that it is done"),
        ),
        move(
            "take_back", frm=[S.REPORTED], to=S.IN_PROGRESS, can=Can.ANSWER_ASSIGNMENT, label=N_("Take the report back")
        ),
        move("give_back", frm=[S.REPORTED], to=S.RETURNED, can=Can.REVIEW_ASSIGNMENT, label=N_("Give it back")),
        move("verify", frm=[S.REPORTED], to=S.VERIFIED, can=Can.REVIEW_ASSIGNMENT, label=N_("Verify")),
        move("waive", frm=OPEN, to=S.WAIVED, can=Can.STEER_ASSIGNMENT, label=N_("Waive")),
        move("recall", frm=OPEN, to=S.RECALLED, can=Can.LAUNCH_ACTION, label=N_("Recall")),
        move("assign_again", frm=[S.RECALLED], to=S.ASSIGNED, can=Can.LAUNCH_ACTION, label=N_("Assign again")),
    )
)

EXTENSION_WORKFLOW = Workflow(
    (
        move(
            "grant",
            frm=[ExtensionState.OPEN],
            to=ExtensionState.GRANTED,
            can=Can.STEER_ASSIGNMENT,
            label=N_("Grant more time"),
        ),
        move(
            "refuse",
            frm=[ExtensionState.OPEN],
            to=ExtensionState.REFUSED,
            can=Can.STEER_ASSIGNMENT,
            label=N_("Refuse more time"),
        ),
    )
)

REPORT_SHEET_WORKFLOW = Workflow(
    (
        move(
            "take_over",
            frm=[SheetState.CHECKED],
            to=SheetState.TAKEN_OVER,
            can=Can.ANSWER_ASSIGNMENT,
            label=N_("Take over"),
        ),
    )
)
