"""The life of a plaque as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import PlaqueState as S

PLAQUE_WORKFLOW = Workflow(
    (
        move("issue", frm=[S.PREPARED], to=S.ISSUED, can=Can.KEEP_PLAQUES, label=N_("Issue")),
        move("replace", frm=[S.PREPARED, S.ISSUED], to=S.REPLACED, can=Can.KEEP_PLAQUES, label=N_("Replace")),
        move("revoke", frm=[S.PREPARED, S.ISSUED], to=S.REVOKED, can=Can.KEEP_PLAQUES, label=N_("Revoke")),
    )
)
