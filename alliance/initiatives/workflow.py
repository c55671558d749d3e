"""The way of an initiative, and of the answer of one organisation, each a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import InitiativeState
from .vocabulary import ResponseState as S

INITIATIVE_WORKFLOW = Workflow(
    (
        move(
            "issue",
            frm=[InitiativeState.DRAFT],
            to=InitiativeState.ISSUED,
            can=Can.ISSUE_INITIATIVE,
            label=N_("Give it out"),
        ),
        move(
            "close",
            frm=[InitiativeState.ISSUED],
            to=InitiativeState.CLOSED,
            can=Can.ISSUE_INITIATIVE,
            label=N_("End it"),
        ),
        move(
            "withdraw",
            frm=[InitiativeState.ISSUED, InitiativeState.CLOSED],
            to=InitiativeState.WITHDRAWN,
            can=Can.ISSUE_INITIATIVE,
            label=N_("Withdraw"),
        ),
    )
)

RESPONSE_WORKFLOW = Workflow(
    (
        move("read", frm=[S.SENT], to=S.READ, can=Can.ANSWER_INITIATIVE, label=N_("Mark as read")),
        move(
            "pledge",
            frm=[S.SENT, S.READ, S.PLEDGED, S.DECLINED],
            to=S.PLEDGED,
            can=Can.ANSWER_INITIATIVE,
            label=N_("Pledge it"),
        ),
        move(
            "decline",
            frm=[S.SENT, S.READ, S.PLEDGED],
            to=S.DECLINED,
            can=Can.ANSWER_INITIATIVE,
            label=N_("Decline it"),
        ),
        move("fulfil", frm=[S.PLEDGED], to=S.FULFILLED, can=Can.CONFIRM_FULFILMENT, label=N_("Fulfilled")),
    )
)
