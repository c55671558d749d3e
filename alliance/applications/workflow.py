"""The way of an application as a table. One that was given back and never answered can be refused: else it would bar
its code to others for ever."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import ApplicationState as S

APPLICATION_WORKFLOW = Workflow(
    (
        move("submit", frm=[S.DRAFT, S.RETURNED], to=S.SUBMITTED, can=Can.APPLY, label=N_("Submit")),
        move("withdraw", frm=[S.SUBMITTED, S.RETURNED], to=S.WITHDRAWN, can=Can.APPLY, label=N_("Withdraw")),
        move("admit", frm=[S.SUBMITTED], to=S.ADMITTED, can=Can.REVIEW_APPLICATION, label=N_("Admit")),
        move("give_back", frm=[S.SUBMITTED], to=S.RETURNED, can=Can.REVIEW_APPLICATION, label=N_("Give back")),
        move(
            "refuse",
            frm=[S.SUBMITTED, S.RETURNED],
            to=S.REFUSED,
            can=Can.REVIEW_APPLICATION,
            label=N_("Refuse"),
        ),
    )
)
