"""What can become of a shift, and of somebody's sign-up for it, as tables."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import ShiftState as S
from .vocabulary import SignUpState as U

STANDING = (U.NAMED, U.WAITING, U.OFFERED, U.CONFIRMED)
ASKED = (U.NAMED, U.OFFERED)
"""A place waits for an answer: an organisation has named her for one, or one has become free."""
SHIFT_WORKFLOW = Workflow(
    (
        move("open", frm=[S.PLANNED, S.CLOSED], to=S.OPEN, can=Can.KEEP_EVENT, label=N_("Open for sign-up")),
        move("close", frm=[S.OPEN], to=S.CLOSED, can=Can.KEEP_EVENT, label=N_("Close for sign-up")),
        move(
            "call_off",
            frm=[S.PLANNED, S.OPEN, S.CLOSED],
            to=S.CANCELLED,
            can=Can.KEEP_EVENT,
            label=N_("Call the shift off"),
        ),
    )
)

SIGN_UP_WORKFLOW = Workflow(
    (
        move("name", frm=[U.WAITING], to=U.NAMED, can=Can.FILL_QUOTA, label=N_("Give a place of the organisation")),
        move("confirm", frm=[U.NAMED], to=U.CONFIRMED, can=Can.ANSWER_OFFER, label=N_("Say that one comes")),
        move("offer", frm=[U.WAITING], to=U.OFFERED, can=Can.KEEP_EVENT, label=N_("Offer the place")),
        move("accept", frm=[U.OFFERED], to=U.CONFIRMED, can=Can.ANSWER_OFFER, label=N_("Take the place")),
        move(
            "decline", frm=[U.NAMED, U.OFFERED], to=U.WITHDRAWN, can=Can.ANSWER_OFFER, label=N_("Leave it to the next")
        ),
        move("lapse", frm=ASKED, to=U.LAPSED, can=Can.KEEP_EVENT, label=N_("The time has passed")),
        move("withdraw", frm=STANDING, to=U.WITHDRAWN, can=Can.ANSWER_OWN_SIGN_UP, label=N_("Withdraw")),
        move("strike", frm=[U.NAMED, U.WAITING], to=U.RELEASED, can=Can.FILL_QUOTA, label=N_("Take off the list")),
        move("release", frm=STANDING, to=U.RELEASED, can=Can.KEEP_EVENT, label=N_("Release somebody")),
        move("call_off", frm=STANDING, to=U.CALLED_OFF, can=Can.KEEP_EVENT, label=N_("Call it off with the shift")),
    )
)
