"""A request to join as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import JoinRequestState as S

JOIN_WORKFLOW = Workflow(
    (
        move("accept", frm=[S.WAITING], to=S.ACCEPTED, can=Can.ANSWER_JOIN_REQUEST, label=N_("Accept")),
        move("decline", frm=[S.WAITING], to=S.DECLINED, can=Can.ANSWER_JOIN_REQUEST, label=N_("Decline")),
    )
)
