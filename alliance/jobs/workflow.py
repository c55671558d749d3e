"""The way of a job, as a table. Whoever asked for it cancels it; the other moves are the worker's."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import OPEN
from .model import JobState as S

JOB_WORKFLOW = Workflow(
    (
        move("start", frm=[S.QUEUED], to=S.RUNNING, can=Can.KEEP_OWN_JOB, label=N_("Begin the job")),
        move("take_up", frm=[S.RUNNING], to=S.RUNNING, can=Can.KEEP_OWN_JOB, label=N_("Begin the job once more")),
        move("hand_back", frm=[S.RUNNING], to=S.QUEUED, can=Can.KEEP_OWN_JOB, label=N_("Hand the job back")),
        move("finish", frm=[S.RUNNING], to=S.DONE, can=Can.KEEP_OWN_JOB, label=N_("Finish the job")),
        move("fail", frm=OPEN, to=S.FAILED, can=Can.KEEP_OWN_JOB, label=N_("Give the job up")),
        move("cancel", frm=OPEN, to=S.CANCELLED, can=Can.KEEP_OWN_JOB, label=N_("Cancel the job")),
    )
)
