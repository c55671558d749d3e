"""The way of a measure and of a problem, each a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import OPEN
from .vocabulary import MeasureState as M
from .vocabulary import ProblemState as P

MEASURE_WORKFLOW = Workflow(
    (
        move("issue", frm=[M.PROPOSED], to=M.ISSUED, can=Can.PROPOSE_MEASURE, label=N_("Issue it")),
        move("approve", frm=[M.PROPOSED], to=M.ISSUED, can=Can.APPROVE_MEASURE, label=N_("Approve and issue")),
        move("withdraw", frm=[M.PROPOSED], to=M.WITHDRAWN, can=Can.PROPOSE_MEASURE, label=N_("Withdraw")),
        move("answer", frm=[M.ISSUED], to=M.ANSWERED, can=Can.ANSWER_MEASURE, label=N_("Answer")),
        move("lift", frm=OPEN, to=M.LIFTED, can=Can.LIFT_MEASURE, label=N_("Lift")),
    )
)

PROBLEM_WORKFLOW = Workflow(
    (
        move(
            "plan", frm=[P.LISTED], to=P.PLANNED, can=Can.RECTIFY_PROBLEM, label=N_("Say who is responsible, and what")
        ),
        move("rectify", frm=[P.PLANNED], to=P.RECTIFIED, can=Can.RECTIFY_PROBLEM, label=N_("Report that it is mended")),
        move("send_back", frm=[P.RECTIFIED], to=P.PLANNED, can=Can.RECHECK_PROBLEM, label=N_("Send it back")),
        move("recheck", frm=[P.RECTIFIED], to=P.RECHECKED, can=Can.RECHECK_PROBLEM, label=N_("Checked again: mended")),
        move("reopen", frm=[P.RECHECKED], to=P.PLANNED, can=Can.WRITE_OFF_PROBLEM, label=N_("Send it back")),
        move("write_off", frm=[P.RECHECKED], to=P.WRITTEN_OFF, can=Can.WRITE_OFF_PROBLEM, label=N_("Write it off")),
    )
)
