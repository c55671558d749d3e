"""The life of an uploaded sheet as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import SheetState as S

SHEET_WORKFLOW = Workflow(
    (move("take_over", frm=[S.CHECKED], to=S.TAKEN_OVER, can=Can.IMPORT_ROSTER, label=N_("Take over")),)
)
