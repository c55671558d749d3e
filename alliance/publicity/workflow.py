"""The way of an event and of a point on the day, each a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import EventState as E
from .vocabulary import PointState as P

EVENT_WORKFLOW = Workflow(
    (
        move("propose", frm=[E.DRAFT, E.RETURNED], to=E.PROPOSED, can=Can.KEEP_EVENT, label=N_("Send it in")),
        move("take_back", frm=[E.PROPOSED], to=E.DRAFT, can=Can.KEEP_EVENT, label=N_("Take it back and change it")),
        move(
            "approve",
            frm=[E.PROPOSED],
            to=E.APPROVED,
            can=Can.DECIDE_EVENT,
            label=N_("Look at it, and approve"),
        ),
        move("give_back", frm=[E.PROPOSED], to=E.RETURNED, can=Can.DECIDE_EVENT, label=N_("Give the proposal back")),
        move("decline", frm=[E.PROPOSED], to=E.DECLINED, can=Can.DECIDE_EVENT, label=N_("Decline the proposal")),
        move("open", frm=[E.APPROVED], to=E.OPEN, can=Can.KEEP_EVENT, label=N_("Open it to take part in")),
        move("start", frm=[E.APPROVED, E.OPEN], to=E.RUNNING, can=Can.KEEP_EVENT, label=N_("It begins")),
        move("hold", frm=[E.RUNNING], to=E.HELD, can=Can.KEEP_EVENT, label=N_("It is over")),
        move("summarise", frm=[E.HELD], to=E.SUMMARISED, can=Can.KEEP_EVENT, label=N_("Sum it up")),
        move(
            "cancel",
            frm=[E.APPROVED, E.OPEN, E.RUNNING],
            to=E.CANCELLED,
            can=Can.KEEP_EVENT,
            label=N_("Cancel the event"),
        ),
    )
)

POINT_WORKFLOW = Workflow(
    (
        move("man", frm=[P.PLANNED, P.PAUSED], to=P.MANNED, can=Can.WORK_POINT, label=N_("We are there")),
        move("pause", frm=[P.MANNED], to=P.PAUSED, can=Can.WORK_POINT, label=N_("We pause")),
        move("clear", frm=[P.MANNED, P.PAUSED], to=P.CLEARED, can=Can.WORK_POINT, label=N_("We have cleared away")),
    )
)
