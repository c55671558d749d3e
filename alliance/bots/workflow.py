"""The way of a bot as a table. The portal itself stops one that is refused for good, or that never answers."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import BotState as S

BOT_WORKFLOW = Workflow(
    (
        move("pause", frm=[S.WORKS], to=S.PAUSED, can=Can.KEEP_BOT, label=N_("Pause it")),
        move("resume", frm=[S.PAUSED, S.STOPPED], to=S.WORKS, can=Can.KEEP_BOT, label=N_("Use it again")),
        move("stop", frm=[S.WORKS], to=S.STOPPED, can=Can.KEEP_BOT, label=N_("Stop it")),
    )
)
