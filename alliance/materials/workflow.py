"""The way of a version of a material as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import VersionState as S

VERSION_WORKFLOW = Workflow(
    (
        move("propose", frm=[S.DRAFT], to=S.PROPOSED, can=Can.CHANGE_MATERIAL, label=N_("Propose it for approval")),
        move("give_back", frm=[S.PROPOSED], to=S.DRAFT, can=Can.APPROVE_MATERIAL, label=N_("Give it back")),
        move("approve", frm=[S.PROPOSED], to=S.APPROVED, can=Can.APPROVE_MATERIAL, label=N_("Approve it")),
        move("withdraw", frm=[S.APPROVED], to=S.WITHDRAWN, can=Can.WITHDRAW_MATERIAL, label=N_("Withdraw")),
    )
)
