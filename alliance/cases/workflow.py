"""The way of a case and the way of an edition, each a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import CaseState as S
from .vocabulary import EditionState as E

CASE_WORKFLOW = Workflow(
    (
        move("submit", frm=[S.DRAFT, S.RETURNED], to=S.SUBMITTED, can=Can.CHANGE_CASE, label=N_("Submit")),
        move("take_back", frm=[S.SUBMITTED], to=S.DRAFT, can=Can.CHANGE_CASE, label=N_("Take it back")),
        move("give_back", frm=[S.SUBMITTED, S.REVIEWED], to=S.RETURNED, can=Can.REVIEW_CASE, label=N_("Give it back")),
        move(
            "set_aside",
            frm=[S.SUBMITTED, S.REVIEWED],
            to=S.SET_ASIDE,
            can=Can.REVIEW_CASE,
            label=N_("Do not take it up"),
        ),
        move("review", frm=[S.SUBMITTED], to=S.REVIEWED, can=Can.REVIEW_CASE, label=N_("Mask and review")),
        move("publish", frm=[S.REVIEWED, S.WITHDRAWN], to=S.PUBLISHED, can=Can.RELEASE_EDITION, label=N_("Publish")),
        move("withdraw", frm=[S.PUBLISHED], to=S.WITHDRAWN, can=Can.WITHDRAW_EDITION, label=N_("Withdraw")),
    )
)

EDITION_WORKFLOW = Workflow(
    (
        move(
            "rewrite", frm=[E.PREPARED], to=E.PREPARED, can=Can.PREPARE_EDITION, label=N_("Change its text or readers")
        ),
        move("release", frm=[E.PREPARED], to=E.RELEASED, can=Can.RELEASE_EDITION, label=N_("Release")),
        move("supersede", frm=[E.RELEASED], to=E.SUPERSEDED, can=Can.RELEASE_EDITION, label=N_("Replace")),
        move("withdraw", frm=[E.RELEASED], to=E.WITHDRAWN, can=Can.WITHDRAW_EDITION, label=N_("Withdraw")),
    )
)
