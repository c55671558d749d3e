"""What can become of a volunteer, and of a place in a team, as tables."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import MembershipState as M
from .vocabulary import VolunteerState as S

VOLUNTEER_WORKFLOW = Workflow(
    (
        move("confirm", frm=[S.SIGNED_UP], to=S.ACTIVE, can=Can.SIGN_UP_AS_VOLUNTEER, label=N_("Confirm the sign-up")),
        move("leave", frm=[S.ACTIVE], to=S.LEFT, can=Can.SEE_OWN_VOLUNTEERING, label=N_("Leave and have it erased")),
    )
)

MEMBERSHIP_WORKFLOW = Workflow(
    (
        move("ask", frm=[M.OUT], to=M.ASKED, can=Can.JOIN_TEAM, label=N_("Ask to join the team")),
        move("take_in", frm=[M.ASKED], to=M.IN, can=Can.ANSWER_TEAM_REQUEST, label=N_("Take into the team")),
        move("turn_down", frm=[M.ASKED], to=M.OUT, can=Can.ANSWER_TEAM_REQUEST, label=N_("Turn down the request")),
        move("quit", frm=[M.ASKED, M.IN], to=M.OUT, can=Can.JOIN_TEAM, label=N_("Leave the team")),
        move("put_out", frm=[M.IN], to=M.OUT, can=Can.KEEP_TEAM, label=N_("Take out of the team")),
        move("close", frm=[M.ASKED, M.IN], to=M.OUT, can=Can.KEEP_TEAM, label=N_("Close the team")),
    )
)
