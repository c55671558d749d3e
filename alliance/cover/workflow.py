"""What can become of a request to stand in, as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import StandInState as S

STAND_IN_WORKFLOW = Workflow(
    (
        move("take", frm=[S.ASKED], to=S.TAKEN, can=Can.ANSWER_STAND_IN, label=N_("Stand in for somebody")),
        move("decline", frm=[S.ASKED], to=S.DECLINED, can=Can.ANSWER_STAND_IN, label=N_("Not stand in")),
        move("lapse", frm=[S.ASKED], to=S.LAPSED, can=Can.FIND_COVER, label=N_("The time to stand in has passed")),
        move("end", frm=[S.ASKED], to=S.OVER, can=Can.FIND_COVER, label=N_("Ask no longer")),
    )
)
