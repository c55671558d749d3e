"""The way of a roster from draft to publication as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import RosterState as S

ROSTER_WORKFLOW = Workflow(
    (
        move("redraw", frm=[S.DRAFT], to=S.DRAFT, can=Can.DRAFT_ROSTER, label=N_("Draw up again from today's seats")),
        move("approve", frm=[S.DRAFT], to=S.APPROVED, can=Can.APPROVE_ROSTER, label=N_("Approve")),
        move("give_back", frm=[S.APPROVED], to=S.DRAFT, can=Can.DRAFT_ROSTER, label=N_("Make it a draft again")),
        move("publish", frm=[S.APPROVED], to=S.PUBLISHED, can=Can.PUBLISH_ROSTER, label=N_("Publish")),
    )
)
